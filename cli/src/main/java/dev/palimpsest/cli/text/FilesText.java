package dev.palimpsest.cli.text;

import static dev.palimpsest.cli.terminal.Numbers.grouped;

import dev.palimpsest.cli.terminal.Terminal;
import java.util.Map;
import java.util.stream.Collectors;

/** Tells of files that stay. */
final class FilesText {
    private FilesText() {}

    /** @param files rows that name files outside the database, by table */
    static void print(Terminal terminal, String indent, Map<String, Long> files) {
        if (!files.isEmpty()) {
            terminal.paragraph(
                    indent,
                    "Rows that name files outside the database: "
                            + files.entrySet().stream()
                                    .map(table -> grouped(table.getValue()) + " of " + table.getKey())
                                    .collect(Collectors.joining(", "))
                            + ". Files are not treated: they stay until you delete them.");
        }
    }
}
