package dev.palimpsest.identity;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A value inside structured text: what may be rewritten without breaking the structure.
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
        /** A serialised PHP string: its head tells its length in bytes. */
        SERIALISED_STRING,
        /** A serialised PHP number. */
        SERIALISED_NUMBER
    }

    private static final Pattern SERIALISED = Pattern.compile("^\\s*[aOCs]:\\d{1,9}:[\\{\"]");
    private static final Pattern SERIALISED_HEAD = Pattern.compile("\\bs:(\\d{1,9}):\"|\\b[id]:([-+.\\dEe]+);");

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
        return isOnlyStructure(json, literals, Literal::endOfJsonStructure) ? literals : List.of();
    }

    /** Whether everything between the literals is read by this function from start to end. */
    private static boolean isOnlyStructure(String text, List<Literal> literals, StructureReader reader) {
        int at = 0;
        for (int next = 0; next <= literals.size(); next++) {
            int end =
                    next == literals.size() ? text.length() : literals.get(next).from();
            while (at < end) {
                int after = reader.after(text, at, end);
                if (after == at) {
                    return false;
                }
                at = after;
            }
            at = next == literals.size() ? end : literals.get(next).to();
        }
        return true;
    }

    private interface StructureReader {

        /** The place after the piece of structure that begins here; the same place if none does. */
        int after(String text, int at, int end);
    }

    private static int endOfJsonStructure(String json, int at, int end) {
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

    private static int endOfSerialisedStructure(String text, int at, int end) {
        char c = text.charAt(at);
        if (c <= ' ' || "aObNCrR:;{}".indexOf(c) >= 0 || isCount(text, at)) {
            return at + 1;
        }
        int close = c == '"' ? text.indexOf('"', at + 1) : -1;
        return close >= 0 && close < end ? close + 1 : at;
    }

    /** Whether here is a digit of a number behind a colon, as lengths and references are; others are somebody's text. */
    private static boolean isCount(String text, int at) {
        int before = at;
        while (before >= 0 && text.charAt(before) >= '0' && text.charAt(before) <= '9') {
            before--;
        }
        return before < at && before >= 0 && text.charAt(before) == ':';
    }

    private static int endOfString(String json, int from) {
        int i = from;
        while (i < json.length() && json.charAt(i) != '"') {
            i += json.charAt(i) == '\\' ? 2 : 1;
        }
        return i < json.length() ? i : -1;
    }

    static boolean isSerialised(String text) {
        return SERIALISED.matcher(text).find();
    }

    /** The literals of a serialised PHP text; empty if it has none or is none. */
    static List<Literal> ofSerialised(String text) {
        List<Literal> literals = new ArrayList<>();
        Matcher head = SERIALISED_HEAD.matcher(text);
        int from = 0;
        while (head.find(from)) {
            from = head.end();
            if (head.group(2) != null) {
                literals.add(
                        new Literal(Kind.SERIALISED_NUMBER, head.start(), head.start(2), head.end(2), head.end(), 0));
                continue;
            }
            int end = afterBytes(text, head.end(), Integer.parseInt(head.group(1)));
            if (end >= 0 && end < text.length() && text.charAt(end) == '"') {
                literals.add(new Literal(Kind.SERIALISED_STRING, head.start(), head.end(), end, end + 1, 0));
                from = end;
            }
        }
        return isOnlyStructure(text, literals, Literal::endOfSerialisedStructure) ? literals : List.of();
    }

    private static int afterBytes(String text, int from, int bytes) {
        int left = bytes;
        int i = from;
        while (left > 0 && i < text.length()) {
            int codePoint = text.codePointAt(i);
            left -= codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
            i += Character.charCount(codePoint);
        }
        return left == 0 ? i : -1;
    }

    /** How the literal is written with other content. Content of a JSON string comes and stays escaped. */
    String written(String content) {
        return switch (kind) {
            case STRING, KEY, NUMBER -> '"' + content + '"';
            case SERIALISED_STRING, SERIALISED_NUMBER -> {
                String string = "s:" + content.getBytes(StandardCharsets.UTF_8).length + ":\"" + content + '"';
                yield kind == Kind.SERIALISED_NUMBER ? string + ';' : string;
            }
        };
    }

    /** Whether this may be the content of a JSON string: no bare quotation mark, no broken escape. */
    static boolean isJsonContent(String content) {
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            if (c == '"' || c < ' ') {
                return false;
            }
            if (c == '\\') {
                i++;
                boolean known = i < content.length() && "\"\\/bfnrtu".indexOf(content.charAt(i)) >= 0;
                if (!known || content.charAt(i) == 'u' && !isHex(content, i + 1)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isHex(String content, int from) {
        if (from + 4 > content.length()) {
            return false;
        }
        return content.substring(from, from + 4).chars().allMatch(c -> c < 128 && Character.digit(c, 16) >= 0);
    }
}
