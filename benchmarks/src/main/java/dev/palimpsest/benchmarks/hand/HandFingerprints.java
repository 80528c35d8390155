package dev.palimpsest.benchmarks.hand;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** What a later proof looks for: nine bytes of a keyed hash of each identifier, all of one person in one value. */
final class HandFingerprints {
    private static final int BYTES_EACH = 9;

    private final Mac mac;

    HandFingerprints() {
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(new byte[32], "HmacSHA256"));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    byte[] of(Bearer person) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        for (String identifier : person.identifiers()) {
            byte[] hash = mac.doFinal(identifier.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
            packed.write(hash, 0, BYTES_EACH);
        }
        return packed.toByteArray();
    }

    /** What names one person. */
    record Bearer(
            long id,
            String firstName,
            String lastName,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String iban,
            @Nullable String accountIban) {

        java.util.List<String> identifiers() {
            return java.util.stream.Stream.of(
                            firstName + " " + lastName, lastName + " " + firstName, email, phone, iban, accountIban)
                    .filter(java.util.Objects::nonNull)
                    .toList();
        }

        /** The text without what names the person. */
        String redact(String text) {
            String redacted = text;
            for (String named : new String[] {firstName + " " + lastName, lastName, firstName, email, phone, iban}) {
                if (named != null) {
                    redacted = redacted.replace(named, "[…]");
                }
            }
            return redacted;
        }
    }
}
