package dev.palimpsest.run;

import dev.palimpsest.TestDatabase.Product;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A table of a {@link RandomBusiness}: its columns and rows, its place among the others, and what the map says of it. */
final class RandomTable {
    final String name;
    /** The table its rows belong to; null for the people, for what people refer to, and for what nobody maps. */
    final RandomTable parent;

    final Link link;
    final List<RandomColumn> columns = new ArrayList<>();
    final List<Map<String, Object>> rows = new ArrayList<>();
    /** Whom each row belongs to, by number; 0 for nobody. */
    final List<Integer> owners = new ArrayList<>();

    Key key = Key.ONE_COLUMN;
    boolean dated;
    boolean blocks;
    boolean deleted;
    boolean retained;
    boolean coOwned;

    RandomTable(String name, RandomTable parent, Link link) {
        this.name = name;
        this.parent = parent;
        this.link = link;
    }

    /** How a table refers to its parent. */
    enum Link {
        CHECKED("", ""),
        CHECKED_AND_CASCADING(" on delete cascade", " on delete cascade"),
        CHECKED_AT_COMMIT(" deferrable initially deferred", ""),
        UNCHECKED(null, null);

        private final String postgresql;
        private final String mariadb;

        Link(String postgresql, String mariadb) {
            this.postgresql = postgresql;
            this.mariadb = mariadb;
        }

        String clause(String column, String table, Product product) {
            return this == UNCHECKED
                    ? ""
                    : ", foreign key (" + column + ") references " + table + " (id)"
                            + (product == Product.POSTGRESQL ? postgresql : mariadb);
        }
    }

    /** What identifies a row; {@code id} is always unique, except where there is no key at all. */
    enum Key {
        ONE_COLUMN(", primary key (id)"),
        ANOTHER_COLUMN(", unique (id), primary key (row_no)"),
        TWO_COLUMNS(", unique (id), primary key (part, id)"),
        NONE("");

        private final String clause;

        Key(String clause) {
            this.clause = clause;
        }
    }

    boolean isPerson() {
        return name.equals("person");
    }

    int depth() {
        return parent == null ? 0 : parent.depth() + 1;
    }

    String definition(Product product) {
        String all = columns.stream().map(column -> column.definition(product)).collect(Collectors.joining(", "));
        StringBuilder sql = new StringBuilder("create table " + name + " (" + all + key.clause);
        if (parent != null) {
            sql.append(link.clause("parent_id", parent.name, product));
        }
        if (coOwned) {
            sql.append(link.clause("partner_id", "person", product).replace(" on delete cascade", ""));
        }
        if (isPerson()) {
            sql.append(", foreign key (referrer) references person (id)")
                    .append(", foreign key (address_id) references address (id)");
        }
        return sql.append(")")
                .append(product == Product.MARIADB ? " collate utf8mb4_bin" : "")
                .toString();
    }

    List<String> inserts(Product product) {
        return rows.stream()
                .map(row -> "insert into " + name + " (" + String.join(", ", row.keySet()) + ") values ("
                        + row.values().stream()
                                .map(value -> SharedType.literal(value, product))
                                .collect(Collectors.joining(", "))
                        + ")")
                .toList();
    }

    /** The way has to be written as soon as one reference on it has no foreign key. */
    String via() {
        List<String> hops = new ArrayList<>();
        boolean unchecked = false;
        for (RandomTable at = this; at.parent != null; at = at.parent) {
            unchecked |= at.link == Link.UNCHECKED;
            hops.add("\"parent_id -> " + at.parent.name + ".id\"");
        }
        return unchecked ? ", via: [" + String.join(", ", hops) + "]" : "";
    }

    /** What the map says of it, under {@code treatment}. */
    String entry() {
        if (deleted) {
            return "  " + name + ": {delete: rows" + via()
                    + columns.stream()
                            .filter(RandomColumn::isSweptAnywhere)
                            .map(column -> ", " + column.name() + ": " + column.treatment())
                            .collect(Collectors.joining())
                    + "}\n";
        }
        StringBuilder entry = new StringBuilder("  " + name + ":\n    keep: all\n");
        if (name.equals("address")) {
            entry.append("    via: \"id -> person.address_id\"\n");
        } else if (!via().isEmpty()) {
            entry.append("    ").append(via().substring(2)).append('\n');
        }
        if (retained) {
            entry.append("    retain: {class: invoice, starts: starts_on}\n");
        }
        if (coOwned) {
            entry.append("    co-owners: {partner_id: {partner_id: erase, partner_name: erase}}\n");
        }
        if (isPerson()
                && columns.stream()
                        .anyMatch(column -> column.name().equals("referrer")
                                && column.treatment().isEmpty())) {
            entry.append("    co-owners: {referrer: {referrer: erase}}\n");
        }
        columns.stream()
                .filter(column -> !column.treatment().isEmpty())
                .forEach(column -> entry.append("    " + column.name() + ": " + column.treatment() + "\n"));
        return entry.toString();
    }
}
