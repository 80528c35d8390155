package dev.palimpsest.database.postgresql;

import dev.palimpsest.database.ConditionRules;
import dev.palimpsest.database.Sql;
import dev.palimpsest.map.ConditionText;
import dev.palimpsest.map.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** To PostgreSQL a backtick is an operator, and what stands between two is no name. */
public final class PostgreSqlConditions implements ConditionRules {
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

    /** Who declares nothing about a function gets it declared VOLATILE (manual, 38.7). */
    @Override
    public Sql unsafe(Set<String> called) {
        return Sql.of(
                "select distinct p.proname from pg_proc p where p.proname = any(?) and p.provolatile = 'v'",
                (Object) called.toArray(new String[0]));
    }

    @Override
    public String whyUnsafe(String function) {
        return "calls " + function
                + "(), which is declared VOLATILE: it may change something, wait, or say something else"
                + " each time. Leave it out; if it only reads, have it declared so (ALTER FUNCTION ... STABLE).";
    }

    @Override
    public String noDate() {
        return "22007";
    }
}
