package dev.palimpsest.treatment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.ColumnFamily;
import dev.palimpsest.database.Table;
import dev.palimpsest.database.TableName;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bounds of whole numbers, in the names that PostgreSQL and MariaDB give their types. */
final class WholeNumberTest {
    @ParameterizedTest
    @CsvSource({
        "tinyint(4), -128, 127",
        "tinyint(3) unsigned, 0, 255",
        "smallint, -32768, 32767",
        "smallint(5) unsigned, 0, 65535",
        "mediumint(9), -8388608, 8388607",
        "mediumint(8) unsigned, 0, 16777215",
        "integer, -2147483648, 2147483647",
        "int(11), -2147483648, 2147483647",
        "int, -2147483648, 2147483647",
        "int unsigned, 0, 4294967295",
        "int(6) unsigned zerofill, 0, 4294967295"
    })
    void a_number_fits_up_to_the_bounds_of_its_type(String type, long least, long most) {
        assertThat(fits(type, least)).isTrue();
        assertThat(fits(type, most)).isTrue();
        assertThat(fits(type, least - 1)).isFalse();
        assertThat(fits(type, most + 1)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"bigint(20), true", "bigint, true", "bigint(20) unsigned, false"})
    void a_long_number_fits_unless_its_sign_does_not(String type, boolean negative) {
        assertThat(fits(type, Long.MAX_VALUE)).isTrue();
        assertThat(fits(type, Long.MIN_VALUE)).isEqualTo(negative);
        assertThat(fits(type, -1)).isEqualTo(negative);
        assertThat(fits(type, 0)).isTrue();
    }

    private static boolean fits(String type, long number) {
        Column column = new Column("c", 1, type, ColumnFamily.INTEGER, false, null, 0, false, false, false);
        Table table = new Table(
                new TableName("s", "t"),
                Table.Kind.TABLE,
                List.of(column),
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                false,
                Set.of());
        return new Replace(Long.toString(number), false)
                .objections(column, table)
                .isEmpty();
    }
}
