package dev.palimpsest.database;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** How rows are changed and counted, and what old values leave behind. A part of {@link Dialect}. */
public interface ChangeDialect {
    /** An insert that does nothing where this unique column has the value already; it then changes 0 rows. */
    Sql insertUnlessThere(Sql insert, String unique);

    /** An insert that adds these columns to the row of the same key where there is one. */
    Sql insertOrAdd(TableName table, Sql insert, List<String> key, List<String> added);

    /**
     * An update of the rows of one table that belong to other rows.
     *
     * @param assignments pairs of quoted column and value
     * @param source a relation, with its alias
     * @param condition begins with the table's column by which they belong, so that an index on it can be used
     */
    Sql updateFrom(Table table, List<Sql> assignments, Sql source, Sql condition);

    /** An insert of one row of which every column gets its default. */
    Sql insertOfDefaults(TableName table);

    /** A deletion of the rows of one table that belong to other rows; see {@link #updateFrom}. */
    Sql deleteUsing(Table table, Sql source, Sql condition);

    /**
     * Changes the rows beside a relation and counts them by the same snapshot, in one statement.
     *
     * @param assignments pairs of quoted column and value; none = the rows are deleted
     * @param source a relation, with its alias
     * @param condition see {@link PlaceDialect#beside}
     * @param held whether this transaction holds every row that may be there, so that nobody else changes them
     * @return gives one row: rows found, rows changed; empty where this database or table needs two statements
     */
    Optional<Sql> changeCounted(Table table, List<Sql> assignments, Sql source, Sql condition, boolean held);

    /** A statement that checks now what would otherwise be checked at the commit. */
    Sql checkDeferred();

    /**
     * Marks of tables, each another one as soon as this transaction may have written to the table: one row per table that
     * can be told, with the table's place in the list and its mark. Valid until the transaction ends.
     */
    Sql changeMarks(List<MarkedTable> tables);

    /**
     * A table of which it is asked whether this transaction has written to it.
     *
     * @param written whether statements that are meant for it, references that cascade, or others may write to it; else only
     *     what nobody has foreseen
     */
    record MarkedTable(TableName name, boolean written) {}

    /** Statements that let old values vanish from dead rows and statistics of a table. */
    List<Sql> vacuum(Session session, TableName table) throws SQLException;

    /** By what the owner of tables, or an administrator, clears their dead rows and statistics. */
    String ownerClears(Session session, List<TableName> tables) throws SQLException;

    /**
     * How often a table was cleared of dead rows and looked at for the planner, by whomever.
     *
     * @param dead about so many dead rows there are
     */
    record Clearings(TableName table, long vacuums, long analyses, long dead) {}

    /** Of these tables those in which changed rows stay behind until somebody clears them, where that is counted. */
    List<Clearings> clearings(Session session, List<TableName> tables) throws SQLException;

    /**
     * Statements for the values that the planner remembers of columns: schema, table, column, value. Of several columns the
     * name is no column's; values of one row stand behind each other.
     */
    List<Sql> rememberedValues(Session session) throws SQLException;

    Sql refresh(TableName materialisedView);
}
