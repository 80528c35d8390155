package dev.palimpsest.treatment;

import static dev.palimpsest.treatment.Box.column;
import static dev.palimpsest.treatment.Box.treatment;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.Sql;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code replace}, and the mark of an archive, on a column of each type. */
@Tag("database")
final class ReplaceTest {
    @AutoClose
    private final Box box = new Box();

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
        box.treated(type, value, treatment("replace", Map.of("", text)));

        assertThat(box.session()
                        .<Boolean>first(
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
        assertThat(box.objections(type, treatment("replace", Map.of("", text))))
                .singleElement()
                .asString()
                .startsWith(why);
    }

    @Test
    void replace_does_not_fit_a_part_of_a_unique_key() throws SQLException {
        assertThat(box.objections(
                        "text not null, club int, unique (club, v)", treatment("replace", Map.of("", "Member"))))
                .singleElement()
                .asString()
                .startsWith("is part of a unique key");
    }

    @Test
    void replace_leaves_null_where_there_was_nothing() throws SQLException {
        assertThat(box.treated("text", null, treatment("replace", Map.of("", "Member"))))
                .isEqualTo("null");
    }

    @Test
    void the_archive_mark_is_written_over_null_too() throws SQLException {
        assertThat(box.treated("text", null, Treatments.fixed("ARCHIVED"))).isEqualTo("ARCHIVED");
    }

    @Test
    void replace_notices_another_text() throws SQLException {
        Column column = column(box.of("text"));
        box.execute("insert into box values (1, 'Anna')");

        assertThat(box.holds(treatment("replace", Map.of("", "Member")), column))
                .isFalse();
    }

    @Test
    void the_archive_mark_notices_null() throws SQLException {
        Column column = column(box.of("text"));
        box.execute("insert into box values (1, null)");

        assertThat(box.holds(Treatments.fixed("ARCHIVED"), column)).isFalse();
    }
}
