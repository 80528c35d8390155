package dev.palimpsest.proof;

import static dev.palimpsest.proof.Club.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.ledger.Decision.Verdict;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A primary key that is swept itself: a row has another name once its key is struck, and what may stay in it still stays. */
@Tag("database")
final class StruckKeysTest {
    @TempDir
    private Path directory;

    @AutoClose
    private Club club;

    @ParameterizedTest
    @EnumSource(Product.class)
    void what_may_stay_in_a_row_stays_though_its_key_is_struck(Product product) {
        club = Club.open(
                product,
                directory,
                Club.MAP + "  note: {code: {redact: anywhere}, body: {redact: anywhere}}\n",
                "create table note (code varchar(60) primary key, body varchar(80))");
        club.proved();
        club.database()
                .execute("insert into note values ('rs44@mail.example', 'Rose Summer the singer'),"
                        + " ('K-17', 'Rose Summer called')");
        club.palimpsest().proveWithoutEnding(Optional.empty());
        String key = club.palimpsest().look(Optional.empty(), 0, 10).orElseThrow().cells().stream()
                .filter(cell -> cell.line().column().equals("body")
                        && cell.texts().getFirst().text().endsWith("singer"))
                .map(cell -> cell.line().key())
                .findFirst()
                .orElseThrow();
        club.decide(request(Verdict.KEEP, "note", "body", key));

        club.resume();

        assertThat(club.database().rows("select body from note"))
                .containsExactlyInAnyOrder("Rose Summer the singer", "[…] called");
        assertThat(club.database().rows("select code from note")).noneMatch(code -> code.contains("rs44"));
    }
}
