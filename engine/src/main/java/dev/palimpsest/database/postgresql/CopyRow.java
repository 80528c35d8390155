package dev.palimpsest.database.postgresql;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes apart one line of PostgreSQL's COPY text format (manual, COPY, "Text Format"). */
final class CopyRow {
    private CopyRow() {}

    static List<@Nullable String> columns(byte[] line) {
        int length = line.length;
        while (length > 0 && line[length - 1] == '\n') {
            length--;
        }
        String text = new String(line, 0, length, StandardCharsets.UTF_8);
        List<@Nullable String> columns = new ArrayList<>();
        int from = 0;
        while (true) {
            int tab = text.indexOf('\t', from);
            int to = tab < 0 ? text.length() : tab;
            columns.add(unescaped(text, from, to));
            if (tab < 0) {
                return columns;
            }
            from = tab + 1;
        }
    }

    private static @Nullable String unescaped(String text, int from, int to) {
        int backslash = text.indexOf('\\', from);
        if (backslash < 0 || backslash >= to) {
            return text.substring(from, to);
        }
        if (to - from == 2 && text.charAt(from + 1) == 'N') {
            return null;
        }
        StringBuilder plain = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c != '\\' || i + 1 == to) {
                plain.append(c);
                continue;
            }
            i++;
            plain.append(
                    switch (text.charAt(i)) {
                        case 'n' -> '\n';
                        case 't' -> '\t';
                        case 'r' -> '\r';
                        case 'b' -> '\b';
                        case 'f' -> '\f';
                        case 'v' -> '\u000b';
                        default -> text.charAt(i);
                    });
        }
        return plain.toString();
    }
}
