package dev.palimpsest.database;

import dev.palimpsest.map.SubjectKey;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** PostgreSQL 13 to 18. */
final class PostgreSqlDialect implements Dialect {
    private static final String CHUNK = "palimpsest_chunk";
    private static final String IDLE_AT_MOST = "1d";
    /** First half of the key of our advisory locks; the second is a hash of the name. */
    private static final int LOCK_CLASS = 0x50414C49;

    @Override
    public String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    @Override
    public Sql sessionState() {
        return Sql.of("select current_setting('TimeZone'), current_setting('standard_conforming_strings'),"
                + " current_setting('idle_session_timeout', true)");
    }

    @Override
    public Sql prepareSession(String zone) {
        return settings(zone, "on", IDLE_AT_MOST);
    }

    @Override
    public Sql restoreSession(List<String> state) {
        return settings(state.get(0), state.get(1), state.get(2));
    }

    /**
     * A backslash in a text of the owner's means itself, however the server is set up. PostgreSQL 13 knows no bound for idle
     * sessions.
     */
    private static Sql settings(String zone, String backslashesMeanThemselves, @Nullable String idleAtMost) {
        return Sql.of(
                "select set_config('TimeZone', ?, false), set_config('standard_conforming_strings', ?, false),"
                        + " case when current_setting('idle_session_timeout', true) is not null"
                        + " then set_config('idle_session_timeout', ?, false) end",
                zone,
                backslashesMeanThemselves,
                idleAtMost == null ? "0" : idleAtMost);
    }

    @Override
    public ConditionRules conditions() {
        return new PostgreSqlConditions();
    }

    @Override
    public String asText(String expression) {
        return "cast(" + expression + " as text)";
    }

    @Override
    public String cast(String expression, String type) {
        return "cast(" + expression + " as " + type + ")";
    }

    @Override
    public String concat(List<String> texts) {
        return "(" + String.join(" || ", texts) + ")";
    }

    @Override
    public String fromHex(String expression) {
        return "decode(" + expression + ", 'hex')";
    }

    @Override
    public Sql isOneOf(String expression, List<String> values) {
        return Sql.of(expression + " = any(?)", (Object) values.toArray(new String[0]));
    }

    @Override
    public String once() {
        return "as materialized";
    }

    @Override
    public Object instant(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    @Override
    public Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    @Override
    public Sql insertUnlessThere(Sql insert, String unique) {
        return insert.add(" on conflict (" + quote(unique) + ") do nothing");
    }

    @Override
    public Sql insertOrAdd(TableName table, Sql insert, List<String> key, List<String> added) {
        List<String> sums = added.stream()
                .map(column -> quote(column) + " = " + quote(table, column) + " + excluded." + quote(column))
                .toList();
        return insert.add(" on conflict (" + String.join(", ", key) + ") do update set " + String.join(", ", sums));
    }

    @Override
    public String word() {
        return "postgresql";
    }

    @Override
    public String ownTables(String script) {
        return script.replace("{long}", "text");
    }

    @Override
    public @Nullable String catalogueOf(String schema) {
        return null;
    }

    @Override
    public boolean hasLateral() {
        return true;
    }

    /** Columns of the rows that nobody asks for are not read; {@code offset} keeps the planner from pulling the rows up. */
    @Override
    public Sql beside(Sql source, Table table, Sql condition) {
        String rows = quote(table.name().name());
        return new Sql()
                .add(source)
                .add(" cross join lateral (select " + everything(rows) + " from " + quote(table.name()) + " where ")
                .add(condition)
                .add(" offset 0) " + rows);
    }

    @Override
    public String beside(String source, TableName table, String alias, String condition) {
        return source + " cross join lateral (select " + alias + ".* from " + quote(table) + " " + alias + " where "
                + condition + " offset 0) " + alias;
    }

    private static String everything(String rows) {
        return rows + ".tableoid, " + rows + ".ctid, " + rows + ".*";
    }

    @Override
    public String locator(Table table, String rows) {
        return asText(rows + ".ctid");
    }

    @Override
    public String placeInWords(Table table, String rows) {
        return concat(List.of("'row '", locator(table, rows)));
    }

    @Override
    public Sql located(Table table, @Nullable Table partition, String rows, List<String> locators) {
        Sql sql = Sql.of(rows + ".ctid = any(cast(? as tid[]))", (Object)
                locators.stream().distinct().toArray(String[]::new));
        if (partition != null) {
            sql.add(" and " + rows + ".tableoid = cast(? as regclass)", quote(partition.name()));
        }
        return sql;
    }

    @Override
    public List<String> home(Table table, String rows) {
        String of =
                " from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = " + rows + ".tableoid)";
        return List.of("(select n.nspname" + of, "(select c.relname" + of);
    }

    @Override
    public Sql writeTexts(Table table, TableName home, Column column, List<String> locators, List<String> texts) {
        return update(
                home,
                List.of(Sql.of(quote(column.name()) + " = palimpsest_text.c1")),
                rows(List.of(locators, texts), List.of("tid", column.typeName()))
                        .add(" palimpsest_text"),
                Sql.of(quote(home.name()) + ".ctid = palimpsest_text.c0"));
    }

    @Override
    public String lockingFree() {
        return " for no key update skip locked";
    }

    @Override
    public void stream(Session session, TableName table, List<String> expressions, TextRowTaker taker)
            throws SQLException {
        CopyOut copy = session.connection()
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("copy (select " + String.join(", ", expressions) + " from " + quote(table)
                        + ") to stdout (encoding 'utf8')");
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

    @Override
    public boolean holdsWords(Column bytes) {
        return bytes.typeName().equals("bytea");
    }

    @Override
    public String wordsInBytes(String expression) {
        String start = "encode(substring(" + expression + " from 1 for " + SNIFFED + "), 'escape')";
        String marked = "regexp_replace(" + start + ", '\\\\\\\\|\\\\[0-3][0-7][0-7]', chr(1), 'g')";
        return "case when translate(" + start
                + ", chr(9) || chr(10) || chr(13), '') !~ '[[:cntrl:]]|(^|[^\\\\])(\\\\\\\\)*\\\\000' or length("
                + "regexp_replace(" + marked + ", '[ -~]{5,}', '', 'g')) <= 0.75 * length(" + marked
                + ") then encode(" + expression + ", 'hex') end";
    }

    @Override
    public KeySet keys(List<SubjectKey> keys, String keyType) {
        Sql with = Sql.of(
                "with palimpsest_keys as materialized (select cast(unnest(?) as " + keyType + ") as palimpsest_key) ",
                (Object) texts(keys));
        return new KeySet(with, "palimpsest_keys");
    }

    @Override
    public Sql createChunkTable(String keyType) {
        return Sql.of("create temporary table if not exists " + CHUNK + " (palimpsest_key " + keyType
                + " primary key) on commit delete rows");
    }

    @Override
    public Sql dropChunkTable() {
        return Sql.of("drop table if exists pg_temp." + CHUNK);
    }

    @Override
    public Sql fillChunkTable(List<SubjectKey> keys, String keyType) {
        return Sql.of(
                "insert into " + CHUNK + " select cast(unnest(?) as " + keyType + ") on conflict do nothing",
                (Object) texts(keys));
    }

    @Override
    public Sql analyseChunkTable() {
        return Sql.of("analyze " + CHUNK);
    }

    @Override
    public Sql emptyChunkTable(List<SubjectKey> keys, String keyType) {
        return Sql.of(
                "delete from " + CHUNK + " where palimpsest_key in (select cast(unnest(?) as " + keyType + "))",
                (Object) texts(keys));
    }

    @Override
    public Sql lockSubjects(TableName subjects, String key, String keyType) {
        String rows = quote(subjects.name());
        return Sql.of("select " + asText("palimpsest_locked.palimpsest_key") + " from (select k.palimpsest_key from "
                + CHUNK
                + " k order by k.palimpsest_key) palimpsest_k cross join lateral (select " + quote(subjects, key)
                + " as palimpsest_key from " + quote(subjects) + " where " + quote(subjects, key)
                + " = palimpsest_k.palimpsest_key for update of " + rows
                + " skip locked) palimpsest_locked");
    }

    /**
     * Locks, counts and measures in one statement. Rows that are there and rows that were locked are counted by the same
     * snapshot: only if these differ somebody else holds a row, and only then it is asked whose.
     */
    @Override
    public RowsLocked lockRows(
            Session session,
            RowsToLock toLock,
            List<Sql> figures,
            List<SubjectKey> keys,
            String keyType,
            boolean toDelete)
            throws SQLException {
        if (toLock.lookedUp()) {
            List<BigDecimal> locked = lockAndMeasure(session, toLock, figures, toDelete);
            if (locked.get(0).equals(locked.get(1))) {
                return new RowsLocked(List.of(), locked.subList(2, locked.size()));
            }
        }
        return new RowsLocked(holdersOfOthers(session, toLock, toDelete), List.of());
    }

    private List<BigDecimal> lockAndMeasure(Session session, RowsToLock toLock, List<Sql> figures, boolean toDelete)
            throws SQLException {
        Sql sql = Sql.of("select palimpsest_there.palimpsest_rows, palimpsest_locked.* from (select count(*)");
        for (int i = 0; i < figures.size(); i++) {
            sql.add(", ").add(figures.get(i)).add(" as figure_" + i);
        }
        sql.add(" from ")
                .add(beside(
                        toLock.source(),
                        toLock.table(),
                        new Sql().add(toLock.joined()).add(locking(toLock, toDelete))))
                .add(") palimpsest_locked, (select count(*) as palimpsest_rows from ")
                .add(beside(toLock.source(), toLock.table(), toLock.joined()))
                .add(") palimpsest_there");
        return Objects.requireNonNull(session.first(sql, row -> {
            List<BigDecimal> numbers = new ArrayList<>();
            for (int i = 1; i <= figures.size() + 2; i++) {
                numbers.add(row.getBigDecimal(i));
            }
            return numbers;
        }));
    }

    private String locking(RowsToLock toLock, boolean toDelete) {
        return " for " + (toDelete ? "update" : "no key update") + " of "
                + quote(toLock.table().name().name()) + " skip locked";
    }

    private List<SubjectKey> holdersOfOthers(Session session, RowsToLock toLock, boolean toDelete) throws SQLException {
        String rows = quote(toLock.table().name().name());
        Sql joined = Sql.of(quote(toLock.table().name()) + " join ")
                .add(toLock.source())
                .add(" on ")
                .add(toLock.joined());
        Sql locked = toLock.lookedUp()
                ? beside(
                        toLock.source(),
                        toLock.table(),
                        new Sql().add(toLock.joined()).add(locking(toLock, toDelete)))
                : new Sql().add(joined).add(locking(toLock, toDelete));
        Sql sql = Sql.of("with palimpsest_locked as materialized (select " + rows + ".tableoid as t, " + rows
                        + ".ctid as r from ")
                .add(locked)
                .add(") select distinct " + asText("palimpsest_way.palimpsest_key") + " from ")
                .add(toLock.lookedUp() ? beside(toLock.source(), toLock.table(), toLock.joined()) : joined)
                .add(" where not exists (select 1 from palimpsest_locked where palimpsest_locked.t = " + rows
                        + ".tableoid and palimpsest_locked.r = "
                        + rows + ".ctid)");
        return session.list(sql, row -> new SubjectKey(row.getString(1)));
    }

    /** The planner takes such a plan for very dear, which must not make it compile the statement. */
    @Override
    public Sql preferIndexes(boolean everywhere) {
        return Sql.of("select set_config('enable_seqscan', 'off', true), set_config('enable_mergejoin', 'off', true),"
                + (everywhere ? " set_config('enable_hashjoin', 'off', true)," : "")
                + " set_config('jit', 'off', true)");
    }

    @Override
    public KeySet chunkTable(String keyType) {
        return new KeySet(new Sql(), CHUNK);
    }

    @Override
    public Sql rows(List<List<String>> columns, List<String> types) {
        Sql sql = new Sql();
        List<String> casts = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<Sql> arrays = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            casts.add("cast(u.c" + i + " as " + types.get(i) + ") as c" + i);
            names.add("c" + i);
            arrays.add(Sql.of("cast(? as text[])", (Object) columns.get(i).toArray(new String[0])));
        }
        return sql.add("(select " + String.join(", ", casts) + " from unnest(")
                .join(", ", arrays)
                .add(") as u(" + String.join(", ", names) + "))");
    }

    /** What is never over ends on the last day that people write; what began before all time has no day. */
    @Override
    public String day(String expression, ColumnFamily family, ZoneId zone) {
        String day = switch (family) {
            case DATE -> expression;
            case TIMESTAMP_ZONED -> "cast(" + expression + " at time zone " + literal(zone) + " as date)";
            default -> "cast(" + expression + " as date)";
        };
        return "case when isfinite(" + expression + ") then " + day + " when " + expression
                + " = 'infinity' then date '9999-12-31' end";
    }

    @Override
    public String randomHex(int length) {
        StringBuilder hex = new StringBuilder("left(");
        for (int drawn = 0; drawn < length; drawn += 30) {
            hex.append(drawn == 0 ? "" : " || ").append(thirtyHexDigits());
        }
        return hex.append(", ").append(length).append(")").toString();
    }

    /** A version 4 UUID has 122 random bits; its two fixed digits are left out. */
    private static String thirtyHexDigits() {
        return "overlay(overlay(replace(cast(gen_random_uuid() as text), '-', '') placing '' from 17 for 1)"
                + " placing '' from 13 for 1)";
    }

    @Override
    public String randomNumber(int digits) {
        return "mod(cast(cast('x' || left(" + thirtyHexDigits() + ", 15) as bit(60)) as bigint), " + "1"
                + "0".repeat(Math.min(digits, 17)) + ")";
    }

    @Override
    public String randomUuid() {
        return "gen_random_uuid()";
    }

    @Override
    public String startOfMonth(String expression, ColumnFamily family, ZoneId zone) {
        return truncated("date_trunc('month', %s)", expression, family, zone);
    }

    @Override
    public String startOfWeekInMonth(String expression, ColumnFamily family, ZoneId zone) {
        return truncated("greatest(date_trunc('week', %1$s), date_trunc('month', %1$s))", expression, family, zone);
    }

    @Override
    public String startOfYears(String expression, ColumnFamily family, ZoneId zone, int step) {
        String span = "cast(floor(extract(year from %1$s) / " + step + ") * " + step + " as integer)";
        // there is no year 0
        String year = "(" + span + " + case when " + span + " = 0 then 1 else 0 end)";
        return truncated("cast(make_date(" + year + ", 1, 1) as timestamp)", expression, family, zone);
    }

    /** What is infinite is everybody's already. */
    private static String truncated(String pattern, String expression, ColumnFamily family, ZoneId zone) {
        String coarse = switch (family) {
            case TIMESTAMP_ZONED ->
                "(" + String.format(pattern, "(" + expression + " at time zone " + literal(zone) + ")")
                        + " at time zone " + literal(zone) + ")";
            case DATE -> "cast(" + String.format(pattern, "cast(" + expression + " as timestamp)") + " as date)";
            default -> String.format(pattern, expression);
        };
        return "case when isfinite(" + expression + ") then " + coarse + " else " + expression + " end";
    }

    @Override
    public String prefix(String expression, int length) {
        return "left(" + expression + ", " + length + ")";
    }

    @Override
    public String band(String expression, String width) {
        // a whole number divided by a whole one would be cut towards zero
        return "floor(" + expression + " / cast(" + width + " as numeric)) * " + width;
    }

    @Override
    public Sql updateFrom(Table table, List<Sql> assignments, Sql source, Sql condition) {
        return update(table.name(), assignments, source, condition);
    }

    private Sql update(TableName table, List<Sql> assignments, Sql source, Sql condition) {
        return Sql.of("update " + quote(table) + " set ")
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
    public Optional<Sql> changeCounted(Table table, List<Sql> assignments, Sql source, Sql condition, boolean held) {
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
    public Sql changeMarks(List<TableName> tables) {
        String[] names = tables.stream().map(this::quote).toArray(String[]::new);
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
    public Sql insertOfDefaults(TableName table) {
        return Sql.of("insert into " + quote(table) + " default values");
    }

    @Override
    public Sql deleteUsing(Table table, Sql source, Sql condition) {
        return Sql.of("delete from " + quote(table.name()) + " using ")
                .add(source)
                .add(" where ")
                .add(condition);
    }

    @Override
    public boolean locksMeetWriters() {
        return false;
    }

    /**
     * Everyone who has begun to write to a table holds a row-exclusive lock on it until the transaction has become
     * visible or is gone (manual, 13.3 "Explicit Locking"), so waiting for today's holders to leave the list means waiting for what
     * they wrote. See ADR 0006. A transaction that is prepared for a two-phase commit keeps its virtual transaction.
     */
    @Override
    public Sql writersUnderWay(List<TableName> tables) {
        String[] names = tables.stream().map(this::quote).toArray(String[]::new);
        return Sql.of("""
                select distinct l.virtualtransaction
                from pg_locks l
                where l.locktype = 'relation'
                  and l.database = (select oid from pg_database where datname = current_database())
                  and l.relation in (select cast(cast(t as regclass) as oid) from unnest(?) t)
                  and l.mode in ('RowExclusiveLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')
                  and l.granted
                  and l.pid is distinct from pg_backend_pid()
                """, (Object) names);
    }

    /** Who waits for a row waits for the transaction that holds it. */
    @Override
    public Sql waitedFor() {
        return Sql.of("""
                select exists (select 1 from pg_locks held join pg_locks wanted on wanted.transactionid = held.transactionid
                    where held.pid = pg_backend_pid() and held.granted and not wanted.granted)
                """);
    }

    @Override
    public Sql boundLockWaits(int milliseconds) {
        return Sql.of("set local lock_timeout = " + milliseconds);
    }

    /** Nobody is chosen for a victim before {@code deadlock_timeout}, a second if nobody has changed it. */
    @Override
    public Sql boundLockWaitsOfHolder(int milliseconds) {
        return boundLockWaits(milliseconds);
    }

    @Override
    public Sql checkDeferred() {
        return Sql.of("set constraints all immediate");
    }

    @Override
    public Sql boundSessionLockWaits(int milliseconds) {
        return Sql.of("set lock_timeout = " + milliseconds);
    }

    @Override
    public Sql resetSessionLockWaits() {
        return Sql.of("reset lock_timeout");
    }

    @Override
    public Sql sessionLock(String name) {
        return Sql.of("select pg_advisory_lock(" + LOCK_CLASS + ", hashtext(?))", name);
    }

    @Override
    public String exactSum(String expression, ColumnFamily family) {
        // only of finite numbers the difference with themselves is nothing
        return switch (family) {
            case FLOAT ->
                "sum(case when " + expression + " - " + expression + " = 0 then cast(" + expression
                        + " as numeric) end)";
            case DECIMAL -> "sum(case when " + expression + " - " + expression + " = 0 then " + expression + " end)";
            default -> "sum(" + expression + ")";
        };
    }

    @Override
    public Sql trySessionLock(String name) {
        return Sql.of("select pg_try_advisory_lock(" + LOCK_CLASS + ", hashtext(?))", name);
    }

    @Override
    public Sql releaseSessionLock(String name) {
        return Sql.of("select pg_advisory_unlock(" + LOCK_CLASS + ", hashtext(?))", name);
    }

    @Override
    public String historyDigest(String expression) {
        return "md5(string_agg(cast(" + expression + " as text), ',' order by " + expression + "))";
    }

    @Override
    public List<Sql> vacuum(TableName table) {
        return List.of(Sql.of("vacuum (analyze) " + quote(table)));
    }

    @Override
    public Sql refresh(TableName materialisedView) {
        return Sql.of("refresh materialized view " + quote(materialisedView));
    }

    private static String[] texts(List<SubjectKey> keys) {
        return keys.stream().map(SubjectKey::value).toArray(String[]::new);
    }

    private static String literal(ZoneId zone) {
        return "'" + zone.getId() + "'";
    }
}
