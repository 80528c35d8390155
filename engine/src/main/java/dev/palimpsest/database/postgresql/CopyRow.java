package dev.palimpsest.database.postgresql;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes apart one line of PostgreSQL's COPY text format (manual, COPY, "Text Format"). It is cut in bytes, since in UTF-8 no
 * part of another character looks like a tab or a backslash, so that every text is copied once only.
 */
final class CopyRow {
    private CopyRow() {}

    static List<@Nullable String> columns(byte[] line) {
        int length = line.length;
        while (length > 0 && line[length - 1] == '\n') {
            length--;
        }
        List<@Nullable String> columns = new ArrayList<>();
        int from = 0;
        boolean escaped = false;
        for (int i = 0; i < length; i++) {
            byte b = line[i];
            if (b == '\t') {
                columns.add(column(line, from, i, escaped));
                from = i + 1;
                escaped = false;
            } else if (b == '\\') {
                escaped = true;
            }
        }
        columns.add(column(line, from, length, escaped));
        return columns;
    }

    private static @Nullable String column(byte[] line, int from, int to, boolean escaped) {
        return escaped ? unescaped(line, from, to) : new String(line, from, to - from, StandardCharsets.UTF_8);
    }

    private static @Nullable String unescaped(byte[] line, int from, int to) {
        if (to - from == 2 && line[from] == '\\' && line[from + 1] == 'N') {
            return null;
        }
        byte[] plain = new byte[to - from];
        int length = 0;
        for (int i = from; i < to; i++) {
            byte b = line[i];
            if (b == '\\' && i + 1 < to) {
                i++;
                b = meant(line[i]);
            }
            plain[length++] = b;
        }
        return new String(plain, 0, length, StandardCharsets.UTF_8);
    }

    private static byte meant(byte escaped) {
        return switch (escaped) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'v' -> 0x0b;
            default -> escaped;
        };
    }
}
