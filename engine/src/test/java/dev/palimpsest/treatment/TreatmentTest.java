package dev.palimpsest.treatment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palimpsest.TestDatabase;
import dev.palimpsest.database.Column;
import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Dialects;
import dev.palimpsest.database.SchemaReader;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.Table;
import dev.palimpsest.database.TableName;
import dev.palimpsest.map.TreatmentDeclaration;
import dev.palimpsest.problem.Position;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each treatment tried on a column of each type it says it fits, in the database itself. */
@Tag("database")
final class TreatmentTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static TestDatabase database;

    private Connection connection;
    private Session session;
    private Dialect dialect;

    @BeforeAll
    static void createDatabase() {
        database =
                TestDatabase.create("create type mood as enum ('glad', 'sad')", "create domain postcode as varchar(5)");
    }

    @BeforeEach
    void connect() throws SQLException {
        connection = database.connection();
        connection.setAutoCommit(false);
        dialect = Dialects.of(connection);
        session = new Session(connection, dialect);
    }

    @AfterEach
    void undo() throws SQLException {
        connection.rollback();
        connection.close();
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Table table(String columnType) throws SQLException {
        execute("create table box (id int primary key, v " + columnType + ")");
        return SchemaReader.read(connection).require(new TableName("public", "box"));
    }

    /** A treatment as the map writes it; the first option stands under the empty name. */
    private static Treatment treatment(String method, Map<String, Object> options) {
        return treatment(method, options, BERLIN);
    }

    private static Treatment treatment(String method, Map<String, Object> options, ZoneId zone) {
        TreatmentDeclaration declaration = new TreatmentDeclaration(method, options, new Position("test.yaml", 1, 1));
        return Treatments.method(method).orElseThrow().reader().read(declaration, new Method.Context("en", zone));
    }

    private static Treatment generalise(String unit, int size) {
        return treatment(
                "generalise",
                switch (unit) {
                    case "year" -> Map.of("", unit, "step", size);
                    case "prefix" -> Map.of("", unit, "keep", size);
                    case "band" -> Map.of("", unit, "width", size);
                    default -> Map.of("", unit);
                });
    }

    private List<String> objections(String columnType, Treatment treatment) throws SQLException {
        Table table = table(columnType);
        return treatment.objections(table.column("v").orElseThrow(), table);
    }

    /**
     * Treats one value twice: the treatment must not object, its result must pass its own check, and treating again must
     * change nothing.
     *
     * @param literal a literal of the column's type, or null
     */
    private String treated(String columnType, String literal, Treatment treatment) throws SQLException {
        Table table = table(columnType);
        Column column = table.column("v").orElseThrow();
        assertThat(treatment.objections(column, table)).isEmpty();
        execute("insert into box values (1, " + (literal == null ? "null" : "'" + literal.replace("'", "''") + "'")
                + ")");
        Treatment.Computed computed = (Treatment.Computed) treatment;
        Sql update = Sql.of("update box set v = ").add(computed.value(column, "box.v", dialect));
        session.update(update);
        String once = value();
        assertThat(holds(computed, column))
                .as("holds after '%s' became '%s'", literal, once)
                .isTrue();
        if (computed.holdsAfterwards(column, "box.v", dialect).isPresent()) {
            session.update(update);
            assertThat(value()).as("treated twice").isEqualTo(once);
        }
        return once;
    }

    private boolean holds(Treatment.Computed treatment, Column column) throws SQLException {
        Sql condition = treatment.holdsAfterwards(column, "box.v", dialect).orElse(Sql.of("true"));
        return Boolean.TRUE.equals(
                session.first(Sql.of("select ").add(condition).add(" from box"), row -> row.getBoolean(1)));
    }

    private String value() throws SQLException {
        return session.list(Sql.of("select cast(v as text) from box"), row -> String.valueOf(row.getString(1)))
                .getFirst();
    }

    // erase

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text|Anna",
                "varchar(20)|Anna",
                "char(5)|Anna",
                "postcode|50667",
                "jsonb|{\"a\": 1}",
                "xml|<a/>",
                "int|7",
                "smallint|7",
                "bigint|7",
                "numeric(8,2)|7.5",
                "real|7.5",
                "double precision|7.5",
                "boolean|true",
                "date|1984-05-17",
                "timestamp|1984-05-17 10:00",
                "timestamptz|1984-05-17 10:00+02",
                "time|10:00",
                "uuid|00000000-0000-4000-8000-000000000001",
                "mood|sad",
                "bytea|\\x01",
                "text[]|{a,b}",
                "inet|10.0.0.1",
                "int4range|[1,5)",
                "point|(1,2)",
                "interval|1 day",
                "oid|5"
            })
    void erase_fits_every_type_that_may_be_null(String type, String value) throws SQLException {
        assertThat(treated(type, value, treatment("erase", Map.of()))).isEqualTo("null");
    }

    @Test
    void erase_does_not_fit_a_column_that_must_not_be_null() throws SQLException {
        assertThat(objections("text not null", treatment("erase", Map.of())))
                .containsExactly("is NOT NULL, so 'erase' is impossible. Use 'replace', or 'random'.");
    }

    @Test
    void erase_notices_what_is_still_there() throws SQLException {
        Column column = table("text").column("v").orElseThrow();
        execute("insert into box values (1, 'Anna')");

        assertThat(holds((Treatment.Computed) treatment("erase", Map.of()), column))
                .isFalse();
    }

    // replace

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text|Anna|Member",
                "varchar(6)|Anna|Member",
                "char(10)|Anna|Member",
                "postcode|50667|00000",
                "int|7|0",
                "bigint|7|-9223372036854775808",
                "numeric(8,2)|7.5|0.00",
                "real|7.5|0.5",
                "boolean|true|false",
                "date|1984-05-17|1900-01-01",
                "timestamp|1984-05-17 10:00|1900-01-01",
                "timestamptz|1984-05-17 10:00+02|1900-01-01",
                "time|10:00|00:00",
                "uuid|00000000-0000-4000-8000-000000000001|00000000-0000-0000-0000-000000000000",
                "mood|sad|glad",
                "jsonb|{\"a\": 1}|{}",
                "json|{\"a\": 1}|[]",
                "xml|<a/>|<b/>",
                "text[]|{a,b}|{}",
                "inet|10.0.0.1|0.0.0.0",
                "interval|1 day|0"
            })
    void replace_fits_every_type_its_text_can_be_cast_to(String type, String value, String text) throws SQLException {
        treated(type, value, treatment("replace", Map.of("", text)));

        assertThat(session.<Boolean>first(
                        Sql.of("select cast(v as text) = cast(cast(? as " + type + ") as text) from box", text),
                        row -> row.getBoolean(1)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text unique|Member|is unique",
                "varchar(5)|Member|holds at most 5 characters, the text has 6",
                "int|Member|is of type integer",
                "int|99999999999|is of type integer",
                "smallint|40000|is of type smallint",
                "numeric(4,2)|100|is of type numeric(4,2)",
                "date|22.11.2026|is of type date",
                "timestamp|yesterday evening|is of type timestamp",
                "timestamptz|soon|is of type timestamp with time zone",
                "time|noonish|is of type time",
                "boolean|maybe|is of type boolean",
                "uuid|none|is of type uuid",
                "uuid|1-1-1-1-1|is of type uuid",
                "jsonb|none|is of type jsonb",
                "jsonb|{none}|is of type jsonb",
                "bytea|none|is of type bytea",
            })
    void replace_does_not_fit_where_the_text_would_be_refused(String type, String text, String why)
            throws SQLException {
        assertThat(objections(type, treatment("replace", Map.of("", text))))
                .singleElement()
                .asString()
                .startsWith(why);
    }

    @Test
    void replace_does_not_fit_a_part_of_a_unique_key() throws SQLException {
        assertThat(objections("text not null, club int, unique (club, v)", treatment("replace", Map.of("", "Member"))))
                .singleElement()
                .asString()
                .startsWith("is part of a unique key");
    }

    @Test
    void replace_leaves_null_where_there_was_nothing() throws SQLException {
        assertThat(treated("text", null, treatment("replace", Map.of("", "Member"))))
                .isEqualTo("null");
    }

    @Test
    void the_archive_mark_is_written_over_null_too() throws SQLException {
        assertThat(treated("text", null, Treatments.fixed("ARCHIVED"))).isEqualTo("ARCHIVED");
    }

    @Test
    void replace_notices_another_text() throws SQLException {
        Column column = table("text").column("v").orElseThrow();
        execute("insert into box values (1, 'Anna')");

        assertThat(holds((Treatment.Computed) treatment("replace", Map.of("", "Member")), column))
                .isFalse();
    }

    @Test
    void the_archive_mark_notices_null() throws SQLException {
        Column column = table("text").column("v").orElseThrow();
        execute("insert into box values (1, null)");

        assertThat(holds((Treatment.Computed) Treatments.fixed("ARCHIVED"), column))
                .isFalse();
    }

    // random

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text|[0-9a-f]{20}",
                "varchar(30) not null|[0-9a-f]{20}",
                "varchar(8)|[0-9a-f]{8}",
                "char(6)|[0-9a-f]{6}",
                "postcode|[0-9a-f]{5}",
                "uuid|[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}",
                "bigint unique|[0-9]{1,15}",
                "int|[0-9]{1,9}",
                "smallint|[0-9]{1,4}",
                "numeric(14,2) unique|[0-9]{1,12}\\.00",
                "numeric|[0-9]{1,15}",
                "numeric(3,1)|[0-9]{1,2}\\.0"
            })
    void random_fits_texts_whole_and_exact_numbers_and_uuids(String type, String form) throws SQLException {
        Table table = table(type);
        Column column = table.column("v").orElseThrow();
        Treatment.Computed random = (Treatment.Computed) treatment("random", Map.of("", "text"));
        assertThat(random.objections(column, table)).isEmpty();
        execute("insert into box values (1, " + (type.startsWith("uuid") ? "gen_random_uuid()" : "'7'") + ")");

        session.update(Sql.of("update box set v = ").add(random.value(column, "box.v", dialect)));

        assertThat(value()).matches(form);
    }

    @Test
    void random_values_of_ten_thousand_rows_are_all_different() throws SQLException {
        execute(
                "create table crowd (id int primary key, a varchar(12) not null unique, b text unique, c bigint unique, d uuid unique)");
        execute("insert into crowd select n, n::text, n::text, n, gen_random_uuid() from generate_series(1, 10000) n");
        Table crowd = SchemaReader.read(connection).require(new TableName("public", "crowd"));
        for (String name : List.of("a", "b", "c", "d")) {
            Column column = crowd.column(name).orElseThrow();
            Treatment.Computed random = (Treatment.Computed) treatment("random", Map.of("", "text"));
            assertThat(random.objections(column, crowd)).isEmpty();

            session.update(
                    Sql.of("update crowd set " + name + " = ").add(random.value(column, "crowd." + name, dialect)));

            assertThat(session.<Long>first(
                            Sql.of("select count(distinct " + name + ") from crowd"), row -> row.getLong(1)))
                    .as(name)
                    .isEqualTo(10_000);
        }
    }

    @Test
    void random_digits_are_spread_evenly() throws SQLException {
        // 16 digits in each of 20 places among 2000 values: 125 each, give or take six deviations
        List<String> values = session.list(
                Sql.of("select " + dialect.randomHex(20) + " from generate_series(1, 2000)"), row -> row.getString(1));
        for (int place = 0; place < 20; place++) {
            int at = place;
            for (char digit : "0123456789abcdef".toCharArray()) {
                assertThat(values.stream()
                                .filter(value -> value.charAt(at) == digit)
                                .count())
                        .as("digit %s in place %s", digit, place)
                        .isBetween(60L, 190L);
            }
        }
    }

    @Test
    void random_puts_the_prefix_before() throws SQLException {
        assertThat(treated(
                        "varchar(20) not null unique", "M-1", treatment("random", Map.of("", "text", "prefix", "X-"))))
                .matches("X-[0-9a-f]{18}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "varchar(11) unique||has room for 11 random digits, a unique column needs 12",
                "varchar(13) unique|X-|has room for 11 random digits, a unique column needs 12",
                "varchar(2)|X-|has room for 0 random digits",
                "varchar(4) not null, club int, unique (club, v)||has room for 4 random digits, a unique column needs 12",
                "int unique||has too few digits",
                "numeric(12,2) unique||has too few digits",
                "numeric(2,2)||has no room for a whole number",
                "int|X-|holds numbers, so 'prefix' is impossible",
                "uuid|X-|is of type uuid, so 'prefix' is impossible",
                "date||is of type date, for which there is no random value",
                "jsonb||is of type jsonb",
                "boolean||is of type boolean",
                "mood||is of type",
                "real||is of type real",
            })
    void random_does_not_fit_where_there_is_no_room_or_no_random_value(String type, String prefix, String why)
            throws SQLException {
        Treatment random = treatment("random", prefix == null ? Map.of() : Map.of("", "text", "prefix", prefix));

        assertThat(objections(type, random)).singleElement().asString().startsWith(why);
    }

    @Test
    void random_knows_only_texts() {
        assertThatThrownBy(() -> treatment("random", Map.of("", "txet")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'text'");
    }

    // generalise

    @ParameterizedTest
    @CsvSource({
        "date, 1984-05-17, 1, 1984-01-01",
        "date, 1984-01-01, 1, 1984-01-01",
        "date, 1984-12-31, 5, 1980-01-01",
        "date, 1985-01-01, 5, 1985-01-01",
        "date, 1989-12-31, 10, 1980-01-01",
        "date, 1990-01-01, 10, 1990-01-01",
        "date, 2000-02-29, 100, 2000-01-01",
        "date, 0001-01-01, 5, 0001-01-01",
        "date, 9999-12-31, 10, 9990-01-01",
        "timestamp, 1984-05-17 23:59:59.999, 10, 1980-01-01 00:00:00",
    })
    void a_date_becomes_the_first_day_of_its_span_of_years(String type, String value, int step, String expected)
            throws SQLException {
        assertThat(treated(type, value, generalise("year", step))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "date, 2026-11-22, 2026-11-01",
        "date, 2026-11-01, 2026-11-01",
        "date, 2024-02-29, 2024-02-01",
        "timestamp, 2026-11-30 23:59:59, 2026-11-01 00:00:00",
        "timestamp(0), 2026-11-30 12:00:00, 2026-11-01 00:00:00",
        "date, infinity, infinity",
    })
    void a_date_becomes_the_first_of_its_month(String type, String value, String expected) throws SQLException {
        assertThat(treated(type, value, generalise("month", 0))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "date, 2026-11-22, 2026-11-16, a Sunday goes back to its Monday",
        "date, 2026-11-23, 2026-11-23, a Monday stays",
        "date, 2026-11-29, 2026-11-23, the Sunday after",
        "date, 2026-11-01, 2026-11-01, a first of the month that is a Sunday stays in its month",
        "date, 2026-10-03, 2026-10-01, the week began in September",
        "date, 2026-01-01, 2026-01-01, and never in the year before",
        "date, 2026-02-01, 2026-02-01, nor in the month before",
        "timestamp, 2026-11-22 23:59:59, 2026-11-16 00:00:00, a local time",
    })
    void a_date_becomes_the_monday_of_its_week_but_never_leaves_its_month(
            String type, String value, String expected, String which) throws SQLException {
        assertThat(treated(type, value, generalise("week", 0))).as(which).isEqualTo(expected);
    }

    @Test
    void no_day_of_ten_years_leaves_its_month_and_weeks_stay_whole_otherwise() throws SQLException {
        Column column = table("date").column("v").orElseThrow();
        String week = dialect.startOfWeekInMonth("v", column.family(), BERLIN);
        execute("insert into box select d, date '2020-01-01' + d from generate_series(0, 3652) d");

        assertThat(session.<Long>first(
                        Sql.of("select count(*) from box where date_trunc('month', v) <> date_trunc('month', " + week
                                + ") or " + week + " > v or v - " + week + " > 6"
                                + " or extract(isodow from " + week + ") <> 1 and extract(day from " + week + ") <> 1"),
                        row -> row.getLong(1)))
                .isZero();
    }

    /** Instants are cut in the business time zone, across its changes of the clock. */
    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, month, 2026-10-31 22:59:59+00, 2026-10-01 00:00 +0200, an hour before November in Berlin",
        "Europe/Berlin, month, 2026-10-31 23:00:00+00, 2026-11-01 00:00 +0100, November has begun in Berlin only",
        "Europe/Berlin, month, 2026-03-31 21:59:59+00, 2026-03-01 00:00 +0100, the clock changed on 29 March",
        "Europe/Berlin, month, 2026-03-31 22:00:00+00, 2026-04-01 00:00 +0200, April",
        "Europe/Berlin, week, 2026-10-25 00:30:00+00, 2026-10-19 00:00 +0200, the first half past two of that night",
        "Europe/Berlin, week, 2026-10-25 01:30:00+00, 2026-10-19 00:00 +0200, the second one",
        "Europe/Berlin, week, 2026-10-25 23:00:00+00, 2026-10-26 00:00 +0100, Monday in winter time",
        "Europe/Berlin, week, 2026-03-29 01:00:00+00, 2026-03-23 00:00 +0100, the hour that is left out",
        "Europe/Berlin, year, 2025-12-31 23:30:00+00, 2026-01-01 00:00 +0100, new year in Berlin",
        "Europe/Berlin, year, 2025-12-31 22:30:00+00, 2025-01-01 00:00 +0100, not yet",
        "America/New_York, month, 2026-03-01 04:59:59+00, 2026-02-01 00:00 -0500, February in New York",
        "America/New_York, month, 2026-03-01 05:00:00+00, 2026-03-01 00:00 -0500, March",
        "Asia/Kolkata, month, 2026-02-28 18:30:00+00, 2026-03-01 00:00 +0530, half an hour off",
        "Africa/Cairo, month, 2014-05-16 00:00:00+00, 2014-05-01 00:00 +0200, Egypt",
        "America/Sao_Paulo, month, 2017-10-15 12:00:00+00, 2017-10-01 00:00 -0300, midnight of the 15th did not exist",
        "America/Sao_Paulo, week, 2017-10-20 12:00:00+00, 2017-10-16 00:00 -0200, the Monday after",
        "Asia/Beirut, week, 2026-03-29 12:00:00+00, 2026-03-23 00:00 +0200, midnight of the 29th did not exist",
        "America/Havana, month, 2026-11-01 04:30:00+00, 2026-11-01 00:00 -0500, midnight came twice",
        "Pacific/Apia, month, 2011-12-31 12:00:00+00, 2012-01-01 00:00 +1400, the 30th did not exist",
        "UTC, month, 2026-10-31 23:59:59+00, 2026-10-01 00:00 +0000, no zone",
    })
    void an_instant_is_cut_in_the_business_time_zone(
            String zone, String unit, String instant, String local, String which) throws SQLException {
        Treatment treatment = treatment("generalise", Map.of("", unit), ZoneId.of(zone));

        treated("timestamptz", instant, treatment);

        assertThat(session.<Boolean>first(
                        Sql.of("select v = cast(? as timestamptz) from box", local.replaceFirst(" (\\S+)$", "$1")),
                        row -> row.getBoolean(1)))
                .as("%s: %s", which, value())
                .isTrue();
    }

    @Test
    void an_instant_stays_in_its_local_month_in_every_zone() throws SQLException {
        Column column = table("timestamptz").column("v").orElseThrow();
        execute(
                "insert into box select h, timestamptz '2025-12-25 00:00+00' + h * interval '97 minutes' from generate_series(0, 6000) h");
        for (String zone : List.of(
                "Europe/Berlin",
                "America/Sao_Paulo",
                "Asia/Kathmandu",
                "Pacific/Chatham",
                "America/Havana",
                "Australia/Lord_Howe")) {
            ZoneId id = ZoneId.of(zone);
            String week = dialect.startOfWeekInMonth("v", column.family(), id);
            String month = dialect.startOfMonth("v", column.family(), id);
            assertThat(session.<Long>first(
                            Sql.of("select count(*) from box where " + week + " > v or " + month + " > " + week
                                    + " or date_trunc('month', v at time zone '" + zone + "') <> date_trunc('month', "
                                    + week
                                    + " at time zone '" + zone + "')"),
                            row -> row.getLong(1)))
                    .as(zone)
                    .isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "text, 50667, 2, 50",
        "text, 5, 2, 5",
        "varchar(10), 50667, 5, 50667",
        "postcode, 50667, 1, 5",
        "text, Ärmel, 1, Ä",
        "text, 50667, 0, ''",
        "'char(5)', 50667, 2, '50   '",
    })
    void a_text_keeps_its_first_characters(String type, String value, int keep, String expected) throws SQLException {
        assertThat(treated(type, value, generalise("prefix", keep)).stripTrailing())
                .isEqualTo(expected.stripTrailing());
    }

    @ParameterizedTest
    @CsvSource({
        "int, 0, 10, 0",
        "int, 9, 10, 0",
        "int, 10, 10, 10",
        "int, 19, 10, 10",
        "int, -1, 10, -10",
        "int, -10, 10, -10",
        "int, -11, 10, -20",
        "bigint, 123456789012345678, 1000, 123456789012345000",
        "bigint, -123456789012345678, 1000, -123456789012346000",
        "smallint, -5, 10, -10",
        "'numeric(10,2)', 19.99, 10, 10.00",
        "'numeric(10,2)', -0.01, 10, -10.00",
        "numeric, 29.5, 5, 25",
        "double precision, 19.99, 10, 10",
        "real, -0.5, 1, -1",
    })
    void a_number_becomes_the_lower_bound_of_its_band(String type, String value, int width, String expected)
            throws SQLException {
        assertThat(treated(type, value, generalise("band", width))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "year|text|is of type text, which 'year' does not fit",
                "month|int|is of type integer, which 'month' does not fit",
                "week|time|is of type time without time zone, which 'week' does not fit",
                "prefix|int|is of type integer, which 'prefix' does not fit",
                "prefix|jsonb|is of type jsonb, which 'prefix' does not fit",
                "band|text|is of type text, which 'band' does not fit",
                "band|date|is of type date, which 'band' does not fit",
                "month|date unique|is part of a unique key",
                "band|int, w int, unique (w, v)|is part of a unique key",
            })
    void generalise_does_not_fit_other_types_and_unique_keys(String unit, String type, String why) throws SQLException {
        assertThat(objections(type, generalise(unit, 2)))
                .singleElement()
                .asString()
                .startsWith(why);
    }

    @ParameterizedTest
    @CsvSource({
        "year, date, 1984-05-17",
        "month, timestamptz, 1984-05-17 10:00+02",
        "week, timestamp, 1984-05-17 10:00",
        "band, int, 7",
        "prefix, text, Anna"
    })
    void generalise_leaves_null_and_notices_what_is_still_fine(String unit, String type, String value)
            throws SQLException {
        assertThat(treated(type, null, generalise(unit, 2))).isEqualTo("null");
        Column column = SchemaReader.read(connection)
                .require(new TableName("public", "box"))
                .column("v")
                .orElseThrow();
        execute("update box set v = '" + value + "'");

        assertThat(holds((Treatment.Computed) generalise(unit, 2), column)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"year", "band"})
    void sizes_out_of_range_are_refused(String unit) {
        assertThatThrownBy(() -> generalise(unit, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be a whole number from 1 to");
    }

    // redact

    @Test
    void redact_fits_texts_json_and_xml() throws SQLException {
        assertThat(objections("text", treatment("redact", Map.of()))).isEmpty();
        execute("drop table box");
        assertThat(objections("jsonb", treatment("redact", Map.of("", "anywhere"))))
                .isEmpty();
        execute("drop table box");
        assertThat(objections("xml", treatment("redact", Map.of("", "own", "mark", "[removed]"))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "int|is of type integer, 'redact' needs text, JSON or XML",
                "int[]|is of type integer[], 'redact' needs text, JSON or XML",
                "varchar(14) unique|is part of a unique key",
            })
    void redact_does_not_fit_others(String type, String why) throws SQLException {
        assertThat(objections(type, treatment("redact", Map.of())))
                .singleElement()
                .asString()
                .startsWith(why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "[0]", "12345678901234567890123456789012345678901"})
    void a_mark_that_could_be_taken_for_something_is_refused(String mark) {
        assertThatThrownBy(() -> treatment("redact", Map.of("", "own", "mark", mark)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'mark' must be");
    }
}
