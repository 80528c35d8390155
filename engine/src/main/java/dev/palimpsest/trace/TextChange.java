package dev.palimpsest.trace;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.ColumnFamily;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Table;
import dev.palimpsest.database.TableName;
import dev.palimpsest.identity.Redactor;
import dev.palimpsest.identity.TraceSet;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.treatment.Redact;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes redacted texts back, all of the same columns in one statement. */
public final class TextChange {
    static final String SHORTEST_MARK = "*";

    private TextChange() {}

    /**
     * Replaces the texts of rows that are locked by this transaction.
     *
     * @param home the table that physically holds the rows
     * @param locators the rows
     * @param texts for each column their new texts, in the same order
     * @throws PalimpsestException UNEXPECTED_ROW_COUNT when not every row was changed
     */
    public static void write(
            Session session,
            Table table,
            TableName home,
            List<Column> columns,
            List<String> locators,
            List<List<String>> texts)
            throws SQLException {
        long changed = session.update(session.dialect().writeTexts(table, home, columns, locators, texts));
        if (changed != locators.size()) {
            throw new PalimpsestException(
                    ErrorCode.UNEXPECTED_ROW_COUNT,
                    home + "."
                            + String.join(
                                    ", ", columns.stream().map(Column::name).toList()) + ": " + changed
                            + " rows were changed instead of " + locators.size() + ".");
        }
    }

    /**
     * A person's own text as the treatment leaves it.
     *
     * @param own the forms of the person's identifiers
     * @return null when nothing is struck
     */
    public static @Nullable String redacted(
            Redactor redactor, Column column, String text, Redact redact, TraceSet own) {
        return column.family() == ColumnFamily.JSON
                ? redactor.redactJson(text, own, redact.mark())
                : fitting(column, redact.mark(), mark -> redactor.redact(text, own, mark));
    }

    /**
     * A redacted text that fits its column: with the map's mark, or with a mark of one character, which is never longer than
     * what was struck.
     *
     * @param redaction gives the text redacted with a mark, or null when nothing is struck
     */
    public static @Nullable String fitting(Column column, String mark, Function<String, @Nullable String> redaction) {
        String text = redaction.apply(mark);
        return fits(column, text) ? text : redaction.apply(SHORTEST_MARK);
    }

    static boolean fits(Column column, @Nullable String text) {
        Integer length = column.length();
        return text == null || length == null || text.codePointCount(0, text.length()) <= length;
    }
}
