package dev.palimpsest.identity;

import dev.palimpsest.map.IdentifierKind;
import java.util.Arrays;

/**
 * Where candidates are looked up and hits are gathered: the pieces of text that a hit covers, without the structure
 * (borders, tags, quotation marks) between them.
 */
final class Found {

    /** Receives a hit. */
    interface Sink {

        /** Pieces come as pairs of start and end, in indices of the whole text; at least one pair. */
        void found(Fingerprint fingerprint, int[] pieces, int count);
    }

    private final Forms forms;
    private final short[] classes;
    private final Block block;

    private TraceSet traces = TraceSet.empty();
    private Sink sink = (fingerprint, pieces, count) -> {};
    private int known;
    private int[] pieces = new int[16];
    private int count;

    Found(Forms forms, Block block) {
        this.forms = forms;
        this.classes = forms.alphabet().classes();
        this.block = block;
    }

    void begin(TraceSet traces, Sink sink) {
        this.traces = traces;
        this.sink = sink;
        this.known = 0;
    }

    /** Hits that end before this index were reported from an earlier block. */
    void knownUpTo(int index) {
        known = index;
    }

    TraceSet traces() {
        return traces;
    }

    /** The mark of the fingerprint with this hash, 0 if it is not among the traces. */
    byte mark(IdentifierKind kind, long hash) {
        return traces.mark(forms.value(kind, hash));
    }

    /** Whether a name with this hash may be among the traces; mostly not. */
    boolean mayHoldName(long hash) {
        return traces.mayHold(forms.value(IdentifierKind.NAME, hash));
    }

    /** Whether a name with this hash is a longer one, inside which a name is no trace. */
    boolean sparesName(long hash) {
        return traces.spares(forms.value(IdentifierKind.NAME, hash));
    }

    /** Whether one of this kind with this hash may be among the traces; mostly not. */
    boolean mayHold(IdentifierKind kind, long hash) {
        return traces.mayHold(forms.value(kind, hash));
    }

    /** Looks the hash up and reports a hit that covers this stretch of the block. */
    void look(IdentifierKind kind, long hash, int from, int to) {
        long value = forms.value(kind, hash);
        byte mark = traces.mark(value);
        if (mark != 0) {
            cover(from, to);
            report(Fingerprint.of(mark, value));
        }
    }

    /** As {@link #look}, of a stretch in which nothing is structure, whatever it looks like: {@code 2001:db8::1}. */
    void lookWhole(IdentifierKind kind, long hash, int from, int to) {
        long value = forms.value(kind, hash);
        byte mark = traces.mark(value);
        if (mark != 0) {
            piece(block.start(from), block.end(to - 1));
            report(Fingerprint.of(mark, value));
        }
    }

    /** Adds a stretch of the block, which begins with a visible character, to the hit that will be reported. */
    void cover(int from, int to) {
        char[] text = block.text();
        int start = -1;
        int reached = -1;
        int end = -1;
        for (int i = from; i < to; i++) {
            int kind = classes[text[i]];
            boolean structure = (kind & Alphabet.FIELD_END) != 0 || text[i] == Alphabet.TAG;
            if (start >= 0 && (structure || block.start(i) > reached)) {
                piece(start, end);
                start = -1;
            }
            if (i == from || (kind & Alphabet.IN_WORD) != 0) {
                start = start < 0 ? block.start(i) : start;
                end = block.end(i);
            }
            reached = block.end(i);
        }
        if (start >= 0) {
            piece(start, end);
        }
    }

    private void piece(int start, int end) {
        if (count + 2 > pieces.length) {
            pieces = Arrays.copyOf(pieces, count * 2);
        }
        pieces[count] = start;
        pieces[count + 1] = end;
        count += 2;
    }

    void report(IdentifierKind kind, long hash) {
        report(kind, hash, false);
    }

    /** @param weak whether a hit in this place proves little, whatever was found */
    void report(IdentifierKind kind, long hash, boolean weak) {
        long value = forms.value(kind, hash);
        report(Fingerprint.of((byte) (traces.mark(value) | (weak ? 1 : 0)), value));
    }

    void report(Fingerprint fingerprint) {
        int used = count;
        count = 0;
        int end = -1;
        for (int i = 1; i < used; i += 2) {
            end = Math.max(end, pieces[i]);
        }
        if (end > known) {
            sink.found(fingerprint, pieces, used);
        }
    }
}
