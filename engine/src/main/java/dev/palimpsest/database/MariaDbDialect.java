package dev.palimpsest.database;

import dev.palimpsest.map.SubjectKey;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * MariaDB 10.6 or newer and MySQL 8. A schema is what these call a database.
 *
 * <p>Keys and rows travel as JSON and become relations by {@code json_table}: a temporary table could be opened only once
 * in a statement (MySQL manual, B.3.6.2), and the user would need a right to make it. The keys under treatment lie in a
 * variable of the session.
 */
final class MariaDbDialect implements Dialect {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern BOUNDED_BYTES = Pattern.compile("(?:var)?binary\\((\\d+)\\)");
    /** Fewer bytes than these are a hash or a number of some kind. */
    private static final int SHORTEST_TEXT = 64;

    /** A pattern: what stands in no text but tabs and line breaks, without the ones that are letters in other encodings. */
    private static final String CONTROLS = "char(91, 1, 45, 8, 11, 12, 14, 45, 31, 93 using latin1)";

    private static final String CHUNK = "@palimpsest_chunk";
    /** Rows sent at a time while a table is streamed. */
    private static final int FETCH_SIZE = 1_000;
    /** "Lock wait timeout exceeded", also of {@code nowait}; MySQL has an error of its own for that. */
    private static final Set<Integer> HELD_BY_SOMEBODY = Set.of(1205, 3572);

    @Override
    public String quote(String name) {
        return '`' + name.replace("`", "``") + '`';
    }

    // the session

    @Override
    public Sql sessionState() {
        return Sql.of("select @@session.time_zone, @@session.sql_mode, @@session.group_concat_max_len,"
                + " @@session.innodb_lock_wait_timeout, @@session.lock_wait_timeout,"
                + " @@session.wait_timeout"
                + " /*M!110001 , @@session.optimizer_scan_setup_cost */");
    }

    /**
     * Every server reads conditions in the same way. A value that does not fit is refused, not cut; a date of zeros that is
     * already there may stay. MariaDB 11 would read a
     * small table whole in spite of an index, and so lock rows of everybody.
     */
    @Override
    public Sql prepareSession(String zone) {
        return Sql.of(
                "set session time_zone = ?, session sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION',"
                        + " session group_concat_max_len = 1073741824, session lock_wait_timeout = 5,"
                        + " session wait_timeout = 86400"
                        + " /*M!110001 , session optimizer_scan_setup_cost = 100000 */",
                zone);
    }

    @Override
    public Sql restoreSession(List<String> state) {
        return Sql.of(
                "set session time_zone = ?, session sql_mode = ?, session group_concat_max_len = "
                        + Long.parseLong(state.get(2)) + ", session innodb_lock_wait_timeout = "
                        + Long.parseLong(state.get(3)) + ", session lock_wait_timeout = "
                        + Long.parseLong(state.get(4)) + ", session wait_timeout = " + Long.parseLong(state.get(5))
                        + (state.size() == 6
                                ? ""
                                : ", session optimizer_scan_setup_cost = " + new BigDecimal(state.get(6))),
                state.get(0),
                state.get(1));
    }

    @Override
    public Sql boundLockWaits(int milliseconds) {
        return boundSessionLockWaits(milliseconds);
    }

    /**
     * InnoDB looks for deadlocks at each wait, and its victim is whoever has changed least, never a run. MySQL has no time-out
     * of less than a second.
     */
    @Override
    public Sql boundLockWaitsOfHolder(int milliseconds) {
        return Sql.of("set session innodb_lock_wait_timeout = if(version() like '%MariaDB%', 0, 1)");
    }

    @Override
    public Sql boundSessionLockWaits(int milliseconds) {
        return Sql.of("set session innodb_lock_wait_timeout = " + Math.max(1, Math.ceilDiv(milliseconds, 1000)));
    }

    @Override
    public Sql resetSessionLockWaits() {
        return Sql.of("set session innodb_lock_wait_timeout = default");
    }

    @Override
    public Sql sessionLock(String name) {
        return Sql.of("select get_lock(" + lockName() + ", 3600)", name);
    }

    @Override
    public Sql trySessionLock(String name) {
        return Sql.of("select get_lock(" + lockName() + ", 0)", name);
    }

    @Override
    public Sql releaseSessionLock(String name) {
        return Sql.of("select release_lock(" + lockName() + ")", name);
    }

    /** Names of locks are the whole server's, and short. */
    private static String lockName() {
        return "concat('palimpsest ', md5(concat(database(), ' ', ?)))";
    }

    // texts and types

    @Override
    public ConditionRules conditions() {
        return new MariaDbConditions();
    }

    @Override
    public String asText(String expression) {
        return "convert(cast(" + expression + " as char) using utf8mb4) collate utf8mb4_bin";
    }

    /** A shape is bytes that are no text of any character set. */
    @Override
    public String shown(Column column, String expression) {
        return MariaDbType.isGeometry(column.typeName()) ? asText("st_astext(" + expression + ")") : asText(expression);
    }

    /** A timestamp holds nothing before 1970, and no moment between the old and the new time of clocks put forward. */
    @Override
    public String nearestMoment(Column column, String moment) {
        return column.typeName().startsWith("timestamp")
                ? "case when " + moment + " >= date'0001-01-01' then from_unixtime(greatest(unix_timestamp(" + moment
                        + "), 1)) else " + moment + " end"
                : moment;
    }

    @Override
    public Optional<Sql> bears(Column column, String text) {
        return MariaDbCast.bears(column.typeName(), text);
    }

    @Override
    public String cast(String expression, String type) {
        return MariaDbCast.of(expression, type);
    }

    @Override
    public String concat(List<String> texts) {
        return "concat(" + String.join(", ", texts) + ")";
    }

    @Override
    public String fromHex(String expression) {
        return "unhex(" + expression + ")";
    }

    @Override
    public Sql isOneOf(String expression, List<String> values) {
        return values.isEmpty()
                ? Sql.of("false")
                : Sql.of(
                        expression + " in (" + String.join(", ", Collections.nCopies(values.size(), "?")) + ")",
                        values.toArray());
    }

    @Override
    public String once() {
        return "as";
    }

    @Override
    public Object instant(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    @Override
    public Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }

    // keys and rows

    @Override
    public KeySet keys(List<SubjectKey> keys, String keyType) {
        return new KeySet(
                Sql.of("with palimpsest_keys as (" + keysIn("?", keyType) + ") ", json(keys)), "palimpsest_keys");
    }

    private String keysIn(String json, String keyType) {
        return "select " + cast("j.k", keyType) + " as palimpsest_key from json_table(" + json
                + ", '$[*]' columns (k longtext path '$')) j";
    }

    private static String json(List<SubjectKey> keys) {
        Set<String> distinct = new LinkedHashSet<>();
        keys.forEach(key -> distinct.add(key.value()));
        return JSON.writeValueAsString(distinct);
    }

    @Override
    public Sql rows(List<List<String>> columns, List<String> types) {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < columns.getFirst().size(); i++) {
            int row = i;
            rows.add(columns.stream().map(column -> column.get(row)).toList());
        }
        List<String> values = new ArrayList<>();
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            boolean isShort =
                    types.get(i).equals("text") && columns.get(i).stream().allMatch(MariaDbDialect::isShort);
            String value = "j.c" + i;
            values.add((isShort ? MariaDbCast.shortText(value) : cast(value, types.get(i))) + " as c" + i);
            paths.add("c" + i + " longtext path '$[" + i + "]'");
        }
        return Sql.of(
                "(select " + String.join(", ", values) + " from json_table(?, '$[*]' columns ("
                        + String.join(", ", paths) + ")) j)",
                JSON.writeValueAsString(rows));
    }

    private static boolean isShort(@Nullable String text) {
        return text == null || text.length() <= MariaDbCast.SHORT;
    }

    @Override
    public Sql createChunkTable(String keyType) {
        return dropChunkTable();
    }

    @Override
    public Sql dropChunkTable() {
        return Sql.of("set " + CHUNK + " = '[]'");
    }

    @Override
    public Sql fillChunkTable(List<SubjectKey> keys, String keyType) {
        return Sql.of("set " + CHUNK + " = ?", json(keys));
    }

    @Override
    public Sql analyseChunkTable() {
        return Sql.of("do 0");
    }

    @Override
    public Sql emptyChunkTable(List<SubjectKey> keys, String keyType) {
        return Sql.of(
                "set " + CHUNK + " = (select coalesce(json_arrayagg(kept.k), '[]') from json_table(" + CHUNK
                        + ", '$[*]' columns (k longtext path '$')) kept where " + asText("kept.k") + " not in (select "
                        + asText("gone.k") + " from json_table(?, '$[*]' columns (k longtext path '$')) gone))",
                json(keys));
    }

    @Override
    public KeySet chunkTable(String keyType) {
        return new KeySet(new Sql(), "(" + keysIn(CHUNK, keyType) + ")");
    }

    @Override
    public Sql insertOfDefaults(TableName table) {
        return Sql.of("insert into " + quote(table) + " () values ()");
    }

    // locks

    /** Each statement says itself which index it takes. */
    @Override
    public Sql preferIndexes(boolean everywhere) {
        return Sql.of("do 0");
    }

    /** It checks everything at once. */
    @Override
    public Sql checkDeferred() {
        return Sql.of("do 0");
    }

    @Override
    public Sql lockSubjects(TableName subjects, String key, String keyType) {
        String column = quote(subjects, key);
        return Sql.of("select straight_join " + asText(column) + " from "
                + chunkTable(keyType).relation() + " palimpsest_k join " + quote(subjects) + " on " + column
                + " = palimpsest_k.palimpsest_key order by " + column + " for update skip locked");
    }

    /**
     * Asks for all rows at once without waiting, which meets also rows that somebody has not committed yet. Only if one is
     * held the subjects are tried in halves.
     */
    @Override
    public RowsLocked lockRows(
            Session session,
            RowsToLock rows,
            List<Sql> figures,
            List<SubjectKey> keys,
            String keyType,
            boolean toDelete)
            throws SQLException {
        Optional<List<BigDecimal>> measured = lockAll(session, rows, figures);
        if (measured.isPresent()) {
            return new RowsLocked(List.of(), measured.get());
        }
        List<SubjectKey> busy = new ArrayList<>();
        lockHalves(session, rows, keys, keyType, busy);
        session.execute(fillChunkTable(keys, keyType));
        return new RowsLocked(busy, List.of());
    }

    private void lockHalves(
            Session session, RowsToLock rows, List<SubjectKey> keys, String keyType, List<SubjectKey> busy)
            throws SQLException {
        if (keys.size() == 1) {
            busy.addAll(keys);
            return;
        }
        int half = keys.size() / 2;
        for (List<SubjectKey> part : List.of(keys.subList(0, half), keys.subList(half, keys.size()))) {
            session.execute(fillChunkTable(part, keyType));
            if (lockAll(session, rows, List.of()).isEmpty()) {
                lockHalves(session, rows, part, keyType, busy);
            }
        }
    }

    /** One row comes back, however many are locked. */
    private Optional<List<BigDecimal>> lockAll(Session session, RowsToLock rows, List<Sql> figures)
            throws SQLException {
        Sql sql = Sql.of("select straight_join count(*)");
        figures.forEach(figure -> sql.add(", ").add(figure));
        sql.add(" from ")
                .add(beside(rows.source(), rows.table(), rows.joined()))
                .add(" for update nowait");
        try {
            List<BigDecimal> measured = new ArrayList<>();
            session.forEach(sql, row -> {
                for (int i = 0; i < figures.size(); i++) {
                    measured.add(row.getBigDecimal(2 + i));
                }
            });
            return Optional.of(measured);
        } catch (SQLException refused) {
            if (!HELD_BY_SOMEBODY.contains(refused.getErrorCode()) || isWholeTransactionGone(session)) {
                throw refused;
            }
            return Optional.empty();
        }
    }

    /** Where the server is set to give up the transaction with a lock wait, all our locks went with it. */
    private static boolean isWholeTransactionGone(Session session) throws SQLException {
        return Boolean.TRUE.equals(
                session.first(Sql.of("select @@innodb_rollback_on_timeout"), row -> row.getBoolean(1)));
    }

    @Override
    public boolean locksMeetWriters() {
        return true;
    }

    /** Locking reads meet what others have not committed yet, so there is nobody to wait for. */
    @Override
    public Sql writersUnderWay(List<TableName> tables) {
        return Sql.of("select '' from dual where false");
    }

    @Override
    public Sql waitedFor() {
        return Sql.of("select false");
    }

    // rows by their place: the primary key, else all that stands in them

    @Override
    public boolean hasLateral() {
        return false;
    }

    @Override
    public Sql beside(Sql source, Table table, Sql condition) {
        return new Sql()
                .add(source)
                .add(" straight_join " + quote(table.name()) + byIndex(table, condition) + " on ")
                .add(condition);
    }

    @Override
    public String beside(String source, TableName table, String alias, String condition) {
        return source + " straight_join " + quote(table) + " " + alias + " on " + condition;
    }

    @Override
    public String locator(Table table, String rows) {
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
    public String placeInWords(Table table, String rows) {
        return "'row (key not shown)'";
    }

    /** Of rows without a primary key: those that are alike in everything belong to the same subject, too. */
    private String digest(Table table, String rows) {
        List<String> values = table.columns().stream()
                .map(column -> "ifnull(hex(cast(" + rows + "." + quote(column.name()) + " as binary)), '-')")
                .toList();
        return "sha2(concat_ws('|', " + String.join(", ", values) + "), 256)";
    }

    private static List<String> parts(Table table, String locator) {
        return table.primaryKey().size() == 1 ? List.of(locator) : List.of(JSON.readValue(locator, String[].class));
    }

    @Override
    public Sql located(Table table, @Nullable Table partition, String rows, List<String> locators) {
        if (locators.isEmpty()) {
            return Sql.of("false");
        }
        if (table.primaryKey().isEmpty()) {
            return isOneOf(digest(table, rows), locators);
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
    public List<String> home(Table table, String rows) {
        return List.of(literal(table.name().schema()), literal(table.name().name()));
    }

    /** Whether a backslash in quotes means another character depends on the session. */
    private static String literal(String text) {
        return "convert(x'" + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)) + "' using utf8mb4)";
    }

    @Override
    public Sql writeTexts(Table table, TableName home, Column column, List<String> locators, List<String> texts) {
        List<List<String>> columns = new ArrayList<>();
        List<String> types = new ArrayList<>();
        List<Sql> same = new ArrayList<>();
        List<List<String>> places =
                locators.stream().map(locator -> parts(table, locator)).toList();
        for (int i = 0; i < table.primaryKey().size(); i++) {
            int part = i;
            columns.add(places.stream().map(place -> place.get(part)).toList());
            types.add("text");
            same.add(Sql.of(quote(table.name(), table.primaryKey().get(i)) + " = "
                    + keyPart(table, i, "palimpsest_text.c" + i)));
        }
        columns.add(texts);
        types.add(column.typeName());
        return updateFrom(
                table,
                List.of(Sql.of(quote(column.name()) + " = palimpsest_text.c"
                        + table.primaryKey().size())),
                rows(columns, types).add(" palimpsest_text"),
                new Sql().join(" and ", same));
    }

    @Override
    public String lockingFree() {
        return " for update skip locked";
    }

    @Override
    public void stream(Session session, TableName table, List<String> expressions, TextRowTaker taker)
            throws SQLException {
        String sql = "select " + String.join(", ", expressions) + " from " + quote(table);
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

    @Override
    public boolean holdsWords(Column bytes) {
        Matcher bound = BOUNDED_BYTES.matcher(bytes.typeName());
        return bound.matches()
                ? Integer.parseInt(bound.group(1)) >= SHORTEST_TEXT
                : bytes.typeName().endsWith("blob");
    }

    @Override
    public String wordsInBytes(String expression) {
        String start = "convert(left(" + expression + ", " + SNIFFED + ") using latin1)";
        return "case when (locate(char(0 using latin1), " + start + ") = 0 and " + start + " not regexp " + CONTROLS
                + ") or char_length(regexp_replace(" + start + ", '[ -~]{5,}', '')) <= 0.75 * char_length(" + start
                + ") then hex(" + expression + ") end";
    }

    // changes

    /** A column that the database renews with every update is written as it is, so that the treatment does not move it. */
    @Override
    public Sql updateFrom(Table table, List<Sql> assignments, Sql source, Sql condition) {
        String own = quote(table.name().name()) + ".";
        List<Sql> all = new ArrayList<>();
        // the source may have a column of the same name
        assignments.forEach(assignment -> all.add(Sql.of(own).add(assignment)));
        for (Column column : table.columns()) {
            String name = quote(column.name());
            boolean assigned = assignments.stream()
                    .anyMatch(assignment -> assignment.text().startsWith(name + " ="));
            if (column.renewedOnUpdate() && !assigned) {
                all.add(Sql.of(own + name + " = " + own + name));
            }
        }
        return new Sql()
                .add("update ")
                .add(source)
                .add(" straight_join " + quote(table.name()) + byIndex(table, condition) + " on ")
                .add(condition)
                .add(" set ")
                .join(", ", all);
    }

    /** A small table would rather be read whole, and every row of others held on the way, or waited for. */
    private String byIndex(Table table, Sql condition) {
        List<String> indexes = table.indexes().values().stream()
                .map(List::getFirst)
                .distinct()
                .filter(column -> condition.text().startsWith(quote(table.name(), column) + " ="))
                .flatMap(column -> table.indexesOn(column).stream())
                .map(this::quote)
                .toList();
        return indexes.isEmpty() ? "" : " force index (" + String.join(", ", indexes) + ")";
    }

    @Override
    public Sql deleteUsing(Table table, Sql source, Sql condition) {
        return Sql.of("delete from " + quote(table.name()) + " using ")
                .add(source)
                .add(" straight_join " + quote(table.name()) + byIndex(table, condition) + " on ")
                .add(condition);
    }

    /** There is no statement that changes rows and counts those it found. */
    @Override
    public Optional<Sql> changeCounted(Table table, List<Sql> assignments, Sql source, Sql condition, boolean held) {
        return Optional.empty();
    }

    /** What is counted is counted of the session, not of a table. */
    @Override
    public Sql changeMarks(List<TableName> tables) {
        return Sql.of("select 0, '' from dual where false");
    }

    @Override
    public Sql insertUnlessThere(Sql insert, String unique) {
        return insert.within(text -> text.replaceFirst("^insert into", "insert ignore into"));
    }

    @Override
    public Sql insertOrAdd(TableName table, Sql insert, List<String> key, List<String> added) {
        List<String> sums = added.stream()
                .map(column -> quote(table, column) + " = " + quote(table, column) + " + values(" + quote(column) + ")")
                .toList();
        return insert.add(" on duplicate key update " + String.join(", ", sums));
    }

    @Override
    public String word() {
        return "mariadb";
    }

    @Override
    public String ownTables(String script) {
        return script.replaceAll("\\btext\\b", "varchar(255)")
                .replace("{long}", "longtext")
                .replaceAll("\\btimestamptz\\b", "datetime(6)")
                .replaceAll("\\bbytea\\b", "longblob")
                .replaceAll("\\bnumeric\\b", "decimal(65, 10)")
                .replaceAll("(?m)^\\)", ") engine = InnoDB default character set utf8mb4 collate utf8mb4_bin");
    }

    @Override
    public String catalogueOf(String schema) {
        return schema;
    }

    // values

    /** A date of zeros is no day. */
    @Override
    public String day(String expression, ColumnFamily family, ZoneId zone) {
        return "case when " + expression + " >= date'0001-01-01' then cast(" + expression + " as date) end";
    }

    @Override
    public String startOfMonth(String expression, ColumnFamily family, ZoneId zone) {
        String month = "month(" + expression + ") > 0";
        return coarse(expression, "date_format(" + expression + ", '%Y-%m-01')", family, month);
    }

    @Override
    public String startOfWeekInMonth(String expression, ColumnFamily family, ZoneId zone) {
        String monday = "date_format(" + expression + " - interval weekday(" + expression + ") day, '%Y-%m-%d')";
        String day = "month(" + expression + ") > 0 and dayofmonth(" + expression + ") > 0";
        return coarse(expression, "greatest(" + monday + ", date_format(" + expression + ", '%Y-%m-01'))", family, day);
    }

    @Override
    public String startOfYears(String expression, ColumnFamily family, ZoneId zone, int step) {
        String year = "greatest(floor(year(" + expression + ") / " + step + ") * " + step + ", 1)";
        return coarse(expression, "concat(lpad(" + year + ", 4, '0'), '-01-01')", family, "true");
    }

    /** @param known what of the date must be there; a date whose month or day is zero is coarse already */
    private static String coarse(String expression, String day, ColumnFamily family, String known) {
        String type = family == ColumnFamily.DATE ? "date" : "datetime(6)";
        return "case when " + expression + " >= date'0001-01-01' and " + known + " then cast(" + day + " as " + type
                + ") else " + expression + " end";
    }

    @Override
    public String prefix(String expression, int length) {
        return "left(" + expression + ", " + length + ")";
    }

    @Override
    public String band(String expression, String width) {
        return "floor(" + expression + " / " + width + ") * " + width;
    }

    @Override
    public String randomHex(int length) {
        List<String> drawn = new ArrayList<>();
        for (int digits = 0; digits < length; digits += 64) {
            drawn.add(sixtyFourHexDigits());
        }
        return "left(concat(" + String.join(", ", drawn) + "), " + length + ")";
    }

    private static String sixtyFourHexDigits() {
        return "sha2(concat(uuid(), rand(), rand()), 256)";
    }

    @Override
    public String randomNumber(int digits) {
        return "cast(floor(rand() * 1" + "0".repeat(Math.min(digits, 15)) + ") as signed)";
    }

    @Override
    public String randomUuid() {
        String uuid = "left(" + sixtyFourHexDigits() + ", 32)";
        // the type takes no other than those of RFC 9562; this is version 4
        uuid = "insert(insert(" + uuid + ", 13, 1, '4'), 17, 1, 'a')";
        for (int hyphen : List.of(21, 17, 13, 9)) {
            uuid = "insert(" + uuid + ", " + hyphen + ", 0, '-')";
        }
        return uuid;
    }

    @Override
    public String exactSum(String expression, ColumnFamily family) {
        return family == ColumnFamily.FLOAT
                ? "sum(cast(" + expression + " as decimal(65, 20)))"
                : "sum(" + expression + ")";
    }

    @Override
    public String historyDigest(String expression) {
        return "md5(group_concat(" + expression + " order by " + expression + " separator ','))";
    }

    // housekeeping

    /** InnoDB purges old rows by itself, and the statistics it keeps hold no values. */
    @Override
    public List<Sql> vacuum(TableName table) {
        return List.of();
    }

    @Override
    public Sql refresh(TableName materialisedView) {
        throw new IllegalStateException("there are no stored views");
    }
}
