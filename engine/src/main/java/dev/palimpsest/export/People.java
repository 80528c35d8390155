package dev.palimpsest.export;

import dev.palimpsest.map.SubjectKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The open files of some people, written side by side: as many people as a process may have files open. */
final class People implements Sheet {
    private final Map<SubjectKey, List<Sheet>> sheets = new LinkedHashMap<>();

    private People() {}

    static People open(
            List<SubjectKey> keys,
            Map<SubjectKey, String> names,
            Set<ExportForm> forms,
            ExportFolder folder,
            ExportFrame frame)
            throws IOException {
        People people = new People();
        try {
            for (SubjectKey key : keys) {
                List<Sheet> own = new ArrayList<>();
                people.sheets.put(key, own);
                String name = String.valueOf(names.get(key));
                if (forms.contains(ExportForm.JSON)) {
                    own.add(new JsonSheet(folder.write(name + ".json"), frame, key));
                }
                if (forms.contains(ExportForm.HTML)) {
                    own.add(new HtmlSheet(folder.write(name + ".html"), frame, key));
                }
            }
            return people;
        } catch (IOException | RuntimeException failure) {
            people.closeQuietly(failure);
            throw failure;
        }
    }

    private void closeQuietly(Exception failure) {
        try {
            close();
        } catch (IOException alsoFailed) {
            failure.addSuppressed(alsoFailed);
        }
    }

    @Override
    public void begin(ExportedTable table) throws IOException {
        for (List<Sheet> own : sheets.values()) {
            for (Sheet sheet : own) {
                sheet.begin(table);
            }
        }
    }

    @Override
    public void row(ExportedRow row) throws IOException {
        for (Sheet sheet : sheets.getOrDefault(row.key(), List.of())) {
            sheet.row(row);
        }
    }

    @Override
    public void end() throws IOException {
        for (List<Sheet> own : sheets.values()) {
            for (Sheet sheet : own) {
                sheet.end();
            }
        }
    }

    @Override
    public void finish() throws IOException {
        for (List<Sheet> own : sheets.values()) {
            for (Sheet sheet : own) {
                sheet.finish();
            }
        }
    }

    /** Closes every file, also when one of them cannot be. */
    @Override
    public void close() throws IOException {
        IOException first = null;
        for (List<Sheet> own : sheets.values()) {
            for (Sheet sheet : own) {
                try {
                    sheet.close();
                } catch (IOException failure) {
                    first = first == null ? failure : first;
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
