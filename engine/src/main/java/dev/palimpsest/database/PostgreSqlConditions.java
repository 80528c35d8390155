package dev.palimpsest.database;

import dev.palimpsest.map.ConditionText;
import dev.palimpsest.map.Piece;
import java.util.ArrayList;
import java.util.List;

/** To PostgreSQL a backtick is an operator, and what stands between two is no name. */
final class PostgreSqlConditions implements ConditionRules {
    @Override
    public List<String> findings(ConditionText condition) {
        List<String> findings = new ArrayList<>();
        for (Piece piece : condition.words()) {
            if (piece.kind() == Piece.Kind.NAME && piece.text().startsWith("`")) {
                findings.add("has a name in backticks, which quote nothing for PostgreSQL. Write it in double quotes.");
            }
        }
        return findings.stream().distinct().toList();
    }
}
