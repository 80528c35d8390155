package dev.palimpsest.identity;

import java.util.ArrayList;
import java.util.List;

/** A list of texts as PostgreSQL writes it: {@code {a,"b, c",NULL}}, lists in lists, the bounds in front where they are not the usual. */
public final class ListText {
    private static final String NOTHING = "NULL";

    private ListText() {}

    /** The texts of a list, without those that are NULL; none if it is no list. */
    public static List<String> texts(String list) {
        List<String> texts = new ArrayList<>();
        for (Literal literal : literals(list)) {
            texts.add(content(list, literal).text());
        }
        return texts;
    }

    /** Where the texts stand that may be rewritten: NULL is none. Empty if there are none or it is no list. */
    static List<Literal> literals(String list) {
        List<Literal> literals = new ArrayList<>();
        int at = list.startsWith("[") ? list.indexOf("={") + 1 : 0;
        if (at >= list.length() || list.charAt(at) != '{') {
            return List.of();
        }
        while (at < list.length()) {
            char c = list.charAt(at);
            if (c == '{' || c == '}' || c == ',') {
                at++;
                continue;
            }
            boolean quoted = c == '"';
            int start = quoted ? at + 1 : at;
            int end = end(list, start, quoted);
            int to = quoted ? end + 1 : end;
            if (to > list.length()) {
                return List.of();
            }
            if (quoted || !list.substring(start, end).equalsIgnoreCase(NOTHING)) {
                literals.add(new Literal(Literal.Kind.ELEMENT, at, start, end, to, 0));
            }
            at = to;
        }
        return literals;
    }

    private static int end(String list, int from, boolean quoted) {
        int at = from;
        while (at < list.length() && (quoted ? list.charAt(at) != '"' : "{},".indexOf(list.charAt(at)) < 0)) {
            at += list.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(at, list.length());
    }

    /** What a text of the list means. */
    static JsonString content(String list, Literal literal) {
        StringBuilder text = new StringBuilder(literal.end() - literal.start());
        int[] starts = new int[literal.end() - literal.start() + 1];
        int at = literal.start();
        while (at < literal.end()) {
            boolean escaped = list.charAt(at) == '\\' && at + 1 < literal.end();
            starts[text.length()] = at;
            text.append(list.charAt(escaped ? at + 1 : at));
            at += escaped ? 2 : 1;
        }
        starts[text.length()] = literal.end();
        return new JsonString(text.toString(), starts);
    }

    /** A text as it stands between the quotation marks of a list. */
    static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
