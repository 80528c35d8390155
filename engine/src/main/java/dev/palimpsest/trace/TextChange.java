package dev.palimpsest.trace;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.ColumnFamily;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Table;
import dev.palimpsest.database.TableName;
import dev.palimpsest.identity.ListText;
import dev.palimpsest.identity.Redactor;
import dev.palimpsest.identity.TextForm;
import dev.palimpsest.identity.TraceSet;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.treatment.Redact;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes redacted texts back, all of the same columns in one statement. */
public final class TextChange {
    /** The state that databases tell of a text that is too long. */
    private static final String TOO_LONG = "22001";

    private TextChange() {}

    /**
     * Replaces the texts of rows that are locked by this transaction.
     *
     * @param home the table that physically holds the rows
     * @param locators the rows
     * @param texts for each column their new texts, in the same order
     * @throws SQLDataException when a text has no room in its column: a database might cut it
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
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            if (!texts.get(i).stream().allMatch(text -> fits(column, text))) {
                throw new SQLDataException(home + "." + column.name() + ": a text has no room there", TOO_LONG);
            }
        }
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
     * A person's own text as the treatment leaves it: with letters of its own in the mark where the table allows no text twice.
     *
     * @param own the forms of the person's identifiers
     * @return null when nothing is struck
     */
    public static @Nullable String redacted(
            Redactor redactor, Table table, Column column, String text, Redact redact, TraceSet own) {
        TextForm form = form(column);
        return fitting(column, Marks.of(redact.mark(), column, table), mark -> redactor.redact(form, text, own, mark));
    }

    /** How the column writes its texts. */
    public static TextForm form(Column column) {
        return switch (column.family()) {
            case JSON -> TextForm.JSON;
            case ARRAY -> TextForm.LIST;
            default -> TextForm.PLAIN;
        };
    }

    /**
     * A redacted text that fits its column: with the first mark with which it does, or with the last.
     *
     * @param redaction gives the text redacted with a mark, or null when nothing is struck
     */
    static @Nullable String fitting(Column column, Marks marks, Function<String, @Nullable String> redaction) {
        int number = 0;
        String text = redaction.apply(marks.get(number));
        while (!fits(column, text) && !marks.isLast(number)) {
            text = redaction.apply(marks.get(++number));
        }
        return text;
    }

    static boolean fits(Column column, @Nullable String text) {
        Integer length = column.textLength();
        if (text == null || length == null || column.family() == ColumnFamily.JSON) {
            return true;
        }
        List<String> texts = form(column) == TextForm.LIST ? ListText.texts(text) : List.of(text);
        return texts.stream().allMatch(each -> each.codePointCount(0, each.length()) <= length);
    }
}
