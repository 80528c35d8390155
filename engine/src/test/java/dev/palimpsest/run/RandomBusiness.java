package dev.palimpsest.run;

import dev.palimpsest.TestDatabase;
import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.run.RandomTable.Key;
import dev.palimpsest.run.RandomTable.Link;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A business nobody thought up: tables one or two references away from their people, with and without foreign keys, columns
 * of every type that both databases have, a map that decides each of them, and data. The same seed gives the same business,
 * whatever the database.
 */
final class RandomBusiness {
    private static final List<String> FIRST =
            List.of("Anna", "Bertram", "Clara", "Dietmar", "Edda", "Florian", "Greta");
    private static final List<String> LAST = List.of(
            "Achterberg", "Bollmann", "Czerny", "Dombrowski", "Eisenhauer", "Feldkamp", "Grünwald", "Hasselhoff");
    private static final LocalDate LONG_AGO = LocalDate.of(2019, 5, 5);
    private static final LocalDate LATELY = LocalDate.of(2026, 10, 10);

    private final Random random;
    private final KeyType keyType;
    private final int people;
    private final RandomTable address = new RandomTable("address", null, Link.CHECKED);
    private final RandomTable person = new RandomTable("person", null, Link.CHECKED);
    /** In an order in which they can be made. */
    private final List<RandomTable> tables = new ArrayList<>(List.of(address, person));

    RandomBusiness(long seed) {
        random = new Random(seed);
        keyType = KeyType.values()[random.nextInt(KeyType.values().length)];
        people = 10 + random.nextInt(30);
        drawPeople();
        int linked = 1 + random.nextInt(4);
        for (int i = 0; i < linked; i++) {
            drawLinked("t" + i);
        }
        // from the last, so that the rows that refer to deleted ones are deleted, too
        for (RandomTable table : linked(any -> true).reversed()) {
            boolean alone = tables.stream().allMatch(other -> other.parent != table || other.deleted);
            table.deleted = alone && !table.coOwned && !table.retained && random.nextInt(3) == 0;
        }
        fill();
    }

    private enum KeyType {
        BIG(SharedType.BIG),
        UNSIGNED(SharedType.UNSIGNED),
        RANDOM_ID(SharedType.RANDOM_ID),
        WORD(SharedType.WORD);

        private final SharedType type;

        KeyType(SharedType type) {
            this.type = type;
        }

        Object value(int number) {
            return switch (this) {
                case BIG, UNSIGNED -> number;
                case RANDOM_ID -> UUID.fromString(String.format("00000000-0000-4000-8000-%012d", number));
                case WORD -> String.format("K-%05d", number);
            };
        }
    }

    /** The number of the person with this key. */
    static int number(String key) {
        return Integer.parseInt(key.substring(Math.max(0, key.length() - 5)).replaceAll("\\D", ""));
    }

    // tables

    private void drawPeople() {
        address.columns.addAll(List.of(
                RandomColumn.plain("id", SharedType.WHOLE, true),
                new RandomColumn("street", SharedType.VARCHAR, false, "", "{replace: gone}"),
                new RandomColumn("city", SharedType.VARCHAR, false, "", "keep")));
        if (random.nextInt(3) == 0) {
            person.key = Key.ANOTHER_COLUMN;
            person.columns.add(RandomColumn.plain("row_no", SharedType.WHOLE, true));
        }
        person.columns.addAll(List.of(
                RandomColumn.plain("id", keyType.type, true),
                new RandomColumn("first_name", SharedType.VARCHAR, true, "", "{replace: Somebody}"),
                new RandomColumn("last_name", SharedType.VARCHAR, true, "", "random"),
                new RandomColumn("email", SharedType.VARCHAR, false, "", "erase"),
                RandomColumn.plain("born", SharedType.DAY, true),
                RandomColumn.plain("address_id", SharedType.WHOLE, false),
                new RandomColumn(
                        "referrer",
                        keyType.type,
                        false,
                        "",
                        List.of("", "keep", "erase").get(random.nextInt(3)))));
        drawColumns(person);
    }

    private void drawLinked(String name) {
        RandomTable above = tables.get(1 + random.nextInt(Math.min(tables.size() - 1, 3)));
        RandomTable parent = above.depth() == 2 || above.key == Key.NONE ? person : above;
        RandomTable table = new RandomTable(name, parent, Link.values()[random.nextInt(Link.values().length)]);
        table.key = Key.values()[random.nextInt(Key.values().length)];
        table.dated = random.nextInt(3) == 0;
        table.blocks = random.nextInt(3) == 0;
        table.retained = random.nextInt(5) == 0;
        table.coOwned = table.key != Key.NONE && random.nextInt(4) == 0;
        table.columns.add(RandomColumn.plain("id", SharedType.WHOLE, true));
        if (table.key == Key.ANOTHER_COLUMN) {
            table.columns.add(RandomColumn.plain("row_no", SharedType.WHOLE, true));
        }
        if (table.key == Key.TWO_COLUMNS) {
            table.columns.add(RandomColumn.plain("part", SharedType.WORD, true));
        }
        table.columns.add(RandomColumn.plain("parent_id", parent == person ? keyType.type : SharedType.WHOLE, false));
        if (table.dated) {
            table.columns.add(RandomColumn.plain("happened_on", SharedType.DAY, false));
        }
        if (table.blocks) {
            table.columns.add(RandomColumn.plain("open", SharedType.YES_OR_NO, true));
        }
        if (table.retained) {
            table.columns.add(RandomColumn.plain("starts_on", SharedType.DAY, false));
        }
        if (table.coOwned) {
            table.columns.add(RandomColumn.plain("partner_id", keyType.type, false));
            table.columns.add(RandomColumn.plain("partner_name", SharedType.VARCHAR, false));
        }
        drawColumns(table);
        tables.add(table);
    }

    private void drawColumns(RandomTable table) {
        int count = 1 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            SharedType type = SharedType.values()[random.nextInt(SharedType.WORD.ordinal())];
            boolean required = random.nextInt(3) == 0;
            List<String> possible = type.treatments(required);
            RandomColumn column =
                    new RandomColumn("c" + i, type, required, "", possible.get(random.nextInt(possible.size())));
            if (column.treatment().contains("redact") && table.key == Key.NONE) {
                // struck texts are written back by the primary key
                column = new RandomColumn(column.name(), type, required, "", "{replace: '{}'}");
            }
            if (column.isRandom() && type != SharedType.LONG_AMOUNT && random.nextBoolean()) {
                column = column.with(" unique");
            } else if (required && type.isNumber() && random.nextBoolean()) {
                column = column.with(" default 0");
            }
            table.columns.add(column);
        }
    }

    // rows

    private void fill() {
        int addresses = 1 + people / 2;
        for (int i = 1; i <= addresses; i++) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("id", i);
            row.put("street", "Lindenpfad " + (100 + i));
            row.put("city", "Neustadt");
            address.rows.add(row);
            address.owners.add(0);
        }
        for (int i = 1; i <= people; i++) {
            person.rows.add(somebody(i, addresses));
            person.owners.add(i);
        }
        for (RandomTable table : linked(any -> true)) {
            int rows = table.parent.rows.isEmpty() ? 0 : random.nextInt(3 * people);
            for (int i = 1; i <= rows; i++) {
                table.rows.add(linkedRow(table, i));
            }
        }
    }

    private Map<String, Object> somebody(int number, int addresses) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (RandomColumn column : person.columns) {
            row.put(
                    column.name(),
                    switch (column.name()) {
                        case "id" -> keyType.value(number);
                        case "row_no" -> 1_000 - number;
                        case "first_name" -> first(number);
                        case "last_name" -> last(number);
                        case "email" -> hasEmail(number) ? email(number) : null;
                        case "born" -> random.nextInt(4) == 0 ? LATELY : LONG_AGO;
                        case "address_id" -> random.nextInt(4) == 0 ? null : 1 + random.nextInt(addresses);
                        case "referrer" ->
                            number == 1 || random.nextBoolean() ? null : keyType.value(1 + random.nextInt(number - 1));
                        default -> value(column, number);
                    });
        }
        return row;
    }

    private Map<String, Object> linkedRow(RandomTable table, int number) {
        int parent = random.nextInt(table.parent.rows.size());
        boolean orphan = random.nextInt(10) == 0;
        int owner = orphan ? 0 : table.parent.owners.get(parent);
        int partner = random.nextBoolean() ? 0 : 1 + random.nextInt(people);
        table.owners.add(owner);
        Map<String, Object> row = new LinkedHashMap<>();
        for (RandomColumn column : table.columns) {
            row.put(
                    column.name(),
                    switch (column.name()) {
                        case "id" -> number;
                        case "row_no" -> 1_000 - number;
                        case "part" -> List.of("left", "middle", "right").get(number % 3);
                        case "parent_id" ->
                            orphan
                                    ? nobody(table)
                                    : table.parent.rows.get(parent).get("id");
                        case "happened_on" -> random.nextInt(6) == 0 ? LATELY : LONG_AGO;
                        case "open" -> random.nextInt(8) == 0;
                        case "starts_on" ->
                            random.nextInt(8) == 0
                                    ? null
                                    : LocalDate.of(
                                            2010 + random.nextInt(16), 1 + random.nextInt(12), 1 + random.nextInt(28));
                        case "partner_id" -> partner == 0 ? null : keyType.value(partner);
                        case "partner_name" -> partner == 0 ? null : first(partner) + " " + last(partner);
                        default -> value(column, owner);
                    });
        }
        return row;
    }

    /** Where nobody checks, some rows refer to somebody who never was. */
    private Object nobody(RandomTable table) {
        if (table.link != Link.UNCHECKED) {
            return null;
        }
        return table.parent == person ? keyType.value(99_999) : Integer.valueOf(99_999);
    }

    private Object value(RandomColumn column, int owner) {
        if (!column.required() && random.nextInt(6) == 0) {
            return null;
        }
        // where the map sweeps, texts speak of others, too; of a namesake one's own name is struck
        int other = 1 + random.nextInt(people);
        boolean namesake = other % FIRST.size() == owner % FIRST.size();
        int about = column.isSweptAnywhere() && !namesake && random.nextInt(3) == 0 ? other : owner;
        String words = about == 0
                ? "nobody in particular"
                : hasEmail(about) && random.nextBoolean()
                        ? "write to " + email(about)
                        : "spoke with " + first(about) + " " + last(about);
        return column.type().value(random, column.isRandom() ? "U" + random.nextLong(1L << 50) : words);
    }

    private static String first(int person) {
        return FIRST.get(person % FIRST.size());
    }

    /** A word of letters for everybody, so that nobody shares it. */
    private static String last(int person) {
        return LAST.get(person % LAST.size()) + "qz" + (char) ('a' + person / 26) + (char) ('a' + person % 26);
    }

    private static boolean hasEmail(int person) {
        return person % 5 != 0;
    }

    private static String email(int person) {
        return "p" + person + "@mail.example";
    }

    // statements and map

    /** Statements that make and fill the tables. */
    List<String> statements(Product product) {
        List<String> statements = new ArrayList<>();
        if (product == Product.POSTGRESQL) {
            statements.add("create type mood as enum ('glad', 'so so', 'it''s bad')");
        }
        for (RandomTable table : tables) {
            statements.add(table.definition(product));
            if (table.parent != null && table.rows.size() % 2 == 0) {
                statements.add("create index " + table.name + "_parent on " + table.name + " (parent_id)");
            }
            statements.addAll(table.inserts(product));
        }
        return statements;
    }

    /** A table that the map does not know, in which somebody wrote down whom the business forgets. */
    List<String> leaflets(Product product) {
        List<String> statements = new ArrayList<>(List.of("create table leaflet (id int primary key, body "
                + SharedType.TEXT.name(product) + ", more " + SharedType.JSON.name(product) + ")"));
        for (int i = 1; i <= people; i += 3) {
            statements.add("insert into leaflet values (" + i + ", "
                    + SharedType.literal("Dear " + first(i) + " " + last(i) + "!", product) + ", "
                    + SharedType.literal("{\"to\": \"" + email(i) + "\"}", product) + ")");
        }
        return statements;
    }

    /** What the business does between preview and run: it opens what blocks and writes what shows that somebody was here. */
    List<String> meanwhile() {
        List<String> statements = new ArrayList<>();
        linked(table -> table.blocks)
                .forEach(table -> statements.add("update " + table.name + " set open = true where id in (2, 5)"));
        linked(table -> table.dated)
                .forEach(table ->
                        statements.add("update " + table.name + " set happened_on = '2026-11-20' where id in (3, 7)"));
        return statements;
    }

    /** A constraint that one person's treatment breaks. */
    String refusal(int number) {
        return "alter table person add constraint refusal check (first_name <> 'Somebody' or id <> "
                + SharedType.literal(keyType.value(number), Product.POSTGRESQL) + ")";
    }

    String map() {
        List<String> names = new ArrayList<>(List.of("[first_name, last_name]"));
        linked(table -> table.coOwned).forEach(table -> names.add("[" + table.name + ".partner_name]"));
        StringBuilder map = new StringBuilder("""
                palimpsest: 1
                name: random
                title: {en: People}
                jurisdiction: DE
                time-zone: Europe/Berlin
                subject:
                  table: person
                  key: id
                  title: [first_name, last_name]
                  search: [last_name]
                  born-into-system: born
                  inactive-for: P9M
                  identifiers: {name: [%s], email: email, address: [[address.street, address.city]]}
                activity:
                """.formatted(String.join(", ", names)));
        map.append("  own: {table: person, at: born}\n");
        linked(table -> table.dated)
                .forEach(table -> map.append(
                        "  " + table.name + ": {table: " + table.name + ", at: happened_on" + table.via() + "}\n"));
        map.append("blockers:\n  never: {table: person, where: \"born is null\", show: id, message: \"{id}\"}\n");
        linked(table -> table.blocks)
                .forEach(table -> map.append("  " + table.name + ": {table: " + table.name + ", where: \"open\""
                        + table.via() + ", show: id, message: \"{id}\"}\n"));
        map.append("treatment:\n");
        tables.forEach(table -> map.append(table.entry()));
        return map.toString();
    }

    private List<RandomTable> linked(Predicate<RandomTable> which) {
        return tables.stream()
                .filter(table -> table.parent != null && which.test(table))
                .toList();
    }

    // what is there

    /** Everything in the tables of a database. */
    Contents read(TestDatabase database) {
        Map<RandomTable, List<Map<String, String>>> contents = new LinkedHashMap<>();
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            for (RandomTable table : tables) {
                contents.put(table, rows(statement, table, database.product()));
            }
            return new Contents(contents);
        } catch (SQLException e) {
            throw new AssertionError("the test's own SQL failed: " + e.getMessage(), e);
        }
    }

    private static List<Map<String, String>> rows(Statement statement, RandomTable table, Product product)
            throws SQLException {
        List<Map<String, String>> rows = new ArrayList<>();
        String columns = table.columns.stream().map(RandomColumn::name).collect(Collectors.joining(", "));
        try (ResultSet row = statement.executeQuery("select " + columns + " from " + table.name + " order by id")) {
            while (row.next()) {
                Map<String, String> values = new LinkedHashMap<>();
                for (int i = 0; i < table.columns.size(); i++) {
                    RandomColumn column = table.columns.get(i);
                    values.put(column.name(), column.type().read(row, i + 1, product));
                }
                rows.add(values);
            }
        }
        return rows;
    }

    /** The rows of all tables, as they were when they were read. */
    final class Contents {
        private final Map<RandomTable, List<Map<String, String>>> rows;

        private Contents(Map<RandomTable, List<Map<String, String>>> rows) {
            this.rows = rows;
        }

        /** Every row, random values only by their form. */
        List<String> comparable() {
            List<String> lines = new ArrayList<>();
            rows.forEach((table, all) -> all.forEach(row -> lines.add(table.name + " "
                    + table.columns.stream()
                            .map(column -> column.name() + "=" + column.comparable(row.get(column.name())))
                            .toList())));
            return lines;
        }

        /** What must not change: the number of rows, and count and sum of every number kept, over whole tables. */
        List<String> statistics() {
            List<String> statistics = new ArrayList<>();
            rows.forEach((table, all) -> {
                if (!table.deleted) {
                    statistics.add(table.name + " " + all.size());
                    table.columns.stream().filter(RandomColumn::isSummed).forEach(column -> {
                        List<BigDecimal> numbers = all.stream()
                                .map(row -> row.get(column.name()))
                                .filter(value -> value != null)
                                .map(BigDecimal::new)
                                .toList();
                        statistics.add(table.name + "." + column.name() + " " + numbers.size() + " "
                                + numbers.stream().reduce(BigDecimal.ZERO, BigDecimal::add));
                    });
                }
            });
            return statistics;
        }

        /** References that lead nowhere. */
        List<String> dangling() {
            List<String> dangling = new ArrayList<>();
            rows.forEach((table, all) -> {
                if (table.parent != null) {
                    List<String> parents = rows.get(table.parent).stream()
                            .map(row -> row.get("id"))
                            .toList();
                    all.stream()
                            .filter(row -> row.get("parent_id") != null && !parents.contains(row.get("parent_id")))
                            .forEach(row -> dangling.add(table.name + " " + row.get("id")));
                }
            });
            return dangling;
        }

        /** The rows of people without one of these keys, and of nobody, as far as only they stand in them. */
        List<String> ofOthers(List<String> treated) {
            List<String> lines = new ArrayList<>();
            rows.forEach((table, all) -> all.forEach(row -> {
                if (!treated.contains(String.valueOf(ownerOf(table, row))) && table != address) {
                    Map<String, String> own = new LinkedHashMap<>(row);
                    table.columns.stream()
                            .filter(RandomColumn::isSweptAnywhere)
                            .forEach(column -> own.remove(column.name()));
                    own.remove("partner_id");
                    own.remove("partner_name");
                    own.remove("referrer");
                    lines.add(table.name + " " + own);
                }
            }));
            return lines;
        }

        private String ownerOf(RandomTable table, Map<String, String> row) {
            if (table.parent == null) {
                return table == person ? row.get("id") : null;
            }
            return rows.get(table.parent).stream()
                    .filter(above -> above.get("id").equals(row.get("parent_id")))
                    .findFirst()
                    .map(above -> ownerOf(table.parent, above))
                    .orElse(null);
        }

        /** Rows that no law protects in which this person's name or e-mail address can still be read. */
        List<String> mentions(int number) {
            List<String> mentions = new ArrayList<>();
            rows.forEach((table, all) -> {
                if (!table.retained) {
                    all.stream()
                            .filter(row -> row.values().stream()
                                    .anyMatch(value -> value != null
                                            && (value.contains(last(number))
                                                    || value.matches("(?s).*\\b" + email(number) + ".*"))))
                            .forEach(row -> mentions.add(table.name + " " + row));
                }
            });
            return mentions;
        }
    }
}
