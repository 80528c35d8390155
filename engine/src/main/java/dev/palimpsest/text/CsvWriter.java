package dev.palimpsest.text;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes a table for spreadsheets, after RFC 4180. NULL is an empty field, an empty text an empty field in quotes. A text that
 * a spreadsheet would take for a formula gets an apostrophe before it (OWASP, "CSV injection"); numbers do not. Not
 * thread-safe; the caller closes the writer below.
 */
public final class CsvWriter {
    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?");
    /** The last four are what Japanese and Chinese keyboards write; Excel takes them for the first. */
    private static final String FORMULA = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

    private static final String QUOTED = "\",;\t\r\n";

    private final Writer out;

    public CsvWriter(Writer out) {
        this.out = out;
    }

    /** Names of the columns: each takes one line. */
    public void headings(List<String> names) throws IOException {
        row(names.stream().map(Visible::line).toList());
    }

    /** A row. Line breaks in a cell stay; other characters that a screen would obey are made visible. */
    public void row(List<? extends @Nullable String> cells) throws IOException {
        String comma = "";
        for (String cell : cells) {
            out.write(comma);
            out.write(cell == null ? "" : field(Visible.lines(guarded(cell))));
            comma = ",";
        }
        out.write("\r\n");
    }

    private static String guarded(String text) {
        boolean formula = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
        return formula && !NUMBER.matcher(text).matches() ? "'" + text : text;
    }

    private static String field(String text) {
        boolean plain = !text.isEmpty() && text.chars().noneMatch(each -> QUOTED.indexOf(each) >= 0);
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
