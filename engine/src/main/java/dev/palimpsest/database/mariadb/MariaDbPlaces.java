package dev.palimpsest.database.mariadb;

import dev.palimpsest.database.ChangeDialect;
import dev.palimpsest.database.Column;
import dev.palimpsest.database.ColumnFamily;
import dev.palimpsest.database.KeyDialect;
import dev.palimpsest.database.PlaceDialect;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.Table;
import dev.palimpsest.database.TableName;
import dev.palimpsest.database.TextDialect;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** How rows are found: beside others, at their place, and all of a table. */
interface MariaDbPlaces extends PlaceDialect, TextDialect, KeyDialect, ChangeDialect {
    /** Rows sent at a time while a table is streamed. */
    int FETCH_SIZE = 1_000;

    /** Values in a list that MariaDB still sorts ({@code in_predicate_conversion_threshold} is 1,000). */
    int SORTED_LIST = 500;

    @Override
    default boolean hasLateral() {
        return false;
    }

    @Override
    default boolean asksForEachRow() {
        return true;
    }

    @Override
    default Sql beside(Sql source, Table table, Sql condition) {
        String index = byIndex(table, condition);
        return index.isEmpty()
                ? through(source, table, condition)
                : new Sql()
                        .add(source)
                        .add(" straight_join " + quote(table.name()) + index + " on ")
                        .add(condition);
    }

    /**
     * Each row of the table looks for its own in the relation, which gets an index of its own by being made as a table: else every
     * row is compared with every other, and the relation's JSON read anew.
     */
    @Override
    default Sql through(Sql source, Table table, Sql condition) {
        String alias = source.text().substring(source.text().lastIndexOf(' ') + 1);
        return Sql.of(quote(table.name()) + " straight_join (select distinct * from ")
                .add(source)
                .add(") " + alias + " on ")
                .add(condition);
    }

    /**
     * A maximum of rows that are looked up would be found by reading them all, though an index may hold them in order. The first in
     * order alone might be sought in an index on the order, through everybody else's rows.
     */
    @Override
    default Sql newest(Table table, String column, UnaryOperator<String> told, Sql condition) {
        String index = byIndex(table, condition);
        boolean looked = !index.isEmpty();
        return Sql.of("(select " + told.apply(looked ? column : "max(" + column + ")") + " from " + quote(table.name())
                        + index + " where ")
                .add(condition)
                .add(looked ? " order by " + column + " desc limit 1)" : ")");
    }

    @Override
    default String beside(String source, String table, String alias, String condition) {
        return source + " straight_join " + table + " " + alias + " on " + condition;
    }

    @Override
    default String locator(Table table, String rows) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < table.primaryKey().size(); i++) {
            String column = rows + "." + quote(table.primaryKey().get(i));
            parts.add(asText(isBytes(table, i) ? "hex(" + column + ")" : column));
        }
        return switch (parts.size()) {
            case 0 -> digest(table, rows);
            case 1 -> parts.getFirst();
            default -> asText("json_array(" + String.join(", ", parts) + ")");
        };
    }

    /** There is no place but the key. */
    @Override
    default String identity(Table table, String rows) {
        return locator(table, rows);
    }

    /** Of rows without a primary key: those that are alike in everything belong to the same subject, too. */
    private String digest(Table table, String rows) {
        List<String> values = table.columns().stream()
                .map(column -> "ifnull(hex(cast(" + rows + "." + quote(column.name()) + " as binary)), '-')")
                .toList();
        return "sha2(concat_ws('|', " + String.join(", ", values) + "), 256)";
    }

    private static List<String> parts(Table table, String locator) {
        return table.primaryKey().size() == 1
                ? List.of(locator)
                : List.of(MariaDbKeys.JSON.readValue(locator, String[].class));
    }

    @Override
    default Sql located(Table table, @Nullable Table partition, String rows, List<String> locators) {
        if (locators.isEmpty()) {
            return Sql.of("false");
        }
        if (table.primaryKey().isEmpty()) {
            return isOneOf(digest(table, rows), locators);
        }
        if (table.primaryKey().size() == 1) {
            String key = keyPart(table, 0, "?");
            Set<String> distinct = new LinkedHashSet<>(locators);
            return Sql.of(
                    rows + "." + quote(table.primaryKey().getFirst()) + " in ("
                            + String.join(", ", Collections.nCopies(distinct.size(), key)) + ")",
                    distinct.toArray());
        }
        List<Sql> places = new ArrayList<>();
        for (String locator : new LinkedHashSet<>(locators)) {
            List<String> parts = parts(table, locator);
            List<Sql> equal = new ArrayList<>();
            for (int i = 0; i < parts.size(); i++) {
                equal.add(Sql.of(
                        rows + "." + quote(table.primaryKey().get(i)) + " = " + keyPart(table, i, "?"), parts.get(i)));
            }
            places.add(new Sql().join(" and ", equal));
        }
        return Sql.of("(").join(" or ", places).add(")");
    }

    /** A part of the primary key, from its text in a locator. */
    private String keyPart(Table table, int part, String text) {
        return isBytes(table, part)
                ? "unhex(" + text + ")"
                : cast(text, keyColumn(table, part).typeName());
    }

    private static boolean isBytes(Table table, int part) {
        return keyColumn(table, part).family() == ColumnFamily.BINARY;
    }

    private static Column keyColumn(Table table, int part) {
        return table.column(table.primaryKey().get(part)).orElseThrow();
    }

    @Override
    default List<String> home(Table table, String rows) {
        return List.of(literal(table.name().schema()), literal(table.name().name()));
    }

    @Override
    default Sql writeTexts(
            Table table, TableName home, List<Column> columns, List<String> locators, List<List<String>> texts) {
        if (table.primaryKey().isEmpty()) {
            return writeAlike(table, columns, locators, texts);
        }
        List<List<String>> values = new ArrayList<>();
        List<String> types = new ArrayList<>();
        List<Sql> same = new ArrayList<>();
        List<List<String>> places =
                locators.stream().map(locator -> parts(table, locator)).toList();
        for (int i = 0; i < table.primaryKey().size(); i++) {
            int part = i;
            values.add(places.stream().map(place -> place.get(part)).toList());
            types.add("text");
            same.add(Sql.of(quote(table.name(), table.primaryKey().get(i)) + " = "
                    + keyPart(table, i, "palimpsest_text.c" + i)));
        }
        List<Sql> set = new ArrayList<>();
        for (Column column : columns) {
            set.add(Sql.of(quote(column.name()) + " = palimpsest_text.c" + types.size()));
            types.add(column.typeName());
        }
        values.addAll(texts);
        return updateFrom(table, set, rows(values, types).add(" palimpsest_text"), new Sql().join(" and ", same));
    }

    /** Rows that are alike in everything get the same texts, so each place needs to be named only once. */
    private Sql writeAlike(Table table, List<Column> columns, List<String> locators, List<List<String>> texts) {
        Map<String, Integer> rows = new LinkedHashMap<>();
        for (int i = 0; i < locators.size(); i++) {
            rows.put(locators.get(i), i);
        }
        List<List<String>> values = new ArrayList<>(List.of(List.copyOf(rows.keySet())));
        List<String> types = new ArrayList<>(List.of("text"));
        List<Sql> set = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            List<String> written = texts.get(i);
            values.add(rows.values().stream().map(written::get).toList());
            set.add(Sql.of(quote(columns.get(i).name()) + " = palimpsest_text.c" + types.size()));
            types.add(columns.get(i).typeName());
        }
        String digest = digest(table, quote(table.name().name()));
        return updateFrom(
                table,
                set,
                rows(values, types).add(" palimpsest_text"),
                isAny(digest, List.copyOf(rows.keySet())).add(" and " + digest + " = palimpsest_text.c0"));
    }

    /** Sought in sorted lists, before each row that is one of these looks for its own texts. A longer list would be made a query of. */
    private Sql isAny(String expression, List<String> values) {
        List<Sql> lists = new ArrayList<>();
        for (int from = 0; from < values.size(); from += SORTED_LIST) {
            lists.add(isOneOf(expression, values.subList(from, Math.min(values.size(), from + SORTED_LIST))));
        }
        return Sql.of("(").join(" or ", lists).add(")");
    }

    @Override
    default void stream(
            Session session, TableName table, List<String> expressions, String condition, TextRowTaker taker)
            throws SQLException {
        String sql = "select " + String.join(", ", expressions) + " from " + quote(table) + " where " + condition;
        try (PreparedStatement statement = session.connection().prepareStatement(sql)) {
            statement.setFetchSize(FETCH_SIZE);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    List<@Nullable String> fields = new ArrayList<>(expressions.size());
                    int length = 0;
                    for (int i = 1; i <= expressions.size(); i++) {
                        String field = row.getString(i);
                        fields.add(field);
                        length += field == null ? 0 : field.length();
                    }
                    taker.take(fields, length);
                }
            }
        }
    }

    /** A small table would rather be read whole, and every row of others held on the way, or waited for. */
    default String byIndex(Table table, Sql condition) {
        List<String> indexes = table.indexes().values().stream()
                .map(List::getFirst)
                .distinct()
                .filter(column -> condition.text().startsWith(quote(table.name(), column) + " ="))
                .flatMap(column -> table.indexesOn(column).stream())
                .map(this::quote)
                .toList();
        return indexes.isEmpty() ? "" : " force index (" + String.join(", ", indexes) + ")";
    }

    /** Whether a backslash in quotes means another character depends on the session. */
    @Override
    default String literal(String text) {
        return "convert(x'" + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)) + "' using utf8mb4)";
    }
}
