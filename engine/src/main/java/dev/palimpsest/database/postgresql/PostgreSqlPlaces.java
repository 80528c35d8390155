package dev.palimpsest.database.postgresql;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.ColumnFamily;
import dev.palimpsest.database.KeyDialect;
import dev.palimpsest.database.PlaceDialect;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.Table;
import dev.palimpsest.database.TableName;
import dev.palimpsest.database.TextDialect;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** How rows are found: beside others, at their place, and all of a table. */
interface PostgreSqlPlaces extends PlaceDialect, TextDialect, KeyDialect {
    @Override
    default boolean hasLateral() {
        return true;
    }

    /** Columns of the rows that nobody asks for are not read; {@code offset} keeps the planner from pulling the rows up. */
    @Override
    default Sql beside(Sql source, Table table, Sql condition) {
        String rows = quote(table.name().name());
        return new Sql()
                .add(source)
                .add(" cross join lateral (select " + everything(rows) + " from " + quote(table.name()) + " where ")
                .add(condition)
                .add(" offset 0) " + rows);
    }

    @Override
    default Sql newest(Table table, String column, UnaryOperator<String> told, Sql condition) {
        return Sql.of("(select " + told.apply("max(" + column + ")") + " from " + quote(table.name()) + " where ")
                .add(condition)
                .add(")");
    }

    @Override
    default boolean asksForEachRow() {
        return false;
    }

    @Override
    default Sql through(Sql source, Table table, Sql condition) {
        return Sql.of(quote(table.name()) + " join ").add(source).add(" on ").add(condition);
    }

    @Override
    default String beside(String source, String table, String alias, String condition) {
        return source + " cross join lateral (select " + alias + ".* from " + table + " " + alias + " where "
                + condition + " offset 0) " + alias;
    }

    private static String everything(String rows) {
        return rows + ".tableoid, " + rows + ".ctid, " + rows + ".*";
    }

    @Override
    default String locator(Table table, String rows) {
        return rows + ".ctid"; // PostgreSQL and its driver give it in text form: a cast would only make it twice
    }

    /** Where a row lies changes whenever it is written. */
    @Override
    default String identity(Table table, String rows) {
        if (table.primaryKey().isEmpty()) {
            String all = table.columns().stream()
                    .map(column -> told(column, rows + "." + quote(column.name())))
                    .collect(Collectors.joining(", "));
            return digest("concat_ws('|', " + all + ")");
        }
        List<String> parts = table.primaryKey().stream()
                .map(name -> {
                    String part = rows + "." + quote(name);
                    boolean bytes = table.column(name).orElseThrow().family() == ColumnFamily.BINARY;
                    return bytes ? "encode(" + part + ", 'hex')" : asText(part);
                })
                .toList();
        return parts.size() == 1 ? parts.getFirst() : asText("row(" + String.join(", ", parts) + ")");
    }

    /** Texts and bytes of any length, each by itself: all of a row together may be longer than a text can be. */
    private String told(Column column, String value) {
        String text = switch (column.family()) {
            case BINARY -> "encode(sha256(" + value + "), 'hex')";
            case TEXT, JSON, XML, ARRAY, ENUM, OTHER -> digest(asText(value));
            case INTEGER, DECIMAL, FLOAT, BOOLEAN, DATE, TIMESTAMP, TIMESTAMP_ZONED, TIME, UUID -> asText(value);
        };
        return "coalesce(" + text + ", '-')";
    }

    private static String digest(String text) {
        return "encode(sha256(convert_to(" + text + ", getdatabaseencoding())), 'hex')";
    }

    @Override
    default Sql located(Table table, @Nullable Table partition, String rows, List<String> locators) {
        Sql sql = Sql.of(rows + ".ctid = any(cast(? as tid[]))", (Object)
                locators.stream().distinct().toArray(String[]::new));
        if (partition != null) {
            sql.add(" and " + rows + ".tableoid = cast(? as regclass)", quote(partition.name()));
        }
        return sql;
    }

    @Override
    default List<String> home(Table table, String rows) {
        String of =
                " from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = " + rows + ".tableoid)";
        return List.of("(select n.nspname" + of, "(select c.relname" + of);
    }

    /** A cast cuts a text that is too long; an assignment refuses it. */
    private static String ofAnyLength(String type) {
        return type.replaceFirst("^character varying\\(\\d+\\)", "character varying")
                .replaceFirst("^character\\(\\d+\\)", "bpchar");
    }

    @Override
    default Sql writeTexts(
            Table table, TableName home, List<Column> columns, List<String> locators, List<List<String>> texts) {
        List<List<String>> values = new ArrayList<>(List.of(locators));
        values.addAll(texts);
        List<String> types = new ArrayList<>(List.of("tid"));
        List<String> set = new ArrayList<>();
        for (Column column : columns) {
            set.add(quote(column.name()) + " = palimpsest_text.c" + types.size());
            types.add(ofAnyLength(column.typeName()));
        }
        return Sql.of("update " + quote(home) + " set " + String.join(", ", set) + " from ")
                .add(rows(values, types))
                .add(" palimpsest_text where " + quote(home.name()) + ".ctid = palimpsest_text.c0");
    }

    @Override
    default void stream(
            Session session, TableName table, List<String> expressions, String condition, TextRowTaker taker)
            throws SQLException {
        CopyOut copy = session.connection()
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("copy (select " + String.join(", ", expressions) + " from " + quote(table) + " where "
                        + condition + ") to stdout (encoding 'utf8')");
        try {
            byte[] line = copy.readFromCopy();
            for (long row = 1; line != null; row++) {
                taker.take(CopyRow.columns(line), line.length);
                session.passed(row);
                line = copy.readFromCopy();
            }
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }
}
