package dev.palimpsest.cli.document;

import dev.palimpsest.export.ExportResult;
import java.util.List;
import java.util.Map;

/**
 * An export in numbers, without any value.
 *
 * @param tables rows per table
 * @param hidden tables of which row-level security may have hidden rows
 */
public record ExportDocument(
        long people,
        long rows,
        Map<String, Long> tables,
        boolean complete,
        List<String> hidden,
        long files,
        String directory,
        double elapsedSeconds) {

    public static ExportDocument of(ExportResult result, double seconds) {
        return new ExportDocument(
                result.people(),
                result.rows(),
                result.tables(),
                result.complete(),
                result.hidden(),
                result.files(),
                result.directory().toString(),
                seconds);
    }
}
