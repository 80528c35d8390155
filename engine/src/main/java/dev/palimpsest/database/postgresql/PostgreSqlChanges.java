package dev.palimpsest.database.postgresql;

import dev.palimpsest.database.ChangeDialect;
import dev.palimpsest.database.PlaceDialect;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.Table;
import dev.palimpsest.database.TableName;
import dev.palimpsest.database.TextDialect;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How rows are changed and counted, and what old values leave behind. */
interface PostgreSqlChanges extends ChangeDialect, PlaceDialect, TextDialect {
    @Override
    default Sql insertUnlessThere(Sql insert, String unique) {
        return insert.add(" on conflict (" + quote(unique) + ") do nothing");
    }

    @Override
    default Sql insertOrAdd(TableName table, Sql insert, List<String> key, List<String> added) {
        List<String> sums = added.stream()
                .map(column -> quote(column) + " = " + quote(table, column) + " + excluded." + quote(column))
                .toList();
        return insert.add(" on conflict (" + String.join(", ", key) + ") do update set " + String.join(", ", sums));
    }

    @Override
    default Sql updateFrom(Table table, List<Sql> assignments, Sql source, Sql condition) {
        return Sql.of("update " + quote(table.name()) + " set ")
                .join(", ", assignments)
                .add(" from ")
                .add(source)
                .add(" where ")
                .add(condition);
    }

    /**
     * The rows are found by their index, and changed by their place. A row whose place another transaction may change before
     * us, or whose place says too little because there are partitions, is changed by its primary key. Rules would have to
     * rewrite the statement into several, which they cannot here.
     */
    @Override
    default Optional<Sql> changeCounted(Table table, List<Sql> assignments, Sql source, Sql condition, boolean held) {
        boolean byPlace = held && table.kind() == Table.Kind.TABLE;
        boolean ruled =
                table.triggers().stream().anyMatch(trigger -> trigger.events().startsWith("RULE"));
        if (ruled || (!byPlace && table.primaryKey().isEmpty())) {
            return Optional.empty();
        }
        String rows = quote(table.name().name());
        List<String> columns = byPlace
                ? List.of(rows + ".ctid", rows + ".tableoid")
                : table.primaryKey().stream()
                        .map(key -> rows + "." + quote(key))
                        .toList();
        List<String> found = new ArrayList<>();
        List<String> same = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            found.add(columns.get(i) + " as c" + i);
            same.add(columns.get(i) + " = palimpsest_found.c" + i);
        }
        Sql sql = Sql.of("with palimpsest_found as materialized (select " + String.join(", ", found) + " from ")
                .add(beside(source, table, condition))
                .add("), palimpsest_changed as (");
        if (assignments.isEmpty()) {
            sql.add("delete from " + quote(table.name()) + " using palimpsest_found");
        } else {
            sql.add("update " + quote(table.name()) + " set ")
                    .join(", ", assignments)
                    .add(" from palimpsest_found");
        }
        return Optional.of(sql.add(" where " + String.join(" and ", same) + " returning 1)"
                + " select (select count(*) from palimpsest_found), (select count(*) from palimpsest_changed)"));
    }

    /**
     * How often rows of the table, of its partitions and of what inherits from it were inserted, updated and deleted, and in
     * which file they lie, which a {@code truncate} changes. The numbers are this session's own and are only counted up while
     * a transaction lasts. There are none where counting is switched off, and none for rows that lie elsewhere.
     */
    @Override
    default Sql changeMarks(List<MarkedTable> tables) {
        String[] names = tables.stream().map(table -> quote(table.name())).toArray(String[]::new);
        return Sql.of("""
                with recursive palimpsest_parts(place, part) as (
                    select t.place, cast(cast(t.name as regclass) as oid)
                    from unnest(cast(? as text[])) with ordinality t(name, place)
                    union all
                    select p.place, i.inhrelid from palimpsest_parts p join pg_inherits i on i.inhparent = p.part)
                select place - 1, string_agg(concat_ws(' ', part, pg_relation_filenode(part),
                    pg_stat_get_xact_tuples_inserted(part), pg_stat_get_xact_tuples_updated(part),
                    pg_stat_get_xact_tuples_deleted(part)), ',' order by part)
                from palimpsest_parts left join pg_class c on c.oid = part
                group by place
                having current_setting('track_counts') = 'on'
                   and bool_and(coalesce(c.relkind = 'p' or (c.relkind = 'r'
                       and c.relam = (select a.oid from pg_am a where a.amname = 'heap')), false))
                """, (Object) names);
    }

    @Override
    default Sql insertOfDefaults(TableName table) {
        return Sql.of("insert into " + quote(table) + " default values");
    }

    @Override
    default Sql deleteUsing(Table table, Sql source, Sql condition) {
        return Sql.of("delete from " + quote(table.name()) + " using ")
                .add(source)
                .add(" where ")
                .add(condition);
    }

    @Override
    default List<Sql> vacuum(Session session, TableName table) throws SQLException {
        List<Sql> statements = new ArrayList<>(List.of(Sql.of("vacuum (analyze) " + quote(table))));
        if (PostgreSqlStatistics.areOfNoRow(session, table, this)) {
            statements.add(Sql.of(PostgreSqlStatistics.clear(session, List.of(table))));
        }
        return statements;
    }

    @Override
    default String ownerClears(Session session, List<TableName> tables) throws SQLException {
        String vacuum = "VACUUM (ANALYZE) "
                + String.join(", ", tables.stream().map(this::quote).toList()) + ";";
        List<TableName> empty = new ArrayList<>();
        for (TableName table : tables) {
            if (PostgreSqlStatistics.areOfNoRow(session, table, this)) {
                empty.add(table);
            }
        }
        return empty.isEmpty() ? vacuum : vacuum + " " + PostgreSqlStatistics.clear(session, empty) + ";";
    }

    @Override
    default List<Clearings> clearings(Session session, List<TableName> tables) throws SQLException {
        return PostgreSqlStatistics.clearings(session, tables, this);
    }

    @Override
    default List<Sql> rememberedValues(Session session) throws SQLException {
        return PostgreSqlStatistics.values(session);
    }

    @Override
    default Sql refresh(TableName materialisedView) {
        return Sql.of("refresh materialized view " + quote(materialisedView));
    }

    @Override
    default Sql checkDeferred() {
        return Sql.of("set constraints all immediate");
    }
}
