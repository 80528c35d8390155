package dev.palimpsest.treatment;

import static dev.palimpsest.treatment.Box.column;
import static dev.palimpsest.treatment.Box.generalise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palimpsest.database.Column;
import java.sql.SQLException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code generalise} on texts and numbers, and what it does not fit. */
@Tag("database")
final class GeneraliseTest {
    @AutoClose
    private final Box box = new Box();

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
        assertThat(box.treated(type, value, generalise("prefix", keep)).stripTrailing())
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
        assertThat(box.treated(type, value, generalise("band", width))).isEqualTo(expected);
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
        assertThat(box.objections(type, generalise(unit, 2)))
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
        assertThat(box.treated(type, null, generalise(unit, 2))).isEqualTo("null");
        Column column = column(box.table("box"));
        box.execute("update box set v = '" + value + "'");

        assertThat(box.holds(generalise(unit, 2), column)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"year", "band"})
    void sizes_out_of_range_are_refused(String unit) {
        assertThatThrownBy(() -> generalise(unit, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be a whole number from 1 to");
    }
}
