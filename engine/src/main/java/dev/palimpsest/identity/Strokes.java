package dev.palimpsest.identity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The characters of one text that are to be struck, and the writing of the text without them. */
final class Strokes {

    private static final String BETWEEN = " ,.-";
    private static final int LONGEST_BETWEEN = 3;
    private static final String OPENING = "([{";
    private static final String CLOSING = ")]}";

    private final String text;
    private final BitSet struck = new BitSet();

    Strokes(String text) {
        this.text = text;
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
    private void close() {
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

    /** The text with a mark in the place of each struck piece. */
    String written(String mark) {
        close();
        return written(0, text.length(), mark);
    }

    private String written(int from, int to, String mark) {
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

    /** The text with marks inside its literals only; what is struck between them stays. */
    String written(List<Literal> literals, String mark) {
        close();
        StringBuilder written = new StringBuilder(text.length());
        KeyNames keys = new KeyNames(literals, text);
        int at = 0;
        for (Literal literal : literals) {
            int start = struck.nextSetBit(literal.start());
            if (start < 0 || start >= literal.end()) {
                continue;
            }
            written.append(text, at, literal.from()).append(literal.written(content(literal, mark, keys)));
            at = literal.to();
        }
        return written.append(text, at, text.length()).toString();
    }

    private String content(Literal literal, String mark, KeyNames keys) {
        return switch (literal.kind()) {
            case NUMBER, SERIALISED_NUMBER -> mark;
            case SERIALISED_STRING -> written(literal.start(), literal.end(), mark);
            case STRING -> json(literal, mark);
            case KEY -> keys.unique(literal.object(), json(literal, mark));
        };
    }

    private String json(Literal literal, String mark) {
        String content = written(literal.start(), literal.end(), mark);
        return Literal.isJsonContent(content) ? content : mark;
    }

    /** The keys of each object, so that two struck keys do not become the same. */
    private static final class KeyNames {

        private final Set<List<Object>> taken = new HashSet<>();

        KeyNames(List<Literal> literals, String text) {
            for (Literal literal : literals) {
                if (literal.kind() == Literal.Kind.KEY) {
                    taken.add(Arrays.asList(literal.object(), text.substring(literal.start(), literal.end())));
                }
            }
        }

        String unique(int object, String key) {
            String unique = key;
            for (int number = 2; !taken.add(Arrays.asList(object, unique)); number++) {
                unique = key + " " + number;
            }
            return unique;
        }
    }
}
