package dev.palimpsest.database.postgresql;

import dev.palimpsest.database.ChangeDialect.Clearings;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.TableName;
import dev.palimpsest.database.TextDialect;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What the planner remembers of columns (PostgreSQL manual, "pg_stats", "pg_stats_ext"), and how it is made to forget. */
final class PostgreSqlStatistics {
    private static final String REMEMBERED = """
            cross join lateral (
                select unnest(cast(cast(s.most_common_vals as text) as text[]))
                union all select unnest(cast(cast(s.histogram_bounds as text) as text[]))
                union all select unnest(cast(cast(s.most_common_elems as text) as text[]))) v(value)
            where s.schemaname not in ('pg_catalog', 'information_schema')
            """;

    /** Of an index over an expression, too; told as the table's. */
    private static final String OF_COLUMNS = """
            select n.nspname, coalesce(t.relname, c.relname), s.attname, v.value
            from pg_stats s
            join pg_namespace n on n.nspname = s.schemaname
            join pg_class c on c.relnamespace = n.oid and c.relname = s.tablename
            left join pg_index i on i.indexrelid = c.oid
            left join pg_class t on t.oid = i.indrelid
            """ + REMEMBERED;

    private static final String OF_COLUMNS_TOGETHER = """
            select s.schemaname, s.tablename, array_to_string(s.attnames, ', '),
                array_to_string(s.most_common_vals[i:i], ' ')
            from pg_stats_ext s
            cross join lateral generate_subscripts(s.most_common_vals, 1) i
            where s.schemaname not in ('pg_catalog', 'information_schema')
            """;

    private static final String OF_EXPRESSIONS =
            "select s.schemaname, s.tablename, s.expr, v.value from pg_stats_ext_exprs s " + REMEMBERED;

    private PostgreSqlStatistics() {}

    static List<Sql> values(Session session) throws SQLException {
        List<Sql> statements = new ArrayList<>(List.of(Sql.of(OF_COLUMNS), Sql.of(OF_COLUMNS_TOGETHER)));
        if (isTrue(session, Sql.of("select to_regclass('pg_catalog.pg_stats_ext_exprs') is not null"))) {
            statements.add(Sql.of(OF_EXPRESSIONS));
        }
        return statements;
    }

    /** Whether there are statistics of a table without rows: PostgreSQL makes no new ones of it, and keeps those that it has. */
    static boolean areOfNoRow(Session session, TableName table, TextDialect names) throws SQLException {
        return isTrue(
                session,
                Sql.of(
                        "select exists (select 1 from pg_stats where schemaname = ? and tablename = ?)"
                                + " and not exists (select 1 from " + names.quote(table) + ")",
                        table.schema(),
                        table.name()));
    }

    /** A statement for the owner from version 18 on; before, for a superuser. */
    static String clear(Session session, List<TableName> tables) throws SQLException {
        String listed = String.join(
                ", ",
                tables.stream()
                        .map(table -> "(" + literal(table.schema()) + ", " + literal(table.name()) + ")")
                        .toList());
        boolean known = isTrue(
                session,
                Sql.of("select to_regprocedure('pg_clear_attribute_stats(text, text, text, boolean)') is not null"));
        return known
                ? "SELECT pg_clear_attribute_stats(schemaname, tablename, attname, inherited) FROM pg_stats"
                        + " WHERE (schemaname, tablename) IN (" + listed + ")"
                : "DELETE FROM pg_statistic WHERE starelid IN (SELECT c.oid FROM pg_class c JOIN pg_namespace n"
                        + " ON n.oid = c.relnamespace WHERE (n.nspname, c.relname) IN (" + listed + "))";
    }

    static List<Clearings> clearings(Session session, List<TableName> tables, TextDialect names) throws SQLException {
        return session.list(
                Sql.of("""
                        select t.place, pg_stat_get_vacuum_count(c.oid) + pg_stat_get_autovacuum_count(c.oid),
                            pg_stat_get_analyze_count(c.oid) + pg_stat_get_autoanalyze_count(c.oid),
                            pg_stat_get_dead_tuples(c.oid)
                        from unnest(cast(? as text[])) with ordinality t(name, place)
                        join pg_class c on c.oid = to_regclass(t.name)
                        where c.relkind = 'r' and current_setting('track_counts') = 'on'
                        """, (Object) tables.stream().map(names::quote).toArray(String[]::new)),
                row -> new Clearings(tables.get(row.getInt(1) - 1), row.getLong(2), row.getLong(3), row.getLong(4)));
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static boolean isTrue(Session session, Sql question) throws SQLException {
        return Boolean.TRUE.equals(session.first(question, row -> row.getBoolean(1)));
    }
}
