package dev.palimpsest.proof;

import dev.palimpsest.database.TableName;
import dev.palimpsest.trace.HitClass;
import dev.palimpsest.trace.Leftover;
import java.io.IOException;
import java.io.Writer;
import java.util.HashMap;
import java.util.Map;

/**
 * Lines of hits that differ by the keys of their rows alone: what stands around the key is written once and kept, since there may be
 * millions. Not thread-safe.
 */
final class LineForm {
    /** Stands where the key will; no escape changes it. */
    private static final String KEY = "KEY0";

    private static final int LONGEST_PLAIN = 40;

    private final Map<Head, Form> forms = new HashMap<>();

    private record Head(HitClass hitClass, TableName table, String column, String what, boolean ofTreated) {}

    private record Form(String[] json, String[] csv) {
        static Form of(Leftover leftover) {
            HitLine line = HitLine.of(new Leftover(
                    leftover.table(),
                    leftover.column(),
                    KEY,
                    leftover.what(),
                    leftover.hitClass(),
                    leftover.ofTreated(),
                    leftover.weak(),
                    null));
            return new Form(around(line.json(), "\"key\":\"" + KEY, 4), around(line.csv(), "," + KEY + ",", 5));
        }

        /** What stands before and behind the key; its place is found by what is written beside it. */
        private static String[] around(String line, String beside, int length) {
            int from = line.lastIndexOf(beside) + beside.length() - length;
            return new String[] {line.substring(0, from), line.substring(from + KEY.length())};
        }
    }

    void write(Leftover leftover, Writer json, Writer csv) throws IOException {
        if (leftover.decision() != null || !isPlain(leftover.key())) {
            HitLine line = HitLine.of(leftover);
            json.append(line.json()).append('\n');
            csv.append(line.csv()).append("\r\n");
            return;
        }
        Form form = forms.computeIfAbsent(
                new Head(
                        leftover.hitClass(),
                        leftover.table(),
                        leftover.column(),
                        leftover.what(),
                        leftover.ofTreated()),
                head -> Form.of(leftover));
        json.append(form.json[0]).append(leftover.key()).append(form.json[1]).append('\n');
        csv.append(form.csv[0]).append(leftover.key()).append(form.csv[1]).append("\r\n");
    }

    /** A number, a UUID, a mark: nothing that any form would write otherwise. */
    private static boolean isPlain(String key) {
        if (key.isEmpty() || key.length() > LONGEST_PLAIN || key.charAt(0) == '-') {
            return false;
        }
        for (int i = 0; i < key.length(); i++) {
            char each = key.charAt(i);
            boolean plain = each >= '0' && each <= '9' || each >= 'a' && each <= 'z' || each == '-';
            if (!plain) {
                return false;
            }
        }
        return true;
    }
}
