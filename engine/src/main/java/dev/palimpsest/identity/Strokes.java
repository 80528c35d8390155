package dev.palimpsest.identity;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** The characters of one text that are to be struck. */
final class Strokes {

    private static final String BETWEEN = " ,.-";
    private static final int LONGEST_BETWEEN = 3;
    private static final String OPENING = "([{";
    private static final String CLOSING = ")]}";

    private final String text;
    private final BitSet struck;

    Strokes(String text) {
        this(text, new BitSet());
    }

    Strokes(String text, BitSet struck) {
        this.text = text;
        this.struck = struck;
    }

    String text() {
        return text;
    }

    void add(int[] pieces, int count) {
        for (int i = 0; i < count; i += 2) {
            struck.set(pieces[i], pieces[i + 1]);
        }
    }

    /** Leaves out the marks of an earlier redaction, which are nobody's data. */
    void spare(String mark) {
        if (mark.isEmpty()) {
            return;
        }
        for (int at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + mark.length())) {
            spareWithSpaces(at, at + mark.length());
        }
    }

    boolean isEmpty() {
        return struck.isEmpty();
    }

    /** What stands between two struck pieces of one thing, {@code "12, 10115 Berlin"}, goes with them. */
    void close() {
        int end = struck.nextClearBit(struck.nextSetBit(0));
        int next = struck.nextSetBit(end);
        while (next >= 0) {
            if (next - end <= LONGEST_BETWEEN
                    && text.substring(end, next).chars().allMatch(c -> BETWEEN.indexOf(c) >= 0)) {
                struck.set(end, next);
            }
            end = struck.nextClearBit(next);
            next = struck.nextSetBit(end);
        }
        spareBrackets();
    }

    /** Of {@code "Anna Berg (anna@x.org)"}, struck up to the second bracket, the first one stays, too. */
    private void spareBrackets() {
        int end;
        for (int start = struck.nextSetBit(0); start >= 0; start = struck.nextSetBit(end)) {
            end = struck.nextClearBit(start);
            List<Integer> open = new ArrayList<>();
            for (int at = start; at < end; at++) {
                char c = text.charAt(at);
                if (OPENING.indexOf(c) >= 0) {
                    open.add(at);
                } else if (CLOSING.indexOf(c) >= 0) {
                    if (!open.isEmpty() && OPENING.indexOf(text.charAt(open.getLast())) == CLOSING.indexOf(c)) {
                        open.removeLast();
                    } else {
                        spareWithSpaces(at, at + 1);
                    }
                }
            }
            open.forEach(at -> spareWithSpaces(at, at + 1));
        }
    }

    private void spareWithSpaces(int start, int end) {
        int from = start;
        while (from > 0 && text.charAt(from - 1) == ' ') {
            from--;
        }
        int to = end;
        while (to < text.length() && text.charAt(to) == ' ') {
            to++;
        }
        struck.clear(from, to);
    }

    /** Whether every letter and digit is struck. */
    boolean coversAllWords() {
        for (int i = struck.nextClearBit(0); i < text.length(); i = struck.nextClearBit(i + 1)) {
            if (Character.isLetterOrDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether anything between these places is struck. */
    boolean touch(int from, int to) {
        int next = struck.nextSetBit(from);
        return next >= 0 && next < to;
    }

    /** What is struck between these places, of the text that stands there. */
    Strokes part(int from, int to) {
        return new Strokes(text.substring(from, to), struck.get(from, to));
    }

    /** The text between these places, with a mark in the place of each struck piece. */
    String written(int from, int to, String mark) {
        StringBuilder written = new StringBuilder(to - from);
        int at = from;
        while (at < to) {
            int start = struck.nextSetBit(at);
            if (start < 0 || start >= to) {
                break;
            }
            written.append(text, at, start).append(mark);
            at = Math.min(to, struck.nextClearBit(start));
        }
        return written.append(text, at, to).toString();
    }
}
