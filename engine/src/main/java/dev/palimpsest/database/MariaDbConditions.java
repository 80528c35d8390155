package dev.palimpsest.database;

import dev.palimpsest.map.ConditionText;
import dev.palimpsest.map.Piece;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * MariaDB and MySQL begin a comment with {@code #}, and cut and read texts, names and operators by the setting
 * {@code sql_mode} (MariaDB manual, "SQL_MODE"), which the application on top may set differently for itself.
 */
final class MariaDbConditions implements ConditionRules {
    private static final Map<String, String> SIGNS = Map.of(
            "#", "has '#', which begins a comment for MariaDB and MySQL. Begin a comment with '-- '.",
            "|", "has '|', which joins texts or means 'or', depending on the server. Write 'or', or concat(...).",
            "[", "has '[', which begins a name or means nothing, depending on the server. Write names in backticks.",
            "@", "reads a variable (@). A condition may depend on the rows and :today alone.",
            ":=", "sets a variable (:=). A condition changes nothing.",
            "?", "has '?' outside quotes, which means nothing to MariaDB and MySQL. Take it away.");

    @Override
    public List<String> findings(ConditionText condition) {
        Set<String> findings = new LinkedHashSet<>();
        for (Piece piece : condition.words()) {
            switch (piece.kind()) {
                case SIGN -> {
                    String finding = SIGNS.get(piece.text());
                    if (finding != null) {
                        findings.add(finding);
                    }
                }
                case NAME -> {
                    if (piece.text().startsWith("\"")) {
                        findings.add("has double quotes, which enclose a name or a text, depending on the server. Write"
                                + " names in backticks and texts in single quotes.");
                    }
                }
                case TEXT -> {
                    if (piece.text().startsWith("$")) {
                        findings.add(
                                "has a text between '$', which are letters for MariaDB and MySQL. Write it in single"
                                        + " quotes.");
                    }
                }
                case BLANK, WORD, NUMBER, PARAMETER -> {
                    // the same to every server
                }
            }
        }
        return List.copyOf(findings);
    }
}
