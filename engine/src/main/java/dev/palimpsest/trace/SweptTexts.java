package dev.palimpsest.trace;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.Table;
import dev.palimpsest.database.TableName;
import dev.palimpsest.identity.Redactor;
import dev.palimpsest.identity.TraceSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the texts of rows in which something is to be struck, and says what they would be then. Changes nothing. */
final class SweptTexts {
    private final Table table;
    private final Map<Column, String> marks;
    private final TraceSet searched;
    private final Redactor redactor;
    private final boolean apart;

    /** @param marks the columns in which something may be struck, and what stands there for it */
    SweptTexts(Table table, Map<Column, String> marks, TraceSet searched, Redactor redactor) {
        this.table = table;
        this.marks = marks;
        this.searched = searched;
        this.redactor = redactor;
        this.apart = false;
    }

    private SweptTexts(SweptTexts of) {
        this.table = of.table;
        this.marks = of.marks;
        this.searched = of.searched;
        this.redactor = of.redactor;
        this.apart = true;
    }

    /** The same, with marks of which none is another's: for rows that something forbids to be like others. */
    SweptTexts apart() {
        return new SweptTexts(this);
    }

    /** Takes what becomes of one row. */
    @FunctionalInterface
    interface Taker {
        /**
         * @param place where the row lies
         * @param columns those that were read
         * @param texts what stands in them before the strokes
         * @param struck what stands there afterwards; null for each text that stays as it is
         */
        void take(String place, List<Column> columns, List<@Nullable String> texts, List<@Nullable String> struck);
    }

    /** Changes what stands in a row before it is swept. */
    @FunctionalInterface
    interface Before {
        /** The texts as they are in the database. */
        Before AS_THEY_ARE = (place, columns, texts) -> {};

        /** @param texts as they are in the database; to be changed */
        void change(String place, List<Column> columns, List<@Nullable String> texts);
    }

    /**
     * Reads.
     *
     * @param home the table or partition that holds the rows
     * @param rows what is to be struck, by the rows' places
     * @param locking stands behind the statement; may be empty
     * @return the places of the rows that were read
     */
    Set<String> read(
            Session session, TableName home, Map<String, SweptRow> rows, String locking, Before before, Taker taker)
            throws SQLException {
        List<SweptRow.Place> places = places(rows.values());
        List<Column> columns = places.stream().map(SweptRow.Place::column).toList();
        Dialect dialect = session.dialect();
        Set<String> read = new HashSet<>();
        session.forEach(
                Sql.of("select " + dialect.locator(table, dialect.quote(home.name())) + ", "
                                + String.join(
                                        ", ",
                                        columns.stream()
                                                .map(column -> dialect.asText(dialect.quote(column.name())))
                                                .toList())
                                + " from " + dialect.quote(home) + " where ")
                        .add(dialect.located(table, null, dialect.quote(home.name()), List.copyOf(rows.keySet())))
                        .add(locking),
                row -> {
                    String place = row.getString(1);
                    read.add(place);
                    List<@Nullable String> texts = new ArrayList<>();
                    for (int i = 0; i < columns.size(); i++) {
                        texts.add(row.getString(i + 2));
                    }
                    before.change(place, columns, texts);
                    SweptRow swept = Objects.requireNonNull(rows.get(place));
                    taker.take(place, columns, texts, swept.struck(places, texts, redactor, searched));
                });
        return read;
    }

    /** Those that were hit; all that were searched together, where something is spread over several. */
    private List<SweptRow.Place> places(Collection<SweptRow> rows) {
        boolean spread = rows.stream().anyMatch(SweptRow::isSpread);
        List<SweptRow.Place> places = new ArrayList<>();
        marks.forEach((column, mark) -> {
            if (spread || rows.stream().anyMatch(row -> row.columns().contains(column))) {
                places.add(new SweptRow.Place(column, mark, apart || table.isInUniqueKey(column.name())));
            }
        });
        return places;
    }
}
