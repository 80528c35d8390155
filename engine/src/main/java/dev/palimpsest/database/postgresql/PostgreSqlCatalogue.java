package dev.palimpsest.database.postgresql;

import static dev.palimpsest.database.CatalogueRows.first;
import static dev.palimpsest.database.CatalogueRows.forEach;

import dev.palimpsest.database.Catalogue;
import dev.palimpsest.database.Column;
import dev.palimpsest.database.ColumnFamily;
import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.ForeignKey;
import dev.palimpsest.database.ForeignKey.DeleteRule;
import dev.palimpsest.database.Location;
import dev.palimpsest.database.Rights;
import dev.palimpsest.database.Rights.Privilege;
import dev.palimpsest.database.Schema;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.Table.Kind;
import dev.palimpsest.database.Table.Trigger;
import dev.palimpsest.database.TableDraft;
import dev.palimpsest.database.TableName;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** PostgreSQL 13 to 18: eight set-based statements, whatever the number of tables. */
final class PostgreSqlCatalogue implements Catalogue {

    /** Relations of the business: not the system's, not a session's, not Palimpsest's. */
    private static final String RELATIONS = """
            with palimpsest_relation as (
                select c.oid, n.nspname, c.relname, c.relkind, c.relispartition
                from pg_catalog.pg_class c
                join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                where (c.relkind in ('r', 'p', 'v', 'f') or c.relkind = 'm' and c.relispopulated)
                and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
                and n.nspname !~ '^pg_(toast_)?temp_'
                and left(c.relname, 11) <> 'palimpsest_')
            """;

    private static final String TABLES = RELATIONS + """
            select oid, nspname, relname, relkind, relispartition, pg_catalog.row_security_active(oid)
            from palimpsest_relation
            """;

    private static final String TYPES = """
            select t.oid, n.nspname, t.typname, t.typtype, t.typcategory, t.typbasetype, t.typtypmod, t.typnotnull,
                t.typdefault is not null, t.typelem
            from pg_catalog.pg_type t
            join pg_catalog.pg_namespace n on n.oid = t.typnamespace
            where t.typtype <> 'c'
            """;

    private static final String COLUMNS = RELATIONS + """
            select a.attrelid, a.attname, a.attnum, a.atttypid, a.atttypmod,
                pg_catalog.format_type(a.atttypid, a.atttypmod), a.attnotnull, a.atthasdef,
                a.attgenerated <> '', a.attidentity <> '',
                coalesce(pg_catalog.pg_get_expr(d.adbin, d.adrelid) like 'nextval(%', false)
            from palimpsest_relation r
            join pg_catalog.pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
            left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
            order by a.attrelid, a.attnum
            """;

    /**
     * A key that a partition has from its parent, on either side, is the parent's. One that is not enforced (since version
     * 18) locks nothing, like one that is not checked yet.
     */
    private static final String CONSTRAINTS = RELATIONS + """
            select k.conrelid, k.conname, k.contype, k.conkey, k.confrelid, k.confkey, k.confdeltype,
                k.condeferrable or not coalesce(cast(to_jsonb(k) ->> 'conenforced' as boolean), true)
            from palimpsest_relation r
            join pg_catalog.pg_constraint k on k.conrelid = r.oid
            where k.contype in ('p', 'u') or k.contype = 'f' and k.conparentid = 0
            order by k.conrelid, k.conname
            """;

    private static final String INDEXES = RELATIONS + """
            select i.indrelid, i.indkey::int2[], i.indnkeyatts, i.indisunique and i.indimmediate, a.amname = 'btree',
                x.relname
            from palimpsest_relation r
            join pg_catalog.pg_index i on i.indrelid = r.oid
            join pg_catalog.pg_class x on x.oid = i.indexrelid
            join pg_catalog.pg_am a on a.oid = x.relam
            where i.indisvalid and i.indisready and i.indpred is null and i.indexprs is null
            order by i.indrelid, x.relname
            """;

    /** Bits of {@code tgtype}: PostgreSQL, src/include/catalog/pg_trigger.h. */
    private static final String TRIGGERS = RELATIONS + """
            select t.tgrelid, t.tgname,
                case when t.tgtype & 2 <> 0 then 'BEFORE ' when t.tgtype & 64 <> 0 then 'INSTEAD OF ' else 'AFTER ' end
                || array_to_string(array_remove(array[
                    case when t.tgtype & 4 <> 0 then 'INSERT' end,
                    case when t.tgtype & 16 <> 0 then 'UPDATE' end,
                    case when t.tgtype & 8 <> 0 then 'DELETE' end,
                    case when t.tgtype & 32 <> 0 then 'TRUNCATE' end], null), ' OR '),
                f.prosrc
            from palimpsest_relation r
            join pg_catalog.pg_trigger t on t.tgrelid = r.oid
            join pg_catalog.pg_proc f on f.oid = t.tgfoid
            where not t.tgisinternal and t.tgenabled in ('O', 'A')
            union all
            select w.ev_class, w.rulename,
                'RULE ON ' || case w.ev_type when '2' then 'UPDATE' when '3' then 'INSERT' else 'DELETE' end,
                pg_catalog.pg_get_ruledef(w.oid)
            from palimpsest_relation r
            join pg_catalog.pg_rewrite w on w.ev_class = r.oid
            where w.ev_type in ('2', '3', '4') and w.ev_enabled in ('O', 'A')
            order by 1, 2
            """;

    private static final String PARTITIONS = RELATIONS + """
            select h.inhparent, h.inhrelid
            from palimpsest_relation p
            join pg_catalog.pg_inherits h on h.inhparent = p.oid
            where p.relkind = 'p'
            """;

    private static final String TABLE_RIGHTS = """
            select w.nspname, w.relname, w.privilege, pg_catalog.has_schema_privilege(n.oid, 'USAGE'),
                pg_catalog.has_table_privilege(c.oid, w.privilege)
            from unnest(?::text[], ?::text[], ?::text[]) as w(nspname, relname, privilege)
            join pg_catalog.pg_namespace n on n.nspname = w.nspname
            join pg_catalog.pg_class c on c.relnamespace = n.oid and c.relname = w.relname
            order by 1, 2, 3
            """;

    private static final String OWN_RIGHTS = """
            select current_user, current_database(),
                pg_catalog.has_database_privilege(current_database(), 'TEMP'),
                (select pg_catalog.has_schema_privilege(oid, 'CREATE') and pg_catalog.has_schema_privilege(oid, 'USAGE')
                    from pg_catalog.pg_namespace where nspname = ?)
            """;

    private final Dialect names = new PostgreSqlDialect();

    /** The name of a database that only claims to be PostgreSQL; empty for PostgreSQL itself. */
    String descendant(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select version()")) {
            row.next();
            String version = row.getString(1);
            return List.of("CockroachDB", "Redshift", "YugabyteDB", "-YB-", "Greenplum", "Materialize").stream()
                    .filter(version::contains)
                    .findFirst()
                    .map(name -> name.equals("-YB-") ? "YugabyteDB" : name)
                    .orElse("");
        }
    }

    @Override
    public Schema schema(Connection connection) throws SQLException {
        Map<Long, Draft> drafts = tables(connection);
        columns(connection, drafts);
        constraints(connection, drafts);
        indexes(connection, drafts);
        forEach(connection, Sql.of(TRIGGERS), row -> {
            Draft table = drafts.get(row.getLong(1));
            if (table != null) {
                table.triggers.add(new Trigger(row.getString(2), row.getString(3), row.getString(4)));
            }
        });
        Map<Long, List<Long>> children = new HashMap<>();
        forEach(
                connection,
                Sql.of(PARTITIONS),
                row -> children.computeIfAbsent(row.getLong(1), parent -> new ArrayList<>())
                        .add(row.getLong(2)));
        drafts.forEach((id, table) -> partitions(id, children, drafts, table.partitions));
        Map<TableName, Draft> byName = new HashMap<>();
        drafts.values().forEach(table -> byName.put(table.name, table));
        drafts.values().forEach(table -> table.addReferencesOfPartitions(byName));
        return new Schema(
                "PostgreSQL " + first(connection, "show server_version").split(" ", 2)[0],
                first(connection, "select coalesce(current_schema(), 'public')"),
                false,
                drafts.values().stream().map(Draft::table).toList());
    }

    private Map<Long, Draft> tables(Connection connection) throws SQLException {
        Map<Long, Draft> drafts = new LinkedHashMap<>();
        forEach(connection, Sql.of(TABLES), row -> {
            TableName name = new TableName(row.getString(2), row.getString(3));
            drafts.put(row.getLong(1), new Draft(name, kind(row.getString(4), row.getBoolean(5)), row.getBoolean(6)));
        });
        return drafts;
    }

    private static Kind kind(String relkind, boolean partition) {
        return switch (relkind) {
            case "v" -> Kind.VIEW;
            case "m" -> Kind.MATERIALISED_VIEW;
            case "f" -> Kind.FOREIGN;
            default -> partition ? Kind.PARTITION : relkind.equals("p") ? Kind.PARTITIONED : Kind.TABLE;
        };
    }

    private void columns(Connection connection, Map<Long, Draft> drafts) throws SQLException {
        Map<Long, PostgreSqlType> types = new HashMap<>();
        forEach(connection, Sql.of(TYPES), row -> {
            PostgreSqlType type = type(row);
            types.put(type.id(), type);
        });
        String encoding = first(connection, "show server_encoding");
        String characterSet = encoding.equals("UTF8") ? null : encoding;
        forEach(connection, Sql.of(COLUMNS), row -> {
            Draft table = drafts.get(row.getLong(1));
            if (table != null) {
                table.columnByNumber.put(row.getInt(3), row.getString(2));
                table.columns.add(column(row, table.columns.size() + 1, types).limitedTo(characterSet));
            }
        });
    }

    private static PostgreSqlType type(ResultSet row) throws SQLException {
        return new PostgreSqlType(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4).charAt(0),
                row.getString(5).charAt(0),
                row.getLong(6),
                row.getInt(7),
                row.getBoolean(8),
                row.getBoolean(9),
                row.getLong(10));
    }

    private Column column(ResultSet row, int position, Map<Long, PostgreSqlType> types) throws SQLException {
        PostgreSqlType declared = types.get(row.getLong(4));
        String name = row.getString(2);
        String shown = row.getString(6);
        boolean notNull = row.getBoolean(7);
        boolean generated = row.getBoolean(9);
        boolean fromSequence = row.getBoolean(11);
        boolean identity = row.getBoolean(10) || fromSequence;
        boolean hasDefault = row.getBoolean(8) && !generated;
        if (declared == null) {
            return new Column(
                    name, position, shown, ColumnFamily.OTHER, !notNull, null, null, hasDefault, generated, identity);
        }
        PostgreSqlType.Resolved resolved = PostgreSqlType.resolve(declared, row.getInt(5), types);
        PostgreSqlType type = resolved.type();
        return new Column(
                name,
                position,
                typeName(declared, shown, types),
                type.family(),
                !notNull && !resolved.notNull(),
                type.length(resolved.modifier()),
                type.scale(resolved.modifier()),
                hasDefault || resolved.hasDefault() && !generated,
                generated,
                identity);
    }

    /** A user's own type is always named with its schema, so that the name holds for every search path. */
    private String typeName(PostgreSqlType declared, String shown, Map<Long, PostgreSqlType> types) {
        PostgreSqlType named = declared.isArray() ? types.get(declared.element()) : declared;
        if (named == null || named.isBuiltIn()) {
            return shown;
        }
        String modifier = shown.matches(".*\\([^()\"]*\\)(\\[])*")
                ? shown.substring(shown.lastIndexOf('('), shown.lastIndexOf(')') + 1)
                : "";
        return names.quote(named.schema()) + "." + names.quote(named.name()) + modifier
                + (declared.isArray() ? "[]" : "");
    }

    private static void constraints(Connection connection, Map<Long, Draft> drafts) throws SQLException {
        forEach(connection, Sql.of(CONSTRAINTS), row -> {
            Draft table = drafts.get(row.getLong(1));
            if (table == null) {
                return;
            }
            List<String> columns = table.names(row.getArray(4));
            switch (row.getString(3)) {
                case "p" -> table.primaryKey.addAll(columns);
                case "u" -> table.addUnique(columns);
                default -> {
                    Draft to = drafts.get(row.getLong(5));
                    if (to != null) {
                        table.foreignKeys.add(new ForeignKey(
                                row.getString(2),
                                table.name,
                                columns,
                                to.name,
                                to.names(row.getArray(6)),
                                deleteRule(row.getString(7)),
                                row.getBoolean(8)));
                    }
                }
            }
        });
    }

    private static DeleteRule deleteRule(String letter) {
        return switch (letter) {
            case "c" -> DeleteRule.CASCADE;
            case "n" -> DeleteRule.SET_NULL;
            case "d" -> DeleteRule.SET_DEFAULT;
            default -> DeleteRule.RESTRICT;
        };
    }

    private static void indexes(Connection connection, Map<Long, Draft> drafts) throws SQLException {
        forEach(connection, Sql.of(INDEXES), row -> {
            Draft table = drafts.get(row.getLong(1));
            if (table == null) {
                return;
            }
            List<String> all = table.names(row.getArray(2));
            List<String> columns = all.subList(0, Math.min(row.getInt(3), all.size()));
            if (row.getBoolean(5)) {
                table.indexes.put(row.getString(6), List.copyOf(columns));
            }
            if (row.getBoolean(4)) {
                table.addUnique(List.copyOf(columns));
            }
        });
    }

    private static void partitions(
            long parent, Map<Long, List<Long>> children, Map<Long, Draft> drafts, List<TableName> found) {
        for (long child : children.getOrDefault(parent, List.of())) {
            Optional.ofNullable(drafts.get(child)).ifPresent(table -> found.add(table.name));
            partitions(child, children, drafts, found);
        }
    }

    @Override
    public Rights rights(Connection connection, Rights.Needed needed) throws SQLException {
        List<String> missing = new ArrayList<>();
        List<String> grants = new ArrayList<>();
        String user;
        try (PreparedStatement statement = connection.prepareStatement(OWN_RIGHTS)) {
            statement.setString(1, needed.ownSchema());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                user = names.quote(row.getString(1));
                if (needed.temporary() && !row.getBoolean(3)) {
                    missing.add("TEMPORARY on the database");
                    grants.add("GRANT TEMPORARY ON DATABASE " + names.quote(row.getString(2)) + " TO " + user + ";");
                }
                boolean schemaExists = row.getObject(4) != null;
                String ownSchema = needed.ownSchema();
                if (ownSchema != null && (!schemaExists || !row.getBoolean(4))) {
                    missing.add("CREATE on the schema " + ownSchema + (schemaExists ? "" : ", which does not exist"));
                    String schema = names.quote(ownSchema);
                    if (!schemaExists) {
                        grants.add("CREATE SCHEMA " + schema + ";");
                    }
                    grants.add("GRANT USAGE, CREATE ON SCHEMA " + schema + " TO " + user + ";");
                }
            }
        }
        tableRights(connection, needed, user, missing, grants);
        return new Rights(List.copyOf(missing), List.copyOf(grants));
    }

    private void tableRights(
            Connection connection, Rights.Needed needed, String user, List<String> missing, List<String> grants)
            throws SQLException {
        List<String> closedSchemas = new ArrayList<>();
        Map<TableName, List<String>> lacking = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(TABLE_RIGHTS)) {
            List<Map.Entry<TableName, Privilege>> pairs = needed.tables().entrySet().stream()
                    .flatMap(table -> table.getValue().stream().map(right -> Map.entry(table.getKey(), right)))
                    .toList();
            bind(
                    connection,
                    statement,
                    1,
                    pairs.stream().map(pair -> pair.getKey().schema()).toList());
            bind(
                    connection,
                    statement,
                    2,
                    pairs.stream().map(pair -> pair.getKey().name()).toList());
            bind(
                    connection,
                    statement,
                    3,
                    pairs.stream().map(pair -> pair.getValue().name()).toList());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    String schema = row.getString(1);
                    if (!row.getBoolean(4) && !closedSchemas.contains(schema)) {
                        closedSchemas.add(schema);
                    }
                    if (!row.getBoolean(5)) {
                        lacking.computeIfAbsent(new TableName(schema, row.getString(2)), table -> new ArrayList<>())
                                .add(row.getString(3));
                    }
                }
            }
        }
        for (String schema : closedSchemas) {
            missing.add("USAGE on the schema " + schema);
            grants.add("GRANT USAGE ON SCHEMA " + names.quote(schema) + " TO " + user + ";");
        }
        Map<String, List<String>> tablesByRights = new LinkedHashMap<>();
        lacking.forEach((table, rights) -> {
            String list = String.join(", ", rights);
            missing.add(list + " on " + table);
            tablesByRights.computeIfAbsent(list, any -> new ArrayList<>()).add(names.quote(table));
        });
        tablesByRights.forEach((rights, tables) ->
                grants.add("GRANT " + rights + " ON TABLE " + String.join(", ", tables) + " TO " + user + ";"));
    }

    private static void bind(Connection connection, PreparedStatement statement, int index, List<String> texts)
            throws SQLException {
        statement.setArray(index, connection.createArrayOf("text", texts.toArray()));
    }

    /** A table that can tell a column by its number. */
    private static final class Draft extends TableDraft {
        private final Map<Integer, String> columnByNumber = new HashMap<>();

        private Draft(TableName name, Kind kind, boolean rowSecurity) {
            super(name, kind, rowSecurity);
        }

        private List<String> names(Array numbers) throws SQLException {
            return Arrays.stream((Object[]) numbers.getArray())
                    .map(number -> columnByNumber.get(((Number) number).intValue()))
                    .filter(Objects::nonNull)
                    .toList();
        }

        /**
         * References that were declared at partitions, as was necessary before version 11, are the table's, too. Where
         * one partition lacks it, rows come without holding the row they refer to: then it counts as deferrable.
         */
        private void addReferencesOfPartitions(Map<TableName, Draft> byName) {
            List<Draft> leaves = partitions.stream()
                    .map(byName::get)
                    .filter(partition -> partition.partitions.isEmpty())
                    .toList();
            for (Draft leaf : leaves) {
                for (ForeignKey reference : leaf.foreignKeys) {
                    boolean everywhere = leaves.stream()
                            .allMatch(each -> each.foreignKeys.stream()
                                    .anyMatch(key -> isSame(key, reference) && !key.deferrable()));
                    if (foreignKeys.stream().noneMatch(key -> isSame(key, reference))) {
                        foreignKeys.add(new ForeignKey(
                                reference.name(),
                                name,
                                reference.columns(),
                                reference.to(),
                                reference.toColumns(),
                                reference.onDelete(),
                                !everywhere));
                    }
                }
            }
        }

        private static boolean isSame(ForeignKey left, ForeignKey right) {
            return left.columns().equals(right.columns())
                    && left.to().equals(right.to())
                    && left.toColumns().equals(right.toColumns());
        }
    }

    @Override
    public Location location(Connection connection, String schema) throws SQLException {
        return PostgreSqlLocation.read(connection, schema);
    }
}
