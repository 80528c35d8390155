package dev.palimpsest.identity;

import java.util.ArrayList;
import java.util.List;

/**
 * A value inside a JSON text or a list of texts: what may be rewritten without breaking the structure.
 *
 * @param kind what it is
 * @param from where the literal begins, its head or quotation mark included
 * @param start where its content begins
 * @param end where its content ends
 * @param to where the literal ends, its closing mark included
 * @param object the object a JSON key belongs to
 */
record Literal(Kind kind, int from, int start, int end, int to, int object) {

    enum Kind {
        /** A JSON string: quotation marks and escapes. */
        STRING,
        /** A JSON key; it must stay unique in its object. */
        KEY,
        /** A JSON number; what remains of it is a string. */
        NUMBER,
        /** A text of a list; what remains of it is quoted. */
        ELEMENT
    }

    /** The literals of a JSON text; empty if it has none or is no JSON. */
    static List<Literal> ofJson(String json) {
        List<Literal> literals = new ArrayList<>();
        List<Integer> open = new ArrayList<>();
        int objects = 0;
        int i = 0;
        while (i < json.length()) {
            char c = json.charAt(i);
            if (c == '{') {
                open.add(++objects);
            } else if (c == '}' && !open.isEmpty()) {
                open.removeLast();
            } else if (c == '"') {
                int end = endOfString(json, i + 1);
                if (end < 0) {
                    return List.of();
                }
                int after = end + 1;
                while (after < json.length() && json.charAt(after) <= ' ') {
                    after++;
                }
                boolean key = after < json.length() && json.charAt(after) == ':';
                int object = open.isEmpty() ? 0 : open.getLast();
                literals.add(new Literal(key ? Kind.KEY : Kind.STRING, i, i + 1, end, end + 1, object));
                i = end;
            } else if (c == '-' || c >= '0' && c <= '9') {
                int end = i + 1;
                while (end < json.length() && "+-.eE0123456789".indexOf(json.charAt(end)) >= 0) {
                    end++;
                }
                literals.add(new Literal(Kind.NUMBER, i, i, end, end, 0));
                i = end - 1;
            }
            i++;
        }
        return isOnlyStructure(json, literals) ? literals : List.of();
    }

    /** Whether everything between the literals is structure, from start to end. */
    private static boolean isOnlyStructure(String text, List<Literal> literals) {
        int at = 0;
        for (int next = 0; next <= literals.size(); next++) {
            int end =
                    next == literals.size() ? text.length() : literals.get(next).from();
            while (at < end) {
                int after = afterStructure(text, at);
                if (after == at) {
                    return false;
                }
                at = after;
            }
            at = next == literals.size() ? end : literals.get(next).to();
        }
        return true;
    }

    /** The place after the piece of structure that begins here; the same place if none does. */
    private static int afterStructure(String json, int at) {
        char c = json.charAt(at);
        if (c <= ' ' || "{}[],:".indexOf(c) >= 0) {
            return at + 1;
        }
        for (String word : List.of("true", "false", "null")) {
            if (json.startsWith(word, at)) {
                return at + word.length();
            }
        }
        return at;
    }

    private static int endOfString(String json, int from) {
        int i = from;
        while (i < json.length() && json.charAt(i) != '"') {
            i += json.charAt(i) == '\\' ? 2 : 1;
        }
        return i < json.length() ? i : -1;
    }
}
