package dev.palimpsest.identity;

import dev.palimpsest.map.IdentifierKind;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * An immutable set of fingerprints, made for many lookups that find nothing: a bitmap that fits the processor's cache
 * answers most of them. Takes about 16 bytes per fingerprint. Safe for any number of threads.
 */
public final class TraceSet {

    private static final TraceSet EMPTY = builder().build();

    private final Table table;
    private final long[] bitmap;
    private final int bitmapShift;
    private final boolean[] marks;
    private final @Nullable TraceSet longer;

    private TraceSet(TraceSet traces, TraceSet longer) {
        this.table = traces.table;
        this.bitmap = traces.bitmap;
        this.bitmapShift = traces.bitmapShift;
        this.marks = traces.marks;
        this.longer = longer.size() == 0 ? null : longer;
    }

    private TraceSet(Table table) {
        this.longer = null;
        this.table = table;
        long wanted = Math.max(1L << 6, Math.min(1L << 21, table.size / 5L));
        int bits = 64 - Long.numberOfLeadingZeros(wanted - 1);
        this.bitmap = new long[1 << bits];
        this.bitmapShift = 64 - bits;
        this.marks = new boolean[(IdentifierKind.values().length + 1) * 2];
        for (int i = 0; i < table.values.length; i++) {
            if (table.marks[i] != 0) {
                long value = table.values[i];
                bitmap[(int) (value >>> bitmapShift)] |= bits(value);
                marks[table.marks[i]] = true;
            }
        }
    }

    public static Builder builder() {
        return new Builder(16);
    }

    /** A builder that need not grow up to this number of fingerprints. */
    public static Builder builder(int expected) {
        return new Builder(expected);
    }

    public static TraceSet of(Collection<Fingerprint> fingerprints) {
        return builder(fingerprints.size()).addAll(fingerprints).build();
    }

    public static TraceSet empty() {
        return EMPTY;
    }

    /**
     * The same traces, but a name is none where it stands inside one of these longer ones: {@code Luc Stone} in {@code
     * Jean-Luc Stone}.
     *
     * @param longer names of people who stay
     */
    public TraceSet sparing(TraceSet longer) {
        return new TraceSet(this, longer);
    }

    /** Whether there are longer names inside which a name is no trace. */
    boolean sparesAny() {
        return longer != null;
    }

    /** Whether this is a longer name inside which a name is no trace. */
    boolean spares(long value) {
        return longer != null && longer.holds(value);
    }

    public int size() {
        return table.size;
    }

    public boolean contains(Fingerprint fingerprint) {
        return mark(fingerprint.value()) >> 1 == fingerprint.mark() >> 1;
    }

    /** The mark under which the value is held; 0 if it is not held. */
    byte mark(long value) {
        return mayHold(value) ? table.marks[table.slot(value)] : 0;
    }

    /** Whether the value is held, of whatever kind. */
    boolean holds(long value) {
        return mark(value) != 0;
    }

    /** Whether the value may be held; seldom so if it is not. */
    boolean mayHold(long value) {
        long bits = bits(value);
        return (bitmap[(int) (value >>> bitmapShift)] & bits) == bits;
    }

    /** Two bits of one word of the bitmap: one look into memory, and few false alarms. */
    private static long bits(long value) {
        return 1L << value | 1L << (value >>> 6);
    }

    /** Whether any fingerprint is of this kind. */
    public boolean holds(IdentifierKind kind) {
        int mark = (kind.ordinal() + 1) << 1;
        return marks[mark] || marks[mark | 1];
    }

    boolean holdsWeak(IdentifierKind kind) {
        return marks[(kind.ordinal() + 1) << 1 | 1];
    }

    /** Gathers fingerprints; a fingerprint given twice counts once, and as weak only if it was weak each time. */
    public static final class Builder {

        private Table table;

        private Builder(int expected) {
            table = new Table(capacityFor(expected));
        }

        public Builder add(Fingerprint fingerprint) {
            if (table.size + 1 > table.limit()) {
                table = table.grown(capacityFor((int) Math.min(Integer.MAX_VALUE / 2, table.size * 2L)));
            }
            table.put(fingerprint.value(), fingerprint.mark());
            return this;
        }

        public Builder addAll(Collection<Fingerprint> fingerprints) {
            fingerprints.forEach(this::add);
            return this;
        }

        /** The set. The builder starts anew, empty. */
        public TraceSet build() {
            TraceSet set = new TraceSet(table);
            table = new Table(capacityFor(16));
            return set;
        }

        private static int capacityFor(int expected) {
            return (int) Math.min(Integer.MAX_VALUE - 8, Math.max(32, expected * 8L / 5 + 1));
        }
    }

    /** Open addressing with linear probing; a mark of 0 is an empty slot. */
    private static final class Table {

        private final long[] values;
        private final byte[] marks;
        private int size;

        Table(int capacity) {
            values = new long[capacity];
            marks = new byte[capacity];
        }

        int limit() {
            return (int) (values.length * 0.7);
        }

        int slot(long value) {
            int slot = (int) Math.unsignedMultiplyHigh(value, values.length);
            while (marks[slot] != 0 && values[slot] != value) {
                slot = slot + 1 == values.length ? 0 : slot + 1;
            }
            return slot;
        }

        void put(long value, byte mark) {
            int slot = slot(value);
            if (marks[slot] == 0) {
                values[slot] = value;
                marks[slot] = mark;
                size++;
            } else if ((mark & 1) == 0) {
                marks[slot] = mark;
            }
        }

        Table grown(int capacity) {
            Table grown = new Table(capacity);
            for (int i = 0; i < values.length; i++) {
                if (marks[i] != 0) {
                    grown.put(values[i], marks[i]);
                }
            }
            return grown;
        }
    }
}
