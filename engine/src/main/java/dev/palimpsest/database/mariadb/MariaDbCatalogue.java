package dev.palimpsest.database.mariadb;

import static dev.palimpsest.database.CatalogueRows.first;
import static dev.palimpsest.database.CatalogueRows.forEach;

import dev.palimpsest.database.Catalogue;
import dev.palimpsest.database.Column;
import dev.palimpsest.database.ForeignKey;
import dev.palimpsest.database.ForeignKey.DeleteRule;
import dev.palimpsest.database.Location;
import dev.palimpsest.database.Rights;
import dev.palimpsest.database.Schema;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.Table.Hazard;
import dev.palimpsest.database.Table.Kind;
import dev.palimpsest.database.Table.Trigger;
import dev.palimpsest.database.TableDraft;
import dev.palimpsest.database.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * MariaDB and MySQL: ten set-based statements on {@code information_schema}, whatever the number of tables, each of them
 * bound to the connection's own database, so that the server need not open the others' tables. Tables for which the user
 * has no right at all are invisible there; {@link MariaDbRights} asks for what makes everything visible.
 */
public final class MariaDbCatalogue implements Catalogue {
    /** Sequences, temporary tables and the system's views are no tables of the business. */
    private static final String TABLES = """
            select table_schema, table_name, table_type, engine
            from information_schema.tables
            where table_schema = ? and table_type in ('BASE TABLE', 'SYSTEM VERSIONED', 'VIEW')
            order by table_name
            """;

    private static final String TRANSACTIONAL_ENGINES = """
            select engine from information_schema.engines where transactions = 'YES'
            """;

    private static final String CHARACTER_SETS = """
            select character_set_name, maxlen from information_schema.character_sets
            """;

    private static final String COLUMNS = """
            select table_schema, table_name, column_name, data_type, column_type, character_maximum_length,
                numeric_precision, numeric_scale, character_set_name, collation_name, is_nullable, column_default, extra,
                generation_expression
            from information_schema.columns
            where table_schema = ?
            order by table_name, ordinal_position
            """;

    /** MariaDB only: MySQL has a type for it. */
    private static final String CHECKS = """
            select constraint_schema, table_name, check_clause
            from information_schema.check_constraints
            where constraint_schema = ? and check_clause like 'json@_valid(%' escape '@'
            """;

    private static final String INDEXES = """
            select table_schema, table_name, index_name, non_unique, column_name, sub_part, index_type, %s
            from information_schema.statistics
            where table_schema = ?
            order by table_name, index_name, seq_in_index
            """;

    private static final String REFERENCES = """
            select table_schema, table_name, constraint_name, column_name, referenced_table_schema,
                referenced_table_name, referenced_column_name
            from information_schema.key_column_usage
            where table_schema = ? and referenced_table_name is not null
            order by table_name, constraint_name, ordinal_position
            """;

    private static final String DELETE_RULES = """
            select constraint_schema, table_name, constraint_name, delete_rule
            from information_schema.referential_constraints
            where constraint_schema = ?
            """;

    private static final String TRIGGERS = """
            select event_object_schema, event_object_table, trigger_name, action_timing, event_manipulation,
                action_statement
            from information_schema.triggers
            where trigger_schema = ?
            order by event_object_table, trigger_name
            """;

    /** Engines whose rows lie in another system. */
    private static final Set<String> FOREIGN_ENGINES = Set.of("CONNECT", "FEDERATED", "OQGRAPH", "SPIDER");

    private final MariaDbVersion version;

    MariaDbCatalogue(MariaDbVersion version) {
        this.version = version;
    }

    @Override
    public Schema schema(Connection connection) throws SQLException {
        String database = database(connection);
        Map<TableName, TableDraft> drafts = tables(connection, database);
        columns(connection, database, drafts);
        indexes(connection, database, drafts);
        references(connection, database, drafts);
        triggers(connection, database, drafts);
        return new Schema(
                version.toString(),
                database,
                true,
                drafts.values().stream().map(TableDraft::table).toList());
    }

    /** The connection's own database; every table read is in it. */
    static String database(Connection connection) throws SQLException {
        String database = first(connection, "select database()");
        if (database == null) {
            // what the server itself says to a name without a database
            throw new SQLException("no database selected", "3D000", 1046);
        }
        return database;
    }

    private static Map<TableName, TableDraft> tables(Connection connection, String database) throws SQLException {
        Set<String> transactional = new HashSet<>();
        forEach(connection, Sql.of(TRANSACTIONAL_ENGINES), row -> transactional.add(upper(row.getString(1))));
        Map<TableName, TableDraft> drafts = new LinkedHashMap<>();
        forEach(connection, Sql.of(TABLES, database), row -> {
            TableName name = name(row);
            // names of databases are compared without case there
            if (!name.schema().equals(database) || name.name().startsWith("palimpsest_")) {
                return;
            }
            String type = row.getString(3);
            String engine = upper(row.getString(4));
            TableDraft table = new TableDraft(name, kind(type, engine), false);
            if (!type.equals("VIEW") && !transactional.contains(engine)) {
                table.hazards.add(Hazard.NO_TRANSACTIONS);
            }
            if (type.equals("SYSTEM VERSIONED")) {
                table.hazards.add(Hazard.HISTORY);
            }
            drafts.put(name, table);
        });
        return drafts;
    }

    private static TableName name(ResultSet row) throws SQLException {
        return new TableName(row.getString(1), row.getString(2));
    }

    private static String upper(@Nullable String engine) {
        return engine == null ? "" : engine.toUpperCase(Locale.ROOT);
    }

    private static Kind kind(String type, String engine) {
        if (type.equals("VIEW")) {
            return Kind.VIEW;
        }
        return FOREIGN_ENGINES.contains(engine) ? Kind.FOREIGN : Kind.TABLE;
    }

    private void columns(Connection connection, String database, Map<TableName, TableDraft> drafts)
            throws SQLException {
        Map<String, Integer> characterBytes = new HashMap<>();
        forEach(connection, Sql.of(CHARACTER_SETS), row -> characterBytes.put(row.getString(1), row.getInt(2)));
        Map<TableName, List<String>> checks = new HashMap<>();
        if (!version.isMySql()) {
            forEach(
                    connection,
                    Sql.of(CHECKS, database),
                    row -> checks.computeIfAbsent(name(row), table -> new ArrayList<>())
                            .add(row.getString(3)));
        }
        forEach(connection, Sql.of(COLUMNS, database), row -> {
            TableDraft table = drafts.get(name(row));
            if (table != null) {
                String column = row.getString(3);
                boolean json =
                        checks.getOrDefault(table.name, List.of()).stream().anyMatch(check -> isJson(column, check));
                String characterSet = row.getString(9);
                MariaDbType type = new MariaDbType(
                        row.getString(4),
                        row.getString(5),
                        row.getObject(6) == null ? null : row.getLong(6),
                        row.getObject(7) == null ? null : row.getInt(7),
                        row.getObject(8) == null ? null : row.getInt(8),
                        characterSet,
                        row.getString(10),
                        characterSet == null ? 0 : characterBytes.getOrDefault(characterSet, 1),
                        json);
                table.columns.add(column(row, table.columns.size() + 1, type));
            }
        });
    }

    /** Whether the constraint, or a part of it that always holds, is the one that MariaDB gives to the type json. */
    private static boolean isJson(String column, String check) {
        String valid = "json_valid(`" + column.replace("`", "``") + "`)";
        return check.equals(valid) || check.startsWith(valid + " and ") && !check.contains(" or ");
    }

    private Column column(ResultSet row, int position, MariaDbType type) throws SQLException {
        String defaultValue = row.getString(12);
        String extra = row.getString(13).toLowerCase(Locale.ROOT);
        String expression = row.getString(14);
        boolean generated = expression != null && !expression.isEmpty();
        // a default of NULL is none; MariaDB writes it out, in MySQL it could only be the text
        boolean hasDefault = defaultValue != null && (version.isMySql() || !defaultValue.equals("NULL"));
        return new Column(
                row.getString(3),
                position,
                type.typeName(),
                type.family(),
                row.getString(11).equals("YES"),
                type.bound(),
                type.digitsBehindThePoint(),
                hasDefault && !generated,
                generated,
                extra.contains("auto_increment"),
                extra.contains("on update"),
                type.limitingCharacterSet());
    }

    /** An index while its columns are gathered. */
    private static final class Index {
        private final TableDraft table;
        private final String name;
        private final boolean unique;
        private final boolean usable;
        private final List<String> columns = new ArrayList<>();
        private boolean whole = true;

        private Index(TableDraft table, ResultSet row) throws SQLException {
            this.table = table;
            this.name = row.getString(3);
            this.unique = row.getInt(4) == 0;
            this.usable = row.getString(7).equals("BTREE") && !row.getBoolean(8);
        }

        /** What comes behind an expression or the beginning of a text finds nothing in order any more. */
        private void add(ResultSet row) throws SQLException {
            String column = row.getString(5);
            boolean beginning = row.getObject(6) != null;
            if (whole && column != null) {
                columns.add(column);
            }
            whole &= column != null && !beginning;
        }

        private void finish() {
            if (name.equals("PRIMARY")) {
                table.primaryKey.addAll(columns);
            } else if (unique && whole) {
                table.addUnique(List.copyOf(columns));
            }
            if (usable && !columns.isEmpty()) {
                table.indexes.put(name, List.copyOf(columns));
            }
        }
    }

    private void indexes(Connection connection, String database, Map<TableName, TableDraft> drafts)
            throws SQLException {
        String hidden = version.isMySql() ? "is_visible = 'NO'" : "ignored = 'YES'";
        Map<TableName, Map<String, Index>> found = new LinkedHashMap<>();
        forEach(connection, Sql.of(INDEXES.formatted(hidden), database), row -> {
            TableDraft table = drafts.get(name(row));
            if (table != null) {
                Map<String, Index> indexes = found.computeIfAbsent(table.name, name -> new LinkedHashMap<>());
                Index index = indexes.get(row.getString(3));
                if (index == null) {
                    index = new Index(table, row);
                    indexes.put(index.name, index);
                }
                index.add(row);
            }
        });
        found.values().forEach(indexes -> {
            // first the primary key, so that no unique key repeats it
            indexes.values().stream()
                    .filter(index -> index.name.equals("PRIMARY"))
                    .forEach(Index::finish);
            indexes.values().stream()
                    .filter(index -> !index.name.equals("PRIMARY"))
                    .forEach(Index::finish);
        });
    }

    /** The name of a constraint of one table. */
    private record ConstraintName(TableName table, String name) {}

    private static void references(Connection connection, String database, Map<TableName, TableDraft> drafts)
            throws SQLException {
        Map<ConstraintName, DeleteRule> rules = new HashMap<>();
        forEach(
                connection,
                Sql.of(DELETE_RULES, database),
                row -> rules.put(new ConstraintName(name(row), row.getString(3)), deleteRule(row.getString(4))));
        Map<ConstraintName, Reference> found = new LinkedHashMap<>();
        forEach(connection, Sql.of(REFERENCES, database), row -> {
            TableDraft from = drafts.get(name(row));
            TableDraft to = drafts.get(new TableName(row.getString(5), row.getString(6)));
            if (from != null && to != null) {
                Reference reference = found.computeIfAbsent(
                        new ConstraintName(from.name, row.getString(3)), name -> new Reference(from, to));
                reference.columns.add(row.getString(4));
                reference.toColumns.add(row.getString(7));
            }
        });
        // whoever may only read is not told the rule: then the one that reaches furthest counts
        found.forEach((name, reference) -> reference.from.foreignKeys.add(
                reference.key(name.name(), rules.getOrDefault(name, DeleteRule.CASCADE))));
    }

    /** A foreign key while its columns are gathered. */
    private static final class Reference {
        private final TableDraft from;
        private final TableDraft to;
        private final List<String> columns = new ArrayList<>();
        private final List<String> toColumns = new ArrayList<>();

        private Reference(TableDraft from, TableDraft to) {
            this.from = from;
            this.to = to;
        }

        private ForeignKey key(String name, DeleteRule onDelete) {
            return new ForeignKey(
                    name, from.name, List.copyOf(columns), to.name, List.copyOf(toColumns), onDelete, false);
        }
    }

    private static DeleteRule deleteRule(String rule) {
        return switch (rule) {
            case "CASCADE" -> DeleteRule.CASCADE;
            case "SET NULL" -> DeleteRule.SET_NULL;
            case "SET DEFAULT" -> DeleteRule.SET_DEFAULT;
            default -> DeleteRule.RESTRICT;
        };
    }

    private static void triggers(Connection connection, String database, Map<TableName, TableDraft> drafts)
            throws SQLException {
        forEach(connection, Sql.of(TRIGGERS, database), row -> {
            TableDraft table = drafts.get(name(row));
            if (table != null) {
                String body = row.getString(6);
                table.triggers.add(new Trigger(
                        row.getString(3), row.getString(4) + " " + row.getString(5), body == null ? "" : body));
            }
        });
    }

    @Override
    public Rights rights(Connection connection, Rights.Needed needed) throws SQLException {
        return new MariaDbRights(connection, database(connection)).of(needed);
    }

    @Override
    public Location location(Connection connection, String schema) throws SQLException {
        return MariaDbLocation.read(connection, schema);
    }
}
