package dev.palimpsest.export;

import dev.palimpsest.text.CsvWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows of everybody, a file per table, after RFC 4180. NULL is an empty field, an empty text an empty field in quotes.
 */
final class CsvSheets implements Sheet {
    /** The column before the table's own: whose row it is. */
    static final String KEY = "palimpsest_key";

    private final ExportFolder folder;
    private final Map<String, Writer> files = new LinkedHashMap<>();
    private @Nullable CsvWriter sheet;

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
            List<String> headings = new ArrayList<>(List.of(KEY));
            table.shown().forEach(column -> headings.add(column.name()));
            new CsvWriter(known).headings(headings);
        }
        sheet = new CsvWriter(known);
    }

    @Override
    public void row(ExportedRow row) throws IOException {
        if (sheet == null) {
            throw new IllegalStateException("no table was begun");
        }
        List<@Nullable String> cells = new ArrayList<>();
        cells.add(row.key().value());
        row.values().forEach(value -> cells.add(value.text()));
        sheet.row(cells);
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
