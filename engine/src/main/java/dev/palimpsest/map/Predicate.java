package dev.palimpsest.map;

import dev.palimpsest.problem.Position;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

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

    /** The columns of which it asks that they have one value, such as the kind of owner in a table with several kinds. */
    public Set<String> fixes() {
        Set<String> fixed = new HashSet<>();
        List<Piece> part = new ArrayList<>();
        int depth = 0;
        for (Piece piece : ConditionText.of(sql).words()) {
            if (piece.isWord("or") || piece.isWord("case")) {
                return Set.of();
            }
            depth += piece.is("(") ? 1 : piece.is(")") ? -1 : 0;
            if (depth == 0 && piece.isWord("and")) {
                fixedBy(part).ifPresent(fixed::add);
                part.clear();
            } else {
                part.add(piece);
            }
        }
        fixedBy(part).ifPresent(fixed::add);
        return fixed;
    }

    /** {@code owner_type = 'member'} or {@code note.owner_type = 'member'}. */
    private static Optional<String> fixedBy(List<Piece> part) {
        int at = part.size() - 3;
        boolean alone = at == 0 || at == 2 && part.get(1).is(".");
        if (!alone || !part.get(at + 1).is("=")) {
            return Optional.empty();
        }
        Piece column = part.get(at);
        return switch (part.getLast().kind()) {
            case TEXT, NUMBER, PARAMETER ->
                switch (column.kind()) {
                    case WORD -> Optional.of(column.meaning());
                    case NAME ->
                        Optional.of(column.text().substring(1, column.text().length() - 1));
                    case BLANK, TEXT, NUMBER, PARAMETER, SIGN -> Optional.empty();
                };
            case BLANK, WORD, NAME, SIGN -> Optional.empty();
        };
    }

    /** Whether it may read another table than the one it is about. */
    public boolean readsOthers() {
        return sql.toLowerCase(Locale.ROOT).contains("select");
    }
}
