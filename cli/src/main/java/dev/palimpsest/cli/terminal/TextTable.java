package dev.palimpsest.cli.terminal;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows of text in aligned columns, two blanks between them. Not thread-safe. */
public final class TextTable {
    private final String alignment;
    private final List<String[]> rows = new ArrayList<>();

    /**
     * An empty table.
     *
     * @param alignment a letter per column: {@code l} left, {@code r} right
     */
    public TextTable(String alignment) {
        this.alignment = alignment;
    }

    /** @param cells one per column */
    public TextTable row(Object... cells) {
        if (cells.length != alignment.length()) {
            throw new IllegalArgumentException(cells.length + " cells for " + alignment.length() + " columns");
        }
        rows.add(Arrays.stream(cells).map(String::valueOf).toArray(String[]::new));
        return this;
    }

    public void print(PrintStream out, String indent) {
        int[] widths = new int[alignment.length()];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], Width.of(row[i]));
            }
        }
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder(indent);
            for (int i = 0; i < row.length; i++) {
                String padding = " ".repeat(widths[i] - Width.of(row[i]));
                line.append(i == 0 ? "" : "  ");
                line.append(alignment.charAt(i) == 'r' ? padding + row[i] : row[i] + padding);
            }
            out.println(line.toString().stripTrailing());
        }
    }
}
