package dev.palimpsest.identity;

import dev.palimpsest.map.IdentifierKind;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The keyed fingerprint of one form of an identifier. Nothing of the identifier can be read from it without the key.
 *
 * @param kind the kind of the identifier; it is mixed into the value, so that kinds do not collide
 * @param value 64 bits, made with SipHash-2-4 under the key of the run
 * @param weak whether a hit alone proves little: a single word of a name, a number of fewer than six digits, a street
 *     with house number but without its town, a login that reads like a word, a private IP address
 */
public record Fingerprint(IdentifierKind kind, long value, boolean weak) {

    private static final IdentifierKind[] KINDS = IdentifierKind.values();
    private static final int PACKED_LENGTH = 1 + Long.BYTES;

    /** The fingerprints in {@value #PACKED_LENGTH} bytes each, for storage beside a receipt. */
    public static byte[] pack(Collection<Fingerprint> fingerprints) {
        ByteBuffer packed = ByteBuffer.allocate(Math.multiplyExact(fingerprints.size(), PACKED_LENGTH));
        for (Fingerprint fingerprint : fingerprints) {
            packed.put(fingerprint.mark()).putLong(fingerprint.value);
        }
        return packed.array();
    }

    /**
     * The fingerprints that were packed.
     *
     * @throws IllegalArgumentException if the bytes were not made by {@link #pack}
     */
    public static List<Fingerprint> unpack(byte[] packed) {
        if (packed.length % PACKED_LENGTH != 0) {
            throw new IllegalArgumentException("Packed fingerprints have " + PACKED_LENGTH + " bytes each, but "
                    + packed.length + " bytes were given.");
        }
        ByteBuffer buffer = ByteBuffer.wrap(packed);
        List<Fingerprint> fingerprints = new ArrayList<>(packed.length / PACKED_LENGTH);
        while (buffer.hasRemaining()) {
            byte mark = buffer.get();
            fingerprints.add(of(mark, buffer.getLong()));
        }
        return fingerprints;
    }

    /** Kind and weakness in one byte that is never 0. */
    byte mark() {
        return (byte) ((kind.ordinal() + 1) << 1 | (weak ? 1 : 0));
    }

    static Fingerprint of(byte mark, long value) {
        int kind = (mark >> 1) - 1;
        if (kind < 0 || kind >= KINDS.length) {
            throw new IllegalArgumentException("No kind of identifier has the mark " + mark + ".");
        }
        return new Fingerprint(KINDS[kind], value, (mark & 1) != 0);
    }
}
