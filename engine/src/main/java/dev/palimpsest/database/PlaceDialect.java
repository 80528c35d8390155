package dev.palimpsest.database;

import java.sql.SQLException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** How rows are found: beside others, at their place, and all of a table. A part of {@link Dialect}. */
public interface PlaceDialect {
    /** Whether a relation in {@code from} may speak of those before it. */
    boolean hasLateral();

    /**
     * A relation joined with the rows of a table that belong to each of its rows. They are looked up one row of the relation
     * after the other, whatever the planner knows of the table: a merge or hash join may read most of a large table for a
     * thousand keys. Only for tables where an index leads from the condition to the rows.
     *
     * @param source a relation, with its alias
     * @param condition begins with the table's column by which the rows belong; it may speak of the source
     * @return what stands behind {@code from}; the rows go by the table's own name
     */
    Sql beside(Sql source, Table table, Sql condition);

    /**
     * The same where no index leads to the rows: the table is read once as a whole, and not for each row of the relation.
     *
     * @param source as in {@link #beside(Sql, Table, Sql)}, each of its rows once
     */
    Sql through(Sql source, Table table, Sql condition);

    /**
     * Whether a condition on rows of another table is looked up for each row that is asked about, by an index or without: then, where
     * no index leads there, the other table has to be read first.
     */
    boolean asksForEachRow();

    /**
     * Like {@link #beside(Sql, Table, Sql)} for a table on the way, which goes by an alias.
     *
     * @param table quoted, or some of its columns as a selection in parentheses
     */
    String beside(String source, String table, String alias, String condition);

    /**
     * What is told of the newest of the rows that an index leads to, as a value; null where there is none.
     *
     * @param column the quoted column that says which is the newest
     * @param told of an expression for it
     * @param condition as in {@link #beside(Sql, Table, Sql)}
     */
    Sql newest(Table table, String column, UnaryOperator<String> told, Sql condition);

    /**
     * Where a row lies, as text, for statements of the same session: valid until the row is written again.
     *
     * @param rows the table's quoted name or alias in the statement
     */
    String locator(Table table, String rows);

    /**
     * What tells a row from others, as text: its primary key, or a digest of everything that stands in it where it has none, so that
     * rows that are alike in everything have the same. It stays while that stays, in every session. A person's words may stand in it: it
     * is to be marked, never shown.
     *
     * @param rows the table's quoted name or alias in the statement
     */
    String identity(Table table, String rows);

    /**
     * Holds for the rows at these places.
     *
     * @param partition the partition they lie in; null where the table has none
     */
    Sql located(Table table, @Nullable Table partition, String rows, List<String> locators);

    /** Schema and name of the table that physically holds a row: of its partition, where only that has locators. */
    List<String> home(Table table, String rows);

    /**
     * Writes texts to the rows at these places, all of a row at once.
     *
     * @param home the table that physically holds the rows
     * @param texts for each column those of the rows, in the order of the locators
     */
    Sql writeTexts(Table table, TableName home, List<Column> columns, List<String> locators, List<List<String>> texts);

    /**
     * Streams columns of a table, each in text form.
     *
     * @param expressions what to read, in terms of the table's own columns
     */
    default void stream(Session session, TableName table, List<String> expressions, TextRowTaker taker)
            throws SQLException {
        stream(session, table, expressions, "true", taker);
    }

    /**
     * Streams columns of some rows of a table, each in text form.
     *
     * @param condition on the rows, with every value as a {@link TextDialect#literal}
     */
    void stream(Session session, TableName table, List<String> expressions, String condition, TextRowTaker taker)
            throws SQLException;

    /** Takes one row in text form. */
    @FunctionalInterface
    interface TextRowTaker {
        /** @param bytes read for this row */
        void take(List<@Nullable String> fields, int bytes) throws SQLException;
    }
}
