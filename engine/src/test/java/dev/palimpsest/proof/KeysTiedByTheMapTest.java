package dev.palimpsest.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.TestDatabase.Product;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A key that by the map refers to somebody's number is shown no more than one that does so by a foreign key. */
@Tag("database")
final class KeysTiedByTheMapTest {
    @TempDir
    private Path directory;

    @AutoClose
    private Club club;

    /** 4929 1234 5678 is Ida Berg's, who stays. */
    @ParameterizedTest
    @EnumSource(Product.class)
    void a_number_that_refers_to_an_identifier_by_the_map_is_shown_as_no_key(Product product) throws IOException {
        club = Club.open(
                product,
                directory,
                Club.MAP.replace("phone: phone}", "phone: phone, number: card.card_number}")
                        + "  card: delete\n"
                        + "  loan: {via: [\"card_number -> card.card_number\", member_id], delete: rows}\n",
                "create table card (card_number bigint primary key, member_id bigint references member (id), body varchar(80))",
                "create table loan (card_number bigint primary key, body varchar(80))",
                "create index card_member on card (member_id)",
                "insert into card values (492912345678, 2, 'red')",
                "insert into loan values (492912345678, 'Planted a summer rose')");

        assertThat(club.proved().possible())
                .singleElement()
                .satisfies(line -> assertThat(line.key()).startsWith("row-"));
        assertThat(club.reports()).doesNotContain("492912345678");
    }
}
