package dev.palimpsest.map;

import dev.palimpsest.problem.Position;
import java.util.Locale;

/**
 * A condition in the owner's own SQL. It runs with the owner's rights; the only parameter is {@code :today}, the run's
 * date in the business time zone.
 *
 * @param sql the text as written; it may end in a line comment, so a line break must follow it in a statement
 */
public record Predicate(String sql, Position at) {
    /** Whether what it says of a row can change from one day to the next, though nobody writes the row. */
    public boolean moves() {
        return ConditionText.of(sql).pieces().stream()
                .anyMatch(piece ->
                        piece.kind() == Piece.Kind.PARAMETER && piece.meaning().equals("today"));
    }

    /** Whether it may read another table than the one it is about. */
    public boolean readsOthers() {
        return sql.toLowerCase(Locale.ROOT).contains("select");
    }
}
