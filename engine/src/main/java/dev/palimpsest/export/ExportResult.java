package dev.palimpsest.export;

import java.nio.file.Path;
import java.util.Map;

/**
 * What an export came to. Holds no personal data.
 *
 * @param tables rows per table
 */
public record ExportResult(long people, long rows, Map<String, Long> tables, long files, Path directory) {}
