package dev.palimpsest.identity;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes a text with marks in the place of what is struck, so that whoever reads the text by its structure still can: JSON stays
 * JSON, every length that PHP has serialised is right, and encoded words of a mail header can be read, however deep one lies in the
 * other.
 */
final class Rewriting {
    /** Texts within texts; deeper than anybody writes. */
    private static final int DEEPEST = 32;

    /** A length in front of a quotation mark that is wrapped in some way: what stands behind it cannot be counted. */
    private static final Pattern WRAPPED_LENGTH =
            Pattern.compile("s(:|%3[aA]|\\\\u003[aA])(\\d{1,9})\\1(?:\\\\+[\"'u]|&quot;|&#0*34;|&#[xX]0*22;|%22)");

    private final String mark;
    private final String markInJson;
    private boolean broken;

    private Rewriting(String mark) {
        this.mark = mark;
        this.markInJson = JsonString.escaped(mark);
    }

    /** @return the text; null if it cannot be written without breaking its structure */
    static @Nullable String of(Strokes strokes, TextForm form, String mark) {
        return new Rewriting(mark).whole(strokes, form);
    }

    private @Nullable String whole(Strokes strokes, TextForm form) {
        strokes.close();
        String written = switch (form) {
            case PLAIN -> written(strokes, 0, true);
            case JSON -> json(strokes);
            case LIST -> written(strokes, ListText.literals(strokes.text()), 0);
        };
        return broken ? null : written;
    }

    private String json(Strokes strokes) {
        List<Literal> literals = Literal.ofJson(strokes.text());
        return literals.isEmpty()
                ? plain(strokes, 0, strokes.text().length(), markInJson)
                : written(strokes, literals, 0);
    }

    private String written(Strokes strokes, int depth, boolean utf8) {
        if (strokes.isEmpty()) {
            return strokes.text();
        }
        if (depth > DEEPEST) {
            broken = true;
            return strokes.text();
        }
        List<Literal> literals = isJson(strokes.text()) ? Literal.ofJson(strokes.text()) : List.of();
        return literals.isEmpty() ? withSerialised(strokes, depth, utf8) : written(strokes, literals, depth);
    }

    /** An object, or a list of texts, objects or lists: {@code [17]} in a text is no list. */
    private static boolean isJson(String text) {
        String trimmed = text.strip();
        boolean object = trimmed.startsWith("{") && trimmed.endsWith("}");
        boolean list = trimmed.startsWith("[") && trimmed.endsWith("]");
        if (!object && !list) {
            return false;
        }
        String inside = trimmed.substring(1).stripLeading();
        return inside.startsWith("\"") || list && (inside.startsWith("{") || inside.startsWith("["));
    }

    /** A text with serialised values in it, or without. */
    private String withSerialised(Strokes strokes, int depth, boolean utf8) {
        StringBuilder written = new StringBuilder();
        int at = 0;
        for (Serialised value = Serialised.next(strokes.text(), 0, utf8);
                value != null;
                value = Serialised.next(strokes.text(), at, utf8)) {
            written.append(plain(strokes, at, value.from(), mark));
            at = value.from();
            for (Serialised.Piece piece : value.pieces()) {
                if (!strokes.touch(piece.start(), piece.end())) {
                    continue;
                }
                String content = piece.kind() == Serialised.Kind.NUMBER
                        ? mark
                        : written(strokes.part(piece.start(), piece.end()), depth + 1, value.utf8());
                written.append(strokes.text(), at, piece.from()).append(value.written(piece, content));
                at = piece.to();
            }
            written.append(strokes.text(), at, value.to());
            at = value.to();
        }
        return written.append(plain(strokes, at, strokes.text().length(), mark)).toString();
    }

    private String plain(Strokes strokes, int from, int to, String mark) {
        if (!strokes.touch(from, to)) {
            return strokes.text().substring(from, to);
        }
        broken |= hasWrappedLength(strokes.text(), from, to);
        return EncodedWords.written(strokes, from, to, mark);
    }

    private static boolean hasWrappedLength(String text, int from, int to) {
        Matcher lengths = WRAPPED_LENGTH.matcher(text).region(from, to);
        while (lengths.find()) {
            if (Integer.parseInt(lengths.group(2)) <= to - lengths.end()) {
                return true;
            }
        }
        return false;
    }

    /** JSON, or a list, with marks inside its literals only; what is struck between them stays. */
    private String written(Strokes strokes, List<Literal> literals, int depth) {
        String text = strokes.text();
        StringBuilder written = new StringBuilder(text.length());
        KeyNames keys = new KeyNames(literals, text);
        int at = 0;
        for (Literal literal : literals) {
            if (strokes.touch(literal.start(), literal.end())) {
                String content = content(strokes, literal, keys, depth);
                written.append(text, at, literal.from())
                        .append('"')
                        .append(content)
                        .append('"');
                at = literal.to();
            }
        }
        return written.append(text, at, text.length()).toString();
    }

    private String content(Strokes strokes, Literal literal, KeyNames keys, int depth) {
        return switch (literal.kind()) {
            case NUMBER -> markInJson;
            case ELEMENT ->
                ListText.escaped(
                        written(ListText.content(strokes.text(), literal).strokes(strokes), depth + 1, true));
            case STRING -> string(strokes, literal, depth);
            case KEY -> keys.unique(literal.object(), string(strokes, literal, depth));
        };
    }

    private String string(Strokes strokes, Literal literal, int depth) {
        JsonString string = JsonString.of(strokes.text(), literal.start(), literal.end());
        if (string == null) {
            return plain(strokes, literal.start(), literal.end(), markInJson);
        }
        if (isJson(string.text())
                || Serialised.next(string.text(), 0, true) != null
                || EncodedWords.standIn(string.text())) {
            return JsonString.escaped(written(string.strokes(strokes), depth + 1, true));
        }
        broken |= hasWrappedLength(string.text(), 0, string.text().length());
        String content = strokes.written(literal.start(), literal.end(), markInJson);
        return JsonString.of(content, 0, content.length()) != null ? content : markInJson;
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
