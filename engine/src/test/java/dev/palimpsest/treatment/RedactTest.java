package dev.palimpsest.treatment;

import static dev.palimpsest.treatment.Box.treatment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which columns and marks {@code redact} takes. */
@Tag("database")
final class RedactTest {
    @AutoClose
    private final Box box = new Box();

    @Test
    void redact_fits_texts_json_and_xml() throws SQLException {
        assertThat(box.objections("text", treatment("redact", Map.of()))).isEmpty();
        box.execute("drop table box");
        assertThat(box.objections("jsonb", treatment("redact", Map.of("", "anywhere"))))
                .isEmpty();
        box.execute("drop table box");
        assertThat(box.objections("xml", treatment("redact", Map.of("", "own", "mark", "[removed]"))))
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
        assertThat(box.objections(type, treatment("redact", Map.of())))
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
