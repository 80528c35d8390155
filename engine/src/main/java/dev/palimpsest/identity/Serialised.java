package dev.palimpsest.identity;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value that PHP has serialised, somewhere in a text (PHP manual, "serialize"). Its strings tell their lengths in bytes. Which
 * encoding the application counts in shows where they are not plain ASCII: UTF-8, or one byte for each character.
 *
 * @param from where the value begins
 * @param to where it ends
 * @param utf8 whether lengths are counted in UTF-8
 * @param pieces what may be rewritten in it, in order
 */
record Serialised(int from, int to, boolean utf8, List<Piece> pieces) {
    /** Deeper arrays are no longer read as such; they tell no lengths in bytes. */
    private static final int DEEPEST = 500;

    private static final int MOST_DIGITS = 9;

    enum Kind {
        STRING,
        /** What remains of it is a string. */
        NUMBER,
        /** What an object of a class with a format of its own has written. */
        CUSTOM
    }

    /**
     * A piece that may be rewritten.
     *
     * @param from where it begins, its length included
     * @param start where its content begins
     * @param end where its content ends
     * @param to where it ends, its closing mark included
     */
    record Piece(Kind kind, int from, int start, int end, int to) {}

    /** The next value at or after this place; null if there is none. Counts in UTF-8 first, or by characters. */
    static @Nullable Serialised next(String text, int from, boolean utf8First) {
        for (int at = from; at < text.length(); at++) {
            if (mayBegin(text, at)) {
                Serialised value = read(text, at, utf8First);
                if (value == null) {
                    value = read(text, at, !utf8First);
                }
                if (value != null) {
                    return value;
                }
            }
        }
        return null;
    }

    private static boolean mayBegin(String text, int at) {
        return "aOCsEid".indexOf(text.charAt(at)) >= 0 && at + 2 < text.length() && text.charAt(at + 1) == ':';
    }

    private static @Nullable Serialised read(String text, int at, boolean utf8) {
        Reader reader = new Reader(text, at, utf8);
        return reader.value(0) && isCertain(text, at, reader.at)
                ? new Serialised(at, reader.at, utf8, reader.pieces)
                : null;
    }

    /** A number is a value only where it is all, or stands behind the name of a session's variable. */
    private static boolean isCertain(String text, int from, int to) {
        return "id".indexOf(text.charAt(from)) < 0 || (from == 0 ? to == text.length() : text.charAt(from - 1) == '|');
    }

    /** How a piece is written with other content. */
    String written(Piece piece, String content) {
        int length = 0;
        for (int i = 0; i < content.length(); i += Character.charCount(content.codePointAt(i))) {
            length += bytes(content.codePointAt(i), utf8);
        }
        return switch (piece.kind) {
            case STRING -> "s:" + length + ":\"" + content + '"';
            case NUMBER -> "s:" + length + ":\"" + content + "\";";
            case CUSTOM -> length + ":{" + content + '}';
        };
    }

    private static int bytes(int codePoint, boolean utf8) {
        if (!utf8) {
            return Character.charCount(codePoint);
        }
        return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    }

    /** Reads one value from front to back. */
    private static final class Reader {
        private final String text;
        private final boolean utf8;
        private final List<Piece> pieces = new ArrayList<>();
        private int at;

        Reader(String text, int at, boolean utf8) {
            this.text = text;
            this.at = at;
            this.utf8 = utf8;
        }

        boolean value(int depth) {
            if (depth > DEEPEST || at + 1 >= text.length()) {
                return false;
            }
            int from = at;
            char kind = text.charAt(at++);
            if (kind == 'N') {
                return take(";");
            }
            if (!take(":")) {
                return false;
            }
            return switch (kind) {
                case 'b', 'r', 'R' -> count() >= 0 && take(";");
                case 'i', 'd' -> number(from);
                case 's' -> quoted(from) && take(";");
                case 'E' -> quoted(-1) && take(";");
                case 'a' -> entries(depth);
                case 'O' -> quoted(-1) && take(":") && entries(depth);
                case 'C' -> quoted(-1) && take(":") && custom();
                default -> false;
            };
        }

        private boolean take(String expected) {
            boolean there = text.startsWith(expected, at);
            at += there ? expected.length() : 0;
            return there;
        }

        /** @return the number that stands here, -1 if there is none */
        private int count() {
            int from = at;
            while (at < text.length() && at - from < MOST_DIGITS && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
                at++;
            }
            return at == from ? -1 : Integer.parseInt(text.substring(from, at));
        }

        private boolean number(int from) {
            int start = at;
            while (at < text.length() && "+-.0123456789eEINFA".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
            pieces.add(new Piece(Kind.NUMBER, from, start, at, at + 1));
            return at > start && take(";");
        }

        private boolean entries(int depth) {
            int count = count();
            if (count < 0 || !take(":{")) {
                return false;
            }
            for (int i = 0; i < 2 * count; i++) {
                if (!value(depth + 1)) {
                    return false;
                }
            }
            return take("}");
        }

        /** @param from where the string begins; -1 for the name of a class, which stays */
        private boolean quoted(int from) {
            return enclosed(Kind.STRING, from, ":\"", "\"");
        }

        private boolean custom() {
            return enclosed(Kind.CUSTOM, at, ":{", "}");
        }

        private boolean enclosed(Kind kind, int from, String opening, String closing) {
            int length = count();
            if (length < 0 || !take(opening)) {
                return false;
            }
            int start = at;
            int left = length;
            while (left > 0 && at < text.length()) {
                int codePoint = text.codePointAt(at);
                left -= bytes(codePoint, utf8);
                at += Character.charCount(codePoint);
            }
            int end = at;
            if (left != 0 || !take(closing)) {
                return false;
            }
            if (from >= 0) {
                pieces.add(new Piece(kind, from, start, end, at));
            }
            return true;
        }
    }
}
