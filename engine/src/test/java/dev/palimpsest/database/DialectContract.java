package dev.palimpsest.database;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.map.SubjectKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link Dialect} must do, whatever the database. One subclass per database gives a fresh database with the
 * tables {@code member (id, name)} and {@code visit (id, member_id, day)} and connections to it.
 */
@Tag("database")
abstract class DialectContract {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private final List<Connection> connections = new ArrayList<>();
    Session session;
    Dialect dialect;

    /** A new connection to the database of this test. */
    abstract Connection connect() throws SQLException;

    /** The schema that the tables of this test lie in. */
    abstract String schema();

    final TableName table(String name) {
        return new TableName(schema(), name);
    }

    /** The type of a key column as the dialect's database writes it. */
    abstract String keyType();

    /** A literal of an instant, given in UTC. */
    abstract String instant(String utc);

    @BeforeEach
    void open() throws SQLException {
        session = another();
        dialect = session.dialect();
        execute(
                session,
                "create table member (id bigint primary key, name varchar(100) not null)",
                "create table visit (id bigint primary key, member_id bigint, day date)",
                "create index visit_member on visit (member_id)",
                "insert into member values (1, 'Anna'), (2, 'Bert'), (3, 'Cora')",
                "insert into visit values (11, 1, '2025-01-01'), (12, 1, '2025-01-02'), (21, 2, '2025-01-03')");
        session.execute(dialect.createChunkTable(keyType()));
        session.connection().commit();
    }

    @AfterEach
    void close() throws SQLException {
        for (Connection connection : connections) {
            connection.close();
        }
    }

    /** Somebody else, in a transaction of their own. */
    Session another() throws SQLException {
        Connection connection = connect();
        connections.add(connection);
        connection.setAutoCommit(false);
        return new Session(connection, Dialects.of(connection));
    }

    static void execute(Session session, String... statements) throws SQLException {
        try (Statement statement = session.connection().createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    static List<String> list(Session session, Sql sql) throws SQLException {
        return session.list(sql, row -> String.valueOf(row.getString(1)));
    }

    private String one(String expression) throws SQLException {
        return list(session, Sql.of("select " + dialect.asText(expression))).getFirst();
    }

    static List<SubjectKey> keys(Object... values) {
        return java.util.Arrays.stream(values)
                .map(value -> new SubjectKey(value.toString()))
                .toList();
    }

    // bytes

    static Stream<Arguments> bytesWithWords() {
        byte[] late = new byte[5_000];
        Arrays.fill(late, (byte) ' ');
        late[4_500] = 0;
        return Stream.of(
                Arguments.of("a plain text", "Dear Anna,\r\n\tyours".getBytes(UTF_8)),
                Arguments.of("nothing", new byte[0]),
                Arguments.of("UTF-8", "Grüße aus Łódź und Αθήνα, Привет".getBytes(UTF_8)),
                Arguments.of("Latin 1", "Gr\u00fc\u00dfe von Ren\u00e9".getBytes(ISO_8859_1)),
                Arguments.of("a backslash", "C:\\new\\000\\x".getBytes(UTF_8)),
                Arguments.of(
                        "serialised PHP",
                        "O:4:\"User\":1:{s:10:\"\0User\0mail\";s:16:\"anna@example.org\";}".getBytes(UTF_8)),
                Arguments.of("strange bytes behind a long beginning of text", late));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bytesWithWords")
    void bytes_that_hold_words_are_read(String what, byte[] bytes) throws SQLException {
        assertThat(wordsIn(bytes)).isEqualToIgnoringCase(HexFormat.of().formatHex(bytes));
    }

    static Stream<Arguments> bytesWithoutWords() {
        byte[] noise = new byte[100_000];
        new Random(4).nextBytes(noise);
        byte[] picture = noise.clone();
        System.arraycopy("\u0089PNG\r\n\u001a\n".getBytes(ISO_8859_1), 0, picture, 0, 8);
        return Stream.of(
                Arguments.of("a picture", picture), Arguments.of("noise", noise), Arguments.of("zeros", new byte[50]));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bytesWithoutWords")
    void bytes_without_words_stay_on_the_server(String what, byte[] bytes) throws SQLException {
        assertThat(wordsIn(bytes)).isNull();
    }

    private @Nullable String wordsIn(byte[] bytes) throws SQLException {
        execute(session, "create table letter (id int primary key, body " + bytesType() + ")");
        try (PreparedStatement insert = session.connection().prepareStatement("insert into letter values (1, ?)")) {
            insert.setBytes(1, bytes);
            insert.execute();
        }
        return session.first(
                Sql.of("select " + dialect.wordsInBytes("body") + " from letter"), row -> row.getString(1));
    }

    @Test
    void hashes_are_no_words() throws SQLException {
        execute(session, "create table letter (id int primary key, body " + bytesType() + ", " + shortBytes() + ")");
        Table letter = SchemaReader.read(session.connection()).require(table("letter"));

        assertThat(letter.columns().stream()
                        .filter(column -> column.family() == ColumnFamily.BINARY && dialect.holdsWords(column))
                        .map(Column::name))
                .startsWith("body")
                .doesNotContain("hash", "shape", "bits");
    }

    /** The type of bytes of any length. */
    abstract String bytesType();

    /** Columns {@code hash, shape, bits} as far as the database has such types. */
    abstract String shortBytes();

    // names and keys

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "Mixed Case",
                "quo\"te",
                "back`tick",
                "apo'strophe",
                "semi;colon",
                "select",
                "ümlaut",
                "100%",
                "que?stion"
            })
    void any_name_can_be_quoted(String name) throws SQLException {
        String quoted = dialect.quote(name);
        execute(session, "create table " + quoted + " (" + quoted + " int)", "insert into " + quoted + " values (7)");

        TableName table = table(name);
        try (Statement statement = session.connection().createStatement();
                var row = statement.executeQuery(
                        "select " + dialect.quote(table, name) + " from " + dialect.quote(table))) {
            row.next();
            assertThat(row.getInt(1)).isEqualTo(7);
        }
    }

    @Test
    void keys_are_a_relation_of_their_type() throws SQLException {
        Dialect.KeySet keys = dialect.keys(keys(3, 1, 99), keyType());

        assertThat(list(
                        session,
                        new Sql()
                                .add(keys.with())
                                .add("select name from member join " + keys.relation()
                                        + " k on k.palimpsest_key = member.id order by id")))
                .containsExactly("Anna", "Cora");
    }

    @Test
    void no_key_is_an_empty_relation() throws SQLException {
        Dialect.KeySet keys = dialect.keys(List.of(), keyType());

        assertThat(list(session, new Sql().add(keys.with()).add("select palimpsest_key from " + keys.relation())))
                .isEmpty();
    }

    @Test
    void twenty_thousand_keys_are_no_problem() throws SQLException {
        List<SubjectKey> many = IntStream.range(0, 20_000)
                .mapToObj(i -> new SubjectKey(Integer.toString(i)))
                .toList();
        Dialect.KeySet keys = dialect.keys(many, keyType());

        assertThat(list(session, new Sql().add(keys.with()).add("select count(*) from " + keys.relation())))
                .containsExactly("20000");
        session.execute(dialect.fillChunkTable(many, keyType()));
        session.execute(dialect.analyseChunkTable());
        assertThat(list(session, Sql.of("select count(*) from " + chunk() + " k")))
                .containsExactly("20000");
    }

    @Test
    void rows_are_a_relation_of_texts_cast_to_types() throws SQLException {
        Sql rows = dialect.rows(
                List.of(List.of("1", "22"), List.of("it's", "\"b\\"), List.of("0.10", "-3")),
                List.of("bigint", "text", "numeric(9,2)"));

        assertThat(list(
                        session,
                        Sql.of("select concat(c0 + 1, c1, c2) from ").add(rows).add(" r order by c0")))
                .containsExactly("2it's0.10", "23\"b\\-3.00");
    }

    // the chunk table

    @Test
    void the_chunk_table_holds_each_key_once_until_it_is_filled_anew() throws SQLException {
        String count = "select count(*) from " + chunk() + " k";
        session.execute(dialect.fillChunkTable(keys(1, 2, 2, 3), keyType()));
        assertThat(list(session, Sql.of(count))).containsExactly("3");

        session.execute(dialect.emptyChunkTable(keys(2, 77), keyType()));
        assertThat(list(session, Sql.of(count))).containsExactly("2");

        session.connection().commit();
        session.execute(dialect.fillChunkTable(keys(1), keyType()));
        assertThat(list(session, Sql.of(count))).containsExactly("1");

        session.connection().rollback();
        session.execute(dialect.fillChunkTable(keys(2, 3), keyType()));
        assertThat(list(session, Sql.of(count))).containsExactly("2");
    }

    @Test
    void the_chunk_table_is_each_sessions_own() throws SQLException {
        session.execute(dialect.fillChunkTable(keys(1, 2), keyType()));
        Session other = another();
        other.execute(dialect.createChunkTable(keyType()));

        assertThat(list(other, Sql.of("select count(*) from " + chunk() + " k")))
                .containsExactly("0");
    }

    @Test
    void making_the_chunk_table_twice_does_no_harm() throws SQLException {
        session.execute(dialect.createChunkTable(keyType()));
        session.connection().commit();

        session.execute(dialect.fillChunkTable(keys(1), keyType()));
        assertThat(list(session, Sql.of("select count(*) from " + chunk() + " k")))
                .containsExactly("1");
    }

    // locks

    @Test
    void subjects_are_locked_but_for_those_that_somebody_else_holds_or_that_are_gone() throws SQLException {
        Session other = another();
        execute(other, "update member set name = 'Berta' where id = 2");
        session.execute(dialect.fillChunkTable(keys(1, 2, 3, 99), keyType()));

        assertThat(list(session, dialect.lockSubjects(table("member"), "id", keyType())))
                .containsExactly("1", "3");

        other.connection().commit();
        assertThat(list(session, dialect.lockSubjects(table("member"), "id", keyType())))
                .containsExactly("1", "2", "3");
    }

    @Test
    void a_locked_subject_is_another_chunks_to_skip() throws SQLException {
        session.execute(dialect.fillChunkTable(keys(1), keyType()));
        list(session, dialect.lockSubjects(table("member"), "id", keyType()));
        Session other = another();
        other.execute(dialect.createChunkTable(keyType()));
        other.connection().commit();
        other.execute(dialect.fillChunkTable(keys(1, 2), keyType()));

        assertThat(list(other, dialect.lockSubjects(table("member"), "id", keyType())))
                .containsExactly("2");
    }

    final String chunk() {
        return dialect.chunkTable(keyType()).relation();
    }

    private Sql visitsOfTheChunk() {
        return Sql.of(
                "(select palimpsest_key as palimpsest_ref, palimpsest_key from " + chunk() + " k) palimpsest_way");
    }

    private Sql ofTheChunk() {
        return Sql.of(dialect.quote(table("visit"), "member_id") + " = palimpsest_way.palimpsest_ref");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void rows_that_somebody_else_changes_name_their_subject(boolean toDelete) throws SQLException {
        session.execute(dialect.fillChunkTable(keys(1, 2), keyType()));
        assertThat(dialect.lockRows(session, visits(), keys(1, 2), keyType(), toDelete))
                .isEmpty();
        session.connection().rollback();
        Session other = another();
        execute(other, "update visit set day = '2026-11-22' where id = 12");
        session.execute(dialect.fillChunkTable(keys(1, 2), keyType()));

        assertThat(dialect.lockRows(session, visits(), keys(1, 2), keyType(), toDelete))
                .containsExactlyElementsOf(keys(1));
    }

    private Dialect.RowsToLock visits() throws SQLException {
        return new Dialect.RowsToLock(visitTable(), visitsOfTheChunk(), ofTheChunk());
    }

    @Test
    void a_lock_wait_ends_with_an_error_to_be_repeated() throws SQLException {
        Session other = another();
        execute(other, "update member set name = 'Berta' where id = 2");
        session.execute(dialect.boundLockWaits(50));

        SQLException refused = org.assertj.core.api.Assertions.catchThrowableOfType(
                SQLException.class, () -> execute(session, "update member set name = 'x' where id = 2"));

        assertThat(ConnectionFailure.classify(refused)).isEqualTo(ConnectionFailure.Failure.RETRY);
    }

    @Test
    void a_session_lock_is_one_sessions_and_lasts_over_transactions() throws SQLException {
        Session other = another();
        assertThat(tryLock(session, "run-1")).isTrue();
        session.connection().rollback();

        assertThat(tryLock(other, "run-1")).isFalse();
        assertThat(tryLock(other, "run-2")).isTrue();

        session.execute(dialect.releaseSessionLock("run-1"));
        session.connection().commit();
        assertThat(tryLock(other, "run-1")).isTrue();
    }

    private boolean tryLock(Session by, String name) throws SQLException {
        return Boolean.TRUE.equals(by.<Boolean>first(dialect.trySessionLock(name), row -> row.getBoolean(1)));
    }

    // changes

    private Table visitTable() throws SQLException {
        return SchemaReader.read(session.connection()).require(table("visit"));
    }

    @Test
    void an_update_changes_the_rows_of_the_source_and_counts_them() throws SQLException {
        session.execute(dialect.fillChunkTable(keys(1), keyType()));

        long changed = session.update(dialect.updateFrom(
                visitTable(),
                List.of(Sql.of(dialect.quote("day") + " = ").add(dialect.day(LocalDate.of(2020, 2, 29)))),
                visitsOfTheChunk(),
                ofTheChunk()));

        assertThat(changed).isEqualTo(2);
        assertThat(list(session, Sql.of("select concat(id, ' ', day) from visit order by id")))
                .containsExactly("11 2020-02-29", "12 2020-02-29", "21 2025-01-03");
    }

    @Test
    void an_update_of_a_value_to_itself_counts_too() throws SQLException {
        session.execute(dialect.fillChunkTable(keys(1), keyType()));

        assertThat(session.update(dialect.updateFrom(
                        visitTable(),
                        List.of(Sql.of(dialect.quote("day") + " = " + dialect.quote(table("visit"), "day"))),
                        visitsOfTheChunk(),
                        ofTheChunk())))
                .isEqualTo(2);
    }

    @Test
    void a_deletion_takes_the_rows_of_the_source_and_counts_them() throws SQLException {
        session.execute(dialect.fillChunkTable(keys(1, 3), keyType()));

        assertThat(session.update(dialect.deleteUsing(visitTable(), visitsOfTheChunk(), ofTheChunk())))
                .isEqualTo(2);
        assertThat(list(session, Sql.of("select id from visit"))).containsExactly("21");
    }

    // days and coarser values

    @ParameterizedTest
    @CsvSource({
        "DATE, 2026-11-22, 2026-11-22",
        "TIMESTAMP, 2026-11-22 23:59:59, 2026-11-22",
        "TIMESTAMP_ZONED, 2026-11-22 22:59:59, 2026-11-22",
        "TIMESTAMP_ZONED, 2026-11-22 23:00:00, 2026-11-23",
        "TIMESTAMP_ZONED, 2026-07-22 21:59:59, 2026-07-22",
        "TIMESTAMP_ZONED, 2026-07-22 22:00:00, 2026-07-23",
    })
    void the_day_is_that_of_the_business_time_zone(ColumnFamily family, String value, String day) throws SQLException {
        assertThat(one(dialect.day(literal(family, value), family, BERLIN))).isEqualTo(day);
    }

    private String literal(ColumnFamily family, String value) {
        return switch (family) {
            case DATE -> "cast('" + value + "' as date)";
            case TIMESTAMP_ZONED -> instant(value);
            default -> timestamp(value);
        };
    }

    /** A literal of a local time. */
    abstract String timestamp(String value);

    @ParameterizedTest
    @CsvSource({
        "DATE, 2026-11-22, 2026-11-01, 2026-11-16, 2025-01-01",
        "DATE, 2026-11-01, 2026-11-01, 2026-11-01, 2025-01-01",
        "TIMESTAMP, 2026-10-03 12:00:00, 2026-10-01 00:00:00, 2026-10-01 00:00:00, 2025-01-01 00:00:00",
        "TIMESTAMP_ZONED, 2026-10-31 23:30:00, 2026-10-31 23:00:00, 2026-10-31 23:00:00, 2024-12-31 23:00:00",
    })
    void coarser_dates(ColumnFamily family, String value, String month, String week, String fiveYears)
            throws SQLException {
        String literal = literal(family, value);

        assertThat(isEqual(dialect.startOfMonth(literal, family, BERLIN), literal(family, month)))
                .isTrue();
        assertThat(isEqual(dialect.startOfWeekInMonth(literal, family, BERLIN), literal(family, week)))
                .isTrue();
        assertThat(isEqual(dialect.startOfYears(literal, family, BERLIN, 5), literal(family, fiveYears)))
                .isTrue();
    }

    private boolean isEqual(String left, String right) throws SQLException {
        return Boolean.TRUE.equals(session.<Boolean>first(
                Sql.of("select case when " + left + " = " + right + " then 1 else 0 end"), row -> row.getInt(1) == 1));
    }

    @Test
    void coarser_texts_and_numbers() throws SQLException {
        assertThat(one(dialect.prefix("'50667'", 2))).isEqualTo("50");
        assertThat(one(dialect.prefix("'Ä'", 2))).isEqualTo("Ä");
        assertThat(isEqual(dialect.band("19", "10"), "10")).isTrue();
        assertThat(isEqual(dialect.band("-1", "10"), "-10")).isTrue();
        assertThat(isEqual(dialect.band("-0.5", "5"), "-5")).isTrue();
    }

    @Test
    void random_values_differ_from_row_to_row_and_have_their_length() throws SQLException {
        for (String random : List.of(dialect.randomHex(20), dialect.randomUuid(), dialect.randomNumber(15))) {
            List<String> values = list(session, Sql.of("select " + dialect.asText(random) + " from visit, member"));
            assertThat(values).hasSize(9).doesNotHaveDuplicates();
        }
        for (int length : List.of(1, 12, 30, 31, 64)) {
            assertThat(one(dialect.randomHex(length))).matches("[0-9a-f]{" + length + "}");
        }
        assertThat(list(session, Sql.of("select " + dialect.asText(dialect.randomNumber(2)) + " from visit, member")))
                .allMatch(value -> value.matches("[0-9]{1,2}"));
    }

    @Test
    void equal_histories_have_equal_digests_in_any_order() throws SQLException {
        execute(
                session,
                "insert into visit values (31, 3, '2025-01-02'), (32, 3, '2025-01-01')",
                "insert into visit values (41, 4, '2025-01-01'), (42, 4, '2025-01-01'), (43, 4, '2025-01-02')");

        List<String> digests = list(
                session,
                Sql.of("select " + dialect.historyDigest(dialect.quote(table("visit"), "day"))
                        + " from visit group by member_id order by member_id"));

        assertThat(digests.get(0)).isEqualTo(digests.get(2));
        assertThat(digests).hasSize(4);
        assertThat(java.util.Set.copyOf(digests)).hasSize(3);
    }
}
