package dev.palimpsest.database;

import dev.palimpsest.map.ConditionText;
import dev.palimpsest.map.Piece;
import dev.palimpsest.map.Predicate;
import java.time.LocalDate;

/**
 * Makes a condition in the owner's own words part of a statement: {@code :today} is bound, a {@code ?} operator is
 * protected from the driver, comments go, and literals and quoted names stay as they are.
 */
public final class OwnerSql {
    private OwnerSql() {}

    /**
     * The condition in parentheses with {@code :today} bound.
     *
     * @throws IllegalArgumentException if the reader of the map would not have taken it: it could reach beyond the
     *     parentheses
     */
    public static Sql bind(String predicate, LocalDate today) {
        ConditionText condition = ConditionText.of(predicate);
        if (!condition.findings().isEmpty()) {
            throw new IllegalArgumentException("the condition " + condition.findings());
        }
        Sql sql = new Sql().add("(");
        for (Piece piece : condition.pieces()) {
            if (piece.kind() == Piece.Kind.PARAMETER && piece.meaning().equals("today")) {
                sql.add("cast(? as date)", today);
            } else {
                sql.add(piece.is("?") ? "??" : piece.text());
            }
        }
        return sql.add(")");
    }

    /**
     * The condition for rows to which an index leads by something else. A database with old statistics may take it for so rare
     * that it reads an index on it as a whole beside every row; no index is sought for this form.
     */
    public static Sql filter(Predicate predicate, LocalDate today) {
        Sql condition = bind(predicate.sql(), today);
        return predicate.readsOthers() ? condition : Sql.of("(").add(condition).add(" is true)");
    }
}
