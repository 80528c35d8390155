package dev.palimpsest.export;

import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rows of everybody, a file per table, after RFC 4180. NULL is an empty field, an empty text an empty field in quotes.
 */
final class CsvSheets implements Sheet {
    /** The column before the table's own: whose row it is. */
    static final String KEY = "palimpsest_key";

    private static final Pattern NUMBER = Pattern.compile("-?[0-9.]+");

    private final ExportFolder folder;
    private final Map<String, Writer> files = new LinkedHashMap<>();
    private @Nullable Writer file;

    CsvSheets(ExportFolder folder) {
        this.folder = folder;
    }

    static String fileName(ExportedTable table) {
        return table.title().replaceAll("[^\\p{L}\\p{N}._-]", "_") + ".csv";
    }

    @Override
    public void begin(ExportedTable table) throws IOException {
        Writer known = files.get(table.title());
        if (known == null) {
            known = folder.write(fileName(table));
            files.put(table.title(), known);
            file = known;
            field(KEY);
            for (ExportedColumn column : table.shown()) {
                comma();
                field(column.name());
            }
            newLine();
        }
        file = known;
    }

    @Override
    public void row(ExportedRow row) throws IOException {
        field(safe(row.key().value()));
        for (ExportedRow.Value value : row.values()) {
            comma();
            String text = value.text();
            if (text != null) {
                field(safe(text));
            }
        }
        newLine();
    }

    private Writer file() {
        if (file == null) {
            throw new IllegalStateException("no table was begun");
        }
        return file;
    }

    private void comma() throws IOException {
        file().write(',');
    }

    private void newLine() throws IOException {
        file().write("\r\n");
    }

    private void field(String text) throws IOException {
        boolean plain = !text.isEmpty() && text.chars().noneMatch(each -> "\",\r\n".indexOf(each) >= 0);
        file().write(plain ? text : '"' + text.replace("\"", "\"\"") + '"');
    }

    /** A spreadsheet would take a text that begins like a formula for one (OWASP, "CSV injection"). */
    private static String safe(String text) {
        boolean formula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
        return formula && !NUMBER.matcher(text).matches() ? "'" + text : text;
    }

    @Override
    public void end() {}

    @Override
    public void finish() {}

    @Override
    public void close() throws IOException {
        for (Writer each : List.copyOf(files.values())) {
            each.close();
        }
    }
}
