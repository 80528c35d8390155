package dev.palimpsest.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * A business nobody thought up: tables one or two references away from their people, with and without foreign keys, columns
 * of any type, a map that decides each of them, and data. The same seed gives the same business.
 */
final class RandomBusiness {
    private static final List<String> FIRST =
            List.of("Anna", "Bertram", "Clara", "Dietmar", "Edda", "Florian", "Greta");
    private static final List<String> LAST = List.of(
            "Achterberg", "Bollmann", "Czerny", "Dombrowski", "Eisenhauer", "Feldkamp", "Grünwald", "Hasselhoff");

    private final Random random;
    private final KeyType keyType;
    private final int people;
    private final List<TableDraft> tables = new ArrayList<>();

    RandomBusiness(long seed) {
        random = new Random(seed);
        keyType = KeyType.values()[random.nextInt(KeyType.values().length)];
        people = 10 + random.nextInt(30);
        TableDraft person = new TableDraft("person", null, Link.CHECKED);
        columns(person);
        tables.add(person);
        int linked = 1 + random.nextInt(4);
        for (int i = 0; i < linked; i++) {
            TableDraft parent = tables.get(random.nextInt(Math.min(tables.size(), 3)));
            if (parent.depth == 2) {
                parent = person;
            }
            TableDraft table = new TableDraft("t" + i, parent, Link.values()[random.nextInt(Link.values().length)]);
            table.dated = random.nextInt(3) == 0;
            table.blocks = random.nextInt(3) == 0;
            columns(table);
            tables.add(table);
        }
        // from the last, so that the rows that refer to deleted ones are deleted, too
        for (TableDraft table : tables.subList(1, tables.size()).reversed()) {
            boolean alone = tables.stream().allMatch(other -> other.parent != table || other.deleted);
            table.deleted = alone && random.nextInt(3) == 0;
        }
    }

    private enum KeyType {
        BIGINT("bigint", "%d"),
        UUID("uuid", "'00000000-0000-4000-8000-%012d'"),
        TEXT("varchar(20)", "'K-%05d'");

        private final String type;
        private final String literal;

        KeyType(String type, String literal) {
            this.type = type;
            this.literal = literal;
        }

        String literal(int number) {
            return String.format(literal, number);
        }
    }

    /** How a table refers to its parent. */
    private enum Link {
        CHECKED(" references %s"),
        CHECKED_AND_CASCADING(" references %s on delete cascade"),
        CHECKED_AT_COMMIT(" references %s deferrable initially deferred"),
        UNCHECKED("");

        private final String clause;

        Link(String clause) {
            this.clause = clause;
        }
    }

    /** What a column may be: its type, how values are made, and the treatments it can bear. */
    private enum Kind {
        TEXT(
                "text",
                false,
                "erase",
                "redact",
                "{redact: anywhere}",
                "{replace: removed}",
                "{generalise: prefix, keep: 0}"),
        REQUIRED_TEXT("text not null", false, "redact", "{replace: removed}", "random"),
        UNIQUE_TEXT("varchar(40) not null unique", false, "random", "{random: text, prefix: 'R-'}"),
        JSON("jsonb", false, "erase", "redact"),
        NUMBER("numeric(10,2)", true, "keep", "erase", "{generalise: band, width: 10}"),
        WHOLE("integer not null", true, "keep", "{generalise: band, width: 7}"),
        FRACTION("double precision", true, "keep", "erase"),
        DAY("date", false, "keep", "erase", "{generalise: year, step: 5}", "{generalise: month}"),
        REQUIRED_MOMENT("timestamptz not null", false, "keep", "{generalise: week}", "{generalise: month}"),
        YES_OR_NO("boolean", false, "keep", "erase");

        private final String type;
        private final boolean summed;
        private final List<String> treatments;

        Kind(String type, boolean summed, String... treatments) {
            this.type = type;
            this.summed = summed;
            this.treatments = List.of(treatments);
        }
    }

    private record ColumnDraft(String name, Kind kind, String treatment) {
        boolean isRandom() {
            return treatment.contains("random");
        }
    }

    private static final class TableDraft {
        private final String name;
        private final TableDraft parent;
        private final Link link;
        private final int depth;
        private final List<ColumnDraft> columns = new ArrayList<>();
        private boolean dated;
        private boolean blocks;
        private boolean deleted;

        TableDraft(String name, TableDraft parent, Link link) {
            this.name = name;
            this.parent = parent;
            this.link = link;
            this.depth = parent == null ? 0 : parent.depth + 1;
        }

        boolean isPerson() {
            return parent == null;
        }
    }

    private void columns(TableDraft table) {
        int count = 1 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
            String treatment = kind.treatments.get(random.nextInt(kind.treatments.size()));
            table.columns.add(new ColumnDraft("c" + i, kind, treatment));
        }
    }

    /** Statements that make and fill the tables. */
    List<String> statements() {
        List<String> statements = new ArrayList<>();
        for (TableDraft table : tables) {
            List<String> parts = new ArrayList<>();
            parts.add("id " + (table.isPerson() ? keyType.type : "bigint") + " primary key");
            if (table.isPerson()) {
                parts.addAll(List.of(
                        "first_name text not null", "last_name text not null", "email text", "born date not null"));
            } else {
                parts.add("parent_id " + (table.parent.isPerson() ? keyType.type : "bigint")
                        + String.format(table.link.clause, table.parent.name));
            }
            if (table.dated) {
                parts.add("happened_on date");
            }
            if (table.blocks) {
                parts.add("open boolean not null");
            }
            table.columns.forEach(column -> parts.add(column.name + " " + column.kind.type));
            statements.add("create table " + table.name + " (" + String.join(", ", parts) + ")");
            if (!table.isPerson() && random.nextBoolean()) {
                statements.add("create index on " + table.name + " (parent_id)");
            }
        }
        fill(statements);
        return statements;
    }

    private void fill(List<String> statements) {
        List<Integer> owners = new ArrayList<>();
        for (int i = 1; i <= people; i++) {
            owners.add(i);
            List<String> values = new ArrayList<>(List.of(
                    keyType.literal(i),
                    text(first(i)),
                    text(last(i)),
                    random.nextInt(5) == 0 ? "null" : text(email(i)),
                    random.nextInt(4) == 0 ? "date '2026-10-10'" : "date '2019-05-05'"));
            tables.getFirst().columns.forEach(column -> values.add(value(column.kind, owners.size())));
            statements.add("insert into person values (" + String.join(", ", values) + ")");
        }
        List<List<Integer>> ownersOf = new ArrayList<>(List.of(owners));
        for (TableDraft table : tables.subList(1, tables.size())) {
            List<Integer> above = ownersOf.get(tables.indexOf(table.parent));
            List<Integer> mine = new ArrayList<>();
            int rows = random.nextInt(3 * people);
            for (int i = 0; i < rows && !above.isEmpty(); i++) {
                int parent = random.nextInt(above.size());
                int owner = above.get(parent);
                boolean orphan = random.nextInt(10) == 0;
                mine.add(orphan ? 0 : owner);
                List<String> values = new ArrayList<>();
                values.add(Integer.toString(mine.size()));
                values.add(
                        orphan
                                ? nobody(table)
                                : table.parent.isPerson() ? keyType.literal(owner) : Integer.toString(parent + 1));
                if (table.dated) {
                    values.add(random.nextInt(6) == 0 ? "date '2026-09-09'" : "date '2020-02-02'");
                }
                if (table.blocks) {
                    values.add(Boolean.toString(random.nextInt(8) == 0));
                }
                table.columns.forEach(column -> values.add(value(column.kind, orphan ? 0 : owner)));
                statements.add("insert into " + table.name + " values (" + String.join(", ", values) + ")");
            }
            ownersOf.add(mine);
        }
    }

    /** Where nobody checks, some rows refer to somebody who never was. */
    private String nobody(TableDraft table) {
        if (table.link != Link.UNCHECKED) {
            return "null";
        }
        return table.parent.isPerson() ? keyType.literal(99_999) : "99999";
    }

    private static String first(int person) {
        return FIRST.get(person % FIRST.size());
    }

    /** A word of letters for everybody, so that nobody shares it. */
    private static String last(int person) {
        return LAST.get(person % LAST.size()) + "qz" + (char) ('a' + person / 26) + (char) ('a' + person % 26);
    }

    private static String email(int person) {
        return "p" + person + "@mail.example";
    }

    private static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    private String value(Kind kind, int owner) {
        boolean none = random.nextInt(6) == 0;
        String about = owner == 0
                ? "nobody in particular"
                : random.nextInt(3) == 0
                        ? "write to " + email(owner)
                        : "spoke with " + first(owner) + " " + last(owner);
        return switch (kind) {
            case TEXT -> none ? "null" : text(about);
            case REQUIRED_TEXT -> text(about);
            case UNIQUE_TEXT -> text("U" + random.nextLong(1_000_000_000_000L, 9_000_000_000_000L));
            case JSON -> none ? "null" : text("{\"about\": \"" + about + "\", \"n\": [1, 2.50]}");
            case NUMBER -> none ? "null" : random.nextInt(-5_000, 5_000) / 100.0 + "";
            case WHOLE -> random.nextInt(-100, 100) + "";
            case FRACTION -> none ? "null" : random.nextGaussian() * 1e6 + "";
            case DAY -> none ? "null" : text(java.time.LocalDate.of(1950, 1, 1).plusDays(random.nextInt(25_000)) + "");
            case REQUIRED_MOMENT ->
                text(java.time.Instant.ofEpochSecond(1_500_000_000L + random.nextInt(100_000_000)) + "");
            case YES_OR_NO -> none ? "null" : Boolean.toString(random.nextBoolean());
        };
    }

    String map() {
        StringBuilder map = new StringBuilder("""
                palimpsest: 1
                name: random
                title: {en: People}
                jurisdiction: DE
                time-zone: Europe/Berlin
                schema: public
                subject:
                  table: person
                  key: id
                  title: [first_name, last_name]
                  search: [last_name]
                  born-into-system: born
                  inactive-for: P9M
                  identifiers: {name: [first_name, last_name], email: email}
                activity:
                """);
        map.append("  own: {table: person, at: born}\n");
        linked(table -> table.dated)
                .forEach(table -> map.append(
                        "  " + table.name + ": {table: " + table.name + ", at: happened_on" + via(table) + "}\n"));
        map.append("blockers:\n  never: {table: person, where: \"born is null\", show: id, message: \"{id}\"}\n");
        linked(table -> table.blocks)
                .forEach(table -> map.append("  " + table.name + ": {table: " + table.name + ", where: \"open\""
                        + via(table) + ", show: id, message: \"{id}\"}\n"));
        map.append("treatment:\n");
        for (TableDraft table : tables) {
            if (table.deleted) {
                map.append("  " + table.name + ": {delete: rows" + via(table) + "}\n");
                continue;
            }
            map.append("  " + table.name + ":\n");
            map.append(
                    table.isPerson()
                            ? "    first_name: {replace: Somebody}\n    last_name: random\n    email: erase\n    keep: [born]\n"
                            : "    keep: all\n"
                                    + (via(table).isEmpty()
                                            ? ""
                                            : "    " + via(table).substring(2) + "\n"));
            table.columns.forEach(column -> map.append("    " + column.name + ": " + column.treatment + "\n"));
        }
        return map.toString();
    }

    private List<TableDraft> linked(java.util.function.Predicate<TableDraft> which) {
        return tables.stream()
                .filter(table -> !table.isPerson() && which.test(table))
                .toList();
    }

    /** The way has to be written as soon as one reference on it has no foreign key. */
    private static String via(TableDraft table) {
        List<String> hops = new ArrayList<>();
        boolean unchecked = false;
        for (TableDraft at = table; at.parent != null; at = at.parent) {
            unchecked |= at.link == Link.UNCHECKED;
            hops.add("\"parent_id -> " + at.parent.name + ".id\"");
        }
        return unchecked ? ", via: [" + String.join(", ", hops) + "]" : "";
    }

    /** Queries that give every table's rows with fixed order; random values only by their form. */
    List<String> dump() {
        return tables.stream()
                .map(table -> "select " + selected(table) + " from " + table.name + " order by id")
                .toList();
    }

    private static String selected(TableDraft table) {
        List<String> columns = new ArrayList<>(List.of("id"));
        if (table.isPerson()) {
            columns.addAll(List.of("first_name", "length(last_name)", "email", "born"));
        } else {
            columns.add("parent_id");
        }
        table.columns.forEach(
                column -> columns.add(column.isRandom() ? "length(cast(" + column.name + " as text))" : column.name));
        return String.join(", ", columns);
    }

    /** Queries of what must not change: rows, and sums of what is kept, over whole tables. */
    List<String> statistics() {
        List<String> queries = new ArrayList<>();
        for (TableDraft table : tables) {
            if (table.deleted) {
                continue;
            }
            String sums = table.columns.stream()
                    .filter(column -> column.kind.summed && column.treatment.equals("keep"))
                    .map(column -> ", count(" + column.name + "), sum(cast(" + column.name + " as numeric))")
                    .collect(Collectors.joining());
            queries.add(
                    "select count(*)" + (table.isPerson() ? "" : ", count(parent_id)") + sums + " from " + table.name);
        }
        return queries;
    }

    /** Queries that count references that lead nowhere. */
    List<String> dangling() {
        return tables.stream()
                .filter(table -> !table.isPerson())
                .map(table -> "select count(*) from " + table.name + " c where parent_id is not null and not exists"
                        + " (select 1 from " + table.parent.name + " p where p.id = c.parent_id)")
                .toList();
    }

    /** Queries that give the rows of people with these keys, or of nobody, each row as one text. */
    List<String> rowsOfOthers(List<String> treated) {
        String keys = treated.stream().map(RandomBusiness::text).collect(Collectors.joining(", ", "(", ")"));
        List<String> queries = new ArrayList<>();
        for (TableDraft table : tables) {
            StringBuilder from = new StringBuilder("select cast(t0 as text) from " + table.name + " t0");
            int depth = 0;
            for (TableDraft at = table; at.parent != null; at = at.parent) {
                from.append(" left join " + at.parent.name + " t" + (depth + 1) + " on t" + (depth + 1) + ".id = t"
                        + depth + ".parent_id");
                depth++;
            }
            queries.add(from + " where t" + depth + ".id is null or cast(t" + depth + ".id as text) not in " + keys
                    + " order by t0.id");
        }
        return queries;
    }

    /** Queries that count rows in which this person's name or e-mail address can still be read. */
    List<String> mentions(int person) {
        return tables.stream()
                .map(table -> "select count(*) from " + table.name + " t where cast(t as text) like '%" + last(person)
                        + "%' or cast(t as text) like '%" + email(person) + "%'")
                .toList();
    }

    /** The number of the person with this key. */
    static int number(String key) {
        return Integer.parseInt(key.substring(Math.max(0, key.length() - 5)).replaceAll("\\D", ""));
    }
}
