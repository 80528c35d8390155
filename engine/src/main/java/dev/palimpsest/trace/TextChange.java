package dev.palimpsest.trace;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.TableName;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes redacted texts back, all of a column in one statement. */
public final class TextChange {
    private static final String SHORTEST_MARK = "*";

    private TextChange() {}

    /**
     * Replaces the texts of rows that are locked by this transaction.
     *
     * @param locators the rows
     * @param texts their new texts, in the same order
     * @throws PalimpsestException UNEXPECTED_ROW_COUNT when not every row was changed
     */
    public static void write(Session session, TableName table, Column column, List<String> locators, List<String> texts)
            throws SQLException {
        Dialect dialect = session.dialect();
        Sql rows = dialect.rows(List.of(locators, texts), List.of("tid", column.typeName()));
        Sql update = dialect.updateFrom(
                table,
                List.of(Sql.of(dialect.quote(column.name()) + " = palimpsest_text.c1")),
                rows.add(" palimpsest_text"),
                Sql.of(dialect.quote(table.name()) + ".ctid = palimpsest_text.c0"));
        long changed = session.update(update);
        if (changed != locators.size()) {
            throw new PalimpsestException(
                    ErrorCode.UNEXPECTED_ROW_COUNT,
                    table + "." + column.name() + ": " + changed + " rows were changed instead of " + locators.size()
                            + ".");
        }
    }

    /**
     * A redacted text that fits its column: with the map's mark, or with a mark of one character, which is never longer than
     * what was struck.
     *
     * @param redaction gives the text redacted with a mark, or null when nothing is struck
     */
    public static @Nullable String fitting(Column column, String mark, Function<String, @Nullable String> redaction) {
        String text = redaction.apply(mark);
        Integer length = column.length();
        boolean fits = text == null || length == null || text.codePointCount(0, text.length()) <= length;
        return fits ? text : redaction.apply(SHORTEST_MARK);
    }
}
