package dev.palimpsest.treatment;

import static dev.palimpsest.treatment.Box.column;
import static dev.palimpsest.treatment.Box.treatment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.Table;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code random} on a column of each type it says it fits. */
@Tag("database")
final class RandomValueTest {
    @AutoClose
    private final Box box = new Box();

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
        Table table = box.of(type);
        Column column = column(table);
        Treatment.Computed random = (Treatment.Computed) treatment("random", Map.of("", "text"));
        assertThat(random.objections(column, table)).isEmpty();
        box.execute("insert into box values (1, " + (type.startsWith("uuid") ? "gen_random_uuid()" : "'7'") + ")");

        box.session().update(Sql.of("update box set v = ").add(random.value(column, "box.v", box.dialect())));

        assertThat(box.value()).matches(form);
    }

    @Test
    void random_values_of_ten_thousand_rows_are_all_different() throws SQLException {
        box.execute(
                "create table crowd (id int primary key, a varchar(12) not null unique, b text unique, c bigint unique, d uuid unique)");
        box.execute(
                "insert into crowd select n, n::text, n::text, n, gen_random_uuid() from generate_series(1, 10000) n");
        Table crowd = box.table("crowd");
        for (String name : List.of("a", "b", "c", "d")) {
            Column column = crowd.column(name).orElseThrow();
            Treatment.Computed random = (Treatment.Computed) treatment("random", Map.of("", "text"));
            assertThat(random.objections(column, crowd)).isEmpty();

            box.session()
                    .update(Sql.of("update crowd set " + name + " = ")
                            .add(random.value(column, "crowd." + name, box.dialect())));

            assertThat(box.session()
                            .<Long>first(
                                    Sql.of("select count(distinct " + name + ") from crowd"), row -> row.getLong(1)))
                    .as(name)
                    .isEqualTo(10_000);
        }
    }

    @Test
    void random_digits_are_spread_evenly() throws SQLException {
        // 16 digits in each of 20 places among 2000 values: 125 each, give or take six deviations
        List<String> values = box.session()
                .list(
                        Sql.of("select " + box.dialect().randomHex(20) + " from generate_series(1, 2000)"),
                        row -> row.getString(1));
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
        assertThat(box.treated(
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

        assertThat(box.objections(type, random)).singleElement().asString().startsWith(why);
    }

    @Test
    void random_knows_only_texts() {
        assertThatThrownBy(() -> treatment("random", Map.of("", "txet")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'text'");
    }
}
