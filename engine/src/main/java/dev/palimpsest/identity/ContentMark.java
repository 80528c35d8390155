package dev.palimpsest.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Knows texts again without keeping them: an HMAC (SHA-256) under the key of a run. Without the key nothing can be told or
 * tried; with the key nobody can be told from it but by trying whole texts. Not thread-safe.
 */
public final class ContentMark {
    private static final String METHOD = "HmacSHA256";

    private final Mac mac;

    ContentMark(FingerprintKey key) {
        try {
            mac = Mac.getInstance(METHOD);
            mac.init(new SecretKeySpec(key.bytes(), METHOD));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has HMAC with SHA-256", impossible);
        }
    }

    /** The mark of texts in this order, in 64 hexadecimal digits; null is none, which is not the empty one. */
    public String of(List<? extends @Nullable String> texts) {
        for (String text : texts) {
            byte[] bytes = text == null ? null : text.getBytes(StandardCharsets.UTF_8);
            mac.update(ByteBuffer.allocate(Integer.BYTES)
                    .putInt(bytes == null ? -1 : bytes.length)
                    .flip());
            if (bytes != null) {
                mac.update(bytes);
            }
        }
        return HexFormat.of().formatHex(mac.doFinal());
    }
}
