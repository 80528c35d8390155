package dev.palimpsest.export;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * What every file of an export says of its origin.
 *
 * @param title what the people are called
 * @param everything no linked table was left out, and no row can have been hidden
 * @param hidden tables of which row-level security may have hidden rows
 */
record ExportFrame(
        String map,
        String title,
        String subjectTable,
        Instant at,
        ZoneId zone,
        boolean everything,
        List<String> hidden,
        ExportTexts texts) {}
