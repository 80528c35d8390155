package dev.palimpsest.cli.document;

import dev.palimpsest.export.ExportResult;
import java.util.Map;

/**
 * An export in numbers, without any value.
 *
 * @param tables rows per table
 */
public record ExportDocument(
        long people, long rows, Map<String, Long> tables, long files, String directory, double elapsedSeconds) {

    public static ExportDocument of(ExportResult result, double seconds) {
        return new ExportDocument(
                result.people(),
                result.rows(),
                result.tables(),
                result.files(),
                result.directory().toString(),
                seconds);
    }
}
