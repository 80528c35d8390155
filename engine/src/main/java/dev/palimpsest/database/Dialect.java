package dev.palimpsest.database;

import dev.palimpsest.map.SubjectKey;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one kind of database says in its own way. One small class per database; the contract test runs for each.
 */
public interface Dialect {
    /** Of bytes that may hold text, so many show whether they do. */
    int SNIFFED = 1024;

    /** The name as an identifier, whatever characters it holds. */
    String quote(String name);

    default String quote(TableName table) {
        return quote(table.schema()) + "." + quote(table.name());
    }

    /** A column of a table, qualified by the table's own name. */
    default String quote(TableName table, String column) {
        return quote(table.name()) + "." + quote(column);
    }

    /** The settings of the session that {@link #prepareSession} changes; one row of texts. */
    Sql sessionState();

    /**
     * Makes the session read and show instants in a time zone, so that the owner's conditions mean the business's days, and
     * refuse what does not fit a column. It may be idle for a day, outside a transaction, while another works for it.
     */
    Sql prepareSession(String zone);

    /** @param state what {@link #sessionState} said */
    Sql restoreSession(List<String> state);

    /** What conditions in the owner's own words may not hold here. */
    ConditionRules conditions();

    /** The expression in text form. */
    String asText(String expression);

    /** The moment itself, or the nearest that the column can hold: clocks that are put forward leave moments out. */
    default String nearestMoment(Column column, String moment) {
        return moment;
    }

    /** The value of a column in text form, for people; also of a type whose text only people read. */
    default String shown(Column column, String expression) {
        return asText(expression);
    }

    /**
     * Whether a column's character set, list of words or range of moments takes this text, where {@link #cast} alone does
     * not tell: one row with one boolean.
     */
    default Optional<Sql> bears(Column column, String text) {
        return Optional.empty();
    }

    /**
     * The expression as a value of a type.
     *
     * @param type as {@link Column#typeName} gives it, or one of {@code text}, {@code bigint}, {@code numeric},
     *     {@code date}
     */
    String cast(String expression, String type);

    /** These texts, one behind the other. */
    String concat(List<String> texts);

    /** The text forms of these, with a separator between them. */
    default String joined(String separator, List<String> expressions) {
        List<String> texts = new ArrayList<>();
        for (String expression : expressions) {
            if (!texts.isEmpty()) {
                texts.add("'" + separator + "'");
            }
            texts.add(asText(expression));
        }
        return texts.size() == 1 ? texts.getFirst() : concat(texts);
    }

    /** Bytes from their hexadecimal text. */
    String fromHex(String expression);

    /** Holds when the text is one of these. */
    Sql isOneOf(String expression, List<String> values);

    /** The word behind the name of a common table expression that is to be computed once. */
    String once();

    /** An instant as a value to bind. */
    Object instant(Instant instant);

    /** The instant in a column of the row. */
    Instant instant(ResultSet row, int column) throws SQLException;

    /** An insert that does nothing where this unique column has the value already; it then changes 0 rows. */
    Sql insertUnlessThere(Sql insert, String unique);

    /** An insert that adds these columns to the row of the same key where there is one. */
    Sql insertOrAdd(TableName table, Sql insert, List<String> key, List<String> added);

    /** How files that only this kind of database reads are called. */
    String word();

    /**
     * The statements that make Palimpsest's own tables, as this database says them.
     *
     * @param script as PostgreSQL says them, with {@code {long}} for a text of any length
     */
    String ownTables(String script);

    /** The catalogue in which the driver lists the tables of a schema; null where it lists them by schema. */
    @Nullable
    String catalogueOf(String schema);

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

    /** The same for a table on the way, which goes by an alias. */
    String beside(String source, TableName table, String alias, String condition);

    /**
     * Where a row lies, as text, for statements of the same session: valid until the row is written again.
     *
     * @param rows the table's quoted name or alias in the statement
     */
    String locator(Table table, String rows);

    /**
     * Where a row lies, as text for people, if its key could be a person's.
     *
     * @param rows the table's quoted name or alias in the statement
     */
    String placeInWords(Table table, String rows);

    /**
     * Holds for the rows at these places.
     *
     * @param partition the partition they lie in; null where the table has none
     */
    Sql located(Table table, @Nullable Table partition, String rows, List<String> locators);

    /** Schema and name of the table that physically holds a row: of its partition, where only that has locators. */
    List<String> home(Table table, String rows);

    /**
     * Writes texts of one column to the rows at these places.
     *
     * @param home the table that physically holds the rows
     */
    Sql writeTexts(Table table, TableName home, Column column, List<String> locators, List<String> texts);

    /** What stands behind a query to lock its rows, leaving out those that somebody else holds. */
    String lockingFree();

    /**
     * Streams columns of a table, each in text form.
     *
     * @param expressions what to read, in terms of the table's own columns
     */
    void stream(Session session, TableName table, List<String> expressions, TextRowTaker taker) throws SQLException;

    /** Whether the bytes of the column can hold a person's words: not those that are as short as a hash or a picture's shape. */
    boolean holdsWords(Column bytes);

    /**
     * The bytes of a column, as hexadecimal text, where their beginning looks like text or like values that a programming
     * language has serialised; otherwise null, so that pictures and archives stay on the server.
     */
    String wordsInBytes(String expression);

    /** Takes one row in text form. */
    @FunctionalInterface
    interface TextRowTaker {
        /** @param bytes read for this row */
        void take(List<@Nullable String> fields, int bytes) throws SQLException;
    }

    /**
     * Keys as a relation with the one column {@code palimpsest_key}, for statements that only read.
     *
     * @param keyType the type of the subject's key column
     */
    KeySet keys(List<SubjectKey> keys, String keyType);

    /** Makes the session's table of the keys under treatment. */
    Sql createChunkTable(String keyType);

    Sql dropChunkTable();

    /** Puts keys into the chunk table, once in a transaction. */
    Sql fillChunkTable(List<SubjectKey> keys, String keyType);

    /** Lets the planner know how many keys are in the chunk table. */
    Sql analyseChunkTable();

    /** Takes keys out of the chunk table. */
    Sql emptyChunkTable(List<SubjectKey> keys, String keyType);

    /**
     * Locks the rows of the subjects in the chunk table, in key order, without waiting for anybody.
     *
     * @return the keys whose rows are locked now, as text
     */
    Sql lockSubjects(TableName subjects, String key, String keyType);

    /**
     * Locks the rows that belong to the subjects in the chunk table, without waiting for anybody.
     *
     * @param keys the subjects in the chunk table
     * @param toDelete whether the rows are going to be deleted, so that nobody may refer to them from now on
     * @return the keys of subjects with a row that somebody else holds
     */
    default List<SubjectKey> lockRows(
            Session session, RowsToLock rows, List<SubjectKey> keys, String keyType, boolean toDelete)
            throws SQLException {
        return lockRows(session, rows, List.of(), keys, keyType, toDelete).busy();
    }

    /**
     * The same, and what the rows come to while they are locked.
     *
     * @param figures numbers over all the rows, in terms of the table's own columns
     */
    RowsLocked lockRows(
            Session session,
            RowsToLock rows,
            List<Sql> figures,
            List<SubjectKey> keys,
            String keyType,
            boolean toDelete)
            throws SQLException;

    /**
     * Rows of one table with the way to their subjects.
     *
     * @param lookedUp whether an index leads from the condition to the rows; see {@link #beside}
     */
    record RowsToLock(Table table, Sql source, Sql joined, boolean lookedUp) {
        public RowsToLock(Table table, Sql source, Sql joined) {
            this(table, source, joined, true);
        }
    }

    /**
     * What came of locking rows.
     *
     * @param busy the keys of subjects with a row that somebody else holds
     * @param figures those asked for; none when somebody is busy
     */
    record RowsLocked(List<SubjectKey> busy, List<BigDecimal> figures) {}

    /**
     * A statement that makes the planner look rows up by their indexes for the rest of the transaction, however small it
     * believes a table to be.
     *
     * @param everywhere whether an index leads to all rows that will be asked for; else some tables are read as a whole
     */
    Sql preferIndexes(boolean everywhere);

    /** The chunk table as a relation with the one column {@code palimpsest_key}. */
    KeySet chunkTable(String keyType);

    /** Rows of text values as a relation with the columns {@code c0, c1, ...}, each cast to its type. */
    Sql rows(List<List<String>> columns, List<String> types);

    /** The calendar day in the business time zone of a date, local time or instant. */
    String day(String expression, ColumnFamily family, ZoneId zone);

    /** A new random text of {@code length} hexadecimal digits, another one for each row. */
    String randomHex(int length);

    /** A new random whole number of up to {@code digits} decimal digits, another one for each row. */
    String randomNumber(int digits);

    /** A new random UUID, another one for each row. */
    String randomUuid();

    /** The first day or instant of the month, in the business time zone. */
    String startOfMonth(String expression, ColumnFamily family, ZoneId zone);

    /** The first day or instant of the week, but never before that of its month. */
    String startOfWeekInMonth(String expression, ColumnFamily family, ZoneId zone);

    /** The first day or instant of a span of {@code step} years. */
    String startOfYears(String expression, ColumnFamily family, ZoneId zone, int step);

    /** The first {@code length} characters. */
    String prefix(String expression, int length);

    /** The lower bound of the band of this width. */
    String band(String expression, String width);

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
     * @param condition see {@link #beside}
     * @param held whether this transaction holds every row that may be there, so that nobody else changes them
     * @return gives one row: rows found, rows changed; empty where this database or table needs two statements
     */
    Optional<Sql> changeCounted(Table table, List<Sql> assignments, Sql source, Sql condition, boolean held);

    /** A statement that checks now what would otherwise be checked at the commit. */
    Sql checkDeferred();

    /**
     * Marks of tables, each another one as soon as this transaction has written to the table: one row per table that can be
     * told, with the table's place in the list and its mark. Valid until the transaction ends.
     */
    Sql changeMarks(List<TableName> tables);

    /** Whether {@link #lockRows} meets rows that somebody has not committed yet, so that nobody need wait for writers. */
    boolean locksMeetWriters();

    /**
     * Writers of these tables that are under way now, as opaque marks of their transactions; empty where
     * {@link #locksMeetWriters}.
     */
    Sql writersUnderWay(List<TableName> tables);

    /** Whether somebody waits for a row that this transaction holds; one row with one boolean. */
    Sql waitedFor();

    /**
     * A statement that lets later lock waits of this transaction, which holds nothing that others need, end with an error
     * after so many milliseconds.
     */
    Sql boundLockWaits(int milliseconds);

    /**
     * The same for a transaction that holds rows of the business. Where a database looks for deadlocks without delay, it
     * could choose the business for its victim: there it waits for no row at all.
     */
    Sql boundLockWaitsOfHolder(int milliseconds);

    /** A statement that lets later lock waits of this session end with an error after so many milliseconds. */
    Sql boundSessionLockWaits(int milliseconds);

    /** Gives the session the bound of lock waits back that it came with. */
    Sql resetSessionLockWaits();

    /** Waits for a lock that lasts as long as the session; given back by {@link #releaseSessionLock}. */
    Sql sessionLock(String name);

    /** The exact sum of a column, whatever the order of the rows; values that are no finite numbers are left out. */
    String exactSum(String expression, ColumnFamily family);

    /** Tries to take a lock that lasts as long as the session; one row with one boolean. */
    Sql trySessionLock(String name);

    Sql releaseSessionLock(String name);

    /** A digest of all values of a group in their order, so that equal histories have equal digests. */
    String historyDigest(String expression);

    /** Statements that let old values vanish from dead rows and statistics of a table. */
    List<Sql> vacuum(TableName table);

    Sql refresh(TableName materialisedView);

    /** The day as a bound value. */
    default Sql day(LocalDate day) {
        return Sql.of("cast(? as date)", day);
    }

    /**
     * Keys as part of a statement.
     *
     * @param with what stands in front of the statement; may be empty
     * @param relation the relation's name with the column {@code palimpsest_key}
     */
    record KeySet(Sql with, String relation) {}
}
