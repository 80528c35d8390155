package dev.palimpsest.export;

import java.time.Instant;
import java.time.ZoneId;

/**
 * What every file of an export says of its origin.
 *
 * @param title what the people are called
 * @param everything no linked table was left out
 */
record ExportFrame(
        String map,
        String title,
        String subjectTable,
        Instant at,
        ZoneId zone,
        boolean everything,
        ExportTexts texts) {}
