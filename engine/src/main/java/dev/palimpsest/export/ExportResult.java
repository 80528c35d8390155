package dev.palimpsest.export;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What an export came to. Holds no personal data.
 *
 * @param tables rows per table
 * @param hidden tables of which row-level security may have hidden rows, so that the export may lack them
 */
public record ExportResult(
        long people, long rows, Map<String, Long> tables, List<String> hidden, long files, Path directory) {

    /** Whether nothing that was asked for can be missing. */
    public boolean complete() {
        return hidden.isEmpty();
    }
}
