package dev.palimpsest.export;

import java.util.Locale;

/** In what form an export is written. */
public enum ExportForm {
    /** A file per person, for machines. */
    JSON,
    /** A page per person, for people. */
    HTML,
    /** A file per table with the rows of everybody, for spreadsheets and imports. */
    CSV;

    /** The word on the command line and the ending of the files. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
