package dev.palimpsest.proof;

import static dev.palimpsest.proof.Club.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.ledger.Decision.Verdict;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Decisions about lists of texts, and about texts that may not be there twice, in tables of which the map says nothing. */
@Tag("database")
final class DecidedListsTest {
    @TempDir
    private Path directory;

    @AutoClose
    private Club club;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POSTGRESQL|text[]|{\"Planted a summer rose\",\"b, c\"}|{\"Planted a […]\",\"b, c\"}",
                "POSTGRESQL|varchar(21)[]|{\"Planted a summer rose\",x}|{\"Planted a […]\",x}",
                "POSTGRESQL|text[] unique|{\"Planted a summer rose\",x}|\\{\"Planted a \\[…][a-z]{14}\",x}",
                "POSTGRESQL|varchar(40) unique|Planted a summer rose|Planted a \\[…][a-z]{14}",
                "MARIADB|varchar(40) unique|Planted a summer rose|Planted a \\[…][a-z]{14}",
            })
    void one_row_is_struck_and_another_stays(Product product, String type, String text, String struck) {
        String first = text;
        String second = text.replace("Planted", "Painted");
        club = Club.open(
                product,
                directory,
                Club.MAP,
                "create table leaflet (id int primary key, body " + type + ")",
                "insert into leaflet values (1, '" + first + "'), (2, '" + second + "')");
        assertThat(club.proved().possible()).hasSize(2);

        club.decide(request(Verdict.TREAT, "leaflet", "body", "1"), request(Verdict.KEEP, "leaflet", "body", "2"));
        club.resume();

        List<String> now = club.database().rows("select body from leaflet order by id");
        assertThat(now.getLast()).isEqualTo(second);
        assertThat(now.getFirst())
                .satisfiesAnyOf(
                        body -> assertThat(body).isEqualTo(struck),
                        body -> assertThat(body).matches(struck));
        assertThat(club.provedAgain().green()).isTrue();
    }
}
