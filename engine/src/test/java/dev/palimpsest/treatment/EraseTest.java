package dev.palimpsest.treatment;

import static dev.palimpsest.treatment.Box.column;
import static dev.palimpsest.treatment.Box.treatment;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.database.Column;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code erase} on a column of each type. */
@Tag("database")
final class EraseTest {
    @AutoClose
    private final Box box = new Box();

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
        assertThat(box.treated(type, value, treatment("erase", Map.of()))).isEqualTo("null");
    }

    @Test
    void erase_does_not_fit_a_column_that_must_not_be_null() throws SQLException {
        assertThat(box.objections("text not null", treatment("erase", Map.of())))
                .containsExactly("is NOT NULL, so 'erase' is impossible. Use 'replace', or 'random'.");
    }

    @Test
    void erase_notices_what_is_still_there() throws SQLException {
        Column column = column(box.of("text"));
        box.execute("insert into box values (1, 'Anna')");

        assertThat(box.holds(treatment("erase", Map.of()), column)).isFalse();
    }
}
