package dev.palimpsest.identity;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The content of a JSON string, or of another quoted text, without its escapes; each character knows where it was written.
 *
 * @param text what the string means
 * @param starts where each character begins in what was written, and where the last one ends
 */
record JsonString(String text, int[] starts) {

    /** The content in {@code json[from, to)}; null if it has a bare quotation mark, a control character or a broken escape. */
    static @Nullable JsonString of(String json, int from, int to) {
        StringBuilder text = new StringBuilder(to - from);
        int[] starts = new int[to - from + 1];
        int at = from;
        while (at < to) {
            char c = json.charAt(at);
            int length = c != '\\' ? 1 : at + 1 < to && json.charAt(at + 1) == 'u' ? 6 : 2;
            if (c == '"' || c < ' ' || at + length > to) {
                return null;
            }
            int meaning = c == '\\' ? meaning(json, at + 1) : c;
            if (meaning < 0) {
                return null;
            }
            starts[text.length()] = at;
            text.append((char) meaning);
            at += length;
        }
        starts[text.length()] = to;
        return new JsonString(text.toString(), starts);
    }

    private static int meaning(String json, int at) {
        char c = json.charAt(at);
        if (c != 'u') {
            int known = "\"\\/bfnrt".indexOf(c);
            return known < 0 ? -1 : "\"\\/\b\f\n\r\t".charAt(known);
        }
        int value = 0;
        for (int i = at + 1; i <= at + 4; i++) {
            char digit = json.charAt(i);
            int hex = digit < 128 ? Character.digit(digit, 16) : -1;
            if (hex < 0) {
                return -1;
            }
            value = value << 4 | hex;
        }
        return value;
    }

    /** What is struck of it. */
    Strokes strokes(Strokes written) {
        BitSet struck = new BitSet();
        for (int i = 0; i < text.length(); i++) {
            struck.set(i, written.touch(starts[i], starts[i + 1]));
        }
        return new Strokes(text, struck);
    }

    /** A text as the content of a JSON string. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ') {
                escaped.append(String.format("\\u%04x", (int) c));
            } else {
                escaped.append(c == '"' || c == '\\' ? "\\" : "").append(c);
            }
        }
        return escaped.toString();
    }
}
