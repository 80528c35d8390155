package dev.palimpsest.identity;

import java.security.MessageDigest;
import java.security.SecureRandom;

/** The secret of 128 bits under which the fingerprints of one run are made. Whoever lacks it can read no trace. */
public final class FingerprintKey {

    /** Length of a key in bytes. */
    public static final int LENGTH = 16;

    private final byte[] bytes;

    private FingerprintKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * A key kept earlier.
     *
     * @throws IllegalArgumentException if it has not exactly {@value #LENGTH} bytes
     */
    public static FingerprintKey of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException(
                    "A fingerprint key has " + LENGTH + " bytes, this one has " + bytes.length + ".");
        }
        return new FingerprintKey(bytes.clone());
    }

    public static FingerprintKey random(SecureRandom random) {
        byte[] bytes = new byte[LENGTH];
        random.nextBytes(bytes);
        return new FingerprintKey(bytes);
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FingerprintKey key && MessageDigest.isEqual(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return FingerprintKey.class.hashCode();
    }

    /** Never the key itself. */
    @Override
    public String toString() {
        return "FingerprintKey[hidden]";
    }
}
