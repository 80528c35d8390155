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

/** How many rows are read to take thousands of decisions and to carry them out, as the database itself counts them. */
@Tag("database")
final class DecisionsReadTest {
    /** Long ones: a small table is read as a whole sooner than sought in. */
    private static final int ROWS = 30_000;
    /** So many decisions would have been asked for by several statements. */
    private static final int DECIDED = 1_000;

    private static final String LEAFLET = "relname = 'leaflet'";

    @TempDir
    private Path directory;

    @AutoClose
    private Club club;

    private DecisionRequest[] decided = new DecisionRequest[0];

    /** Every thirtieth leaflet holds the name. */
    private void open(Product product, String key, String value) {
        String numbers = product == Product.POSTGRESQL
                ? "generate_series(1, " + ROWS + ") n"
                : "(select seq n from seq_1_to_" + ROWS + ") numbers";
        club = Club.open(
                product,
                directory,
                Club.MAP,
                "create table leaflet (" + key + ", body varchar(80), picture varchar(1500))",
                "insert into leaflet select " + value + ", case when n % " + ROWS / DECIDED
                        + " = 0 then 'Planted a summer rose' else 'nothing' end, repeat('x', 1500) from " + numbers);
        assertThat(club.proved().hitsOf("possible")).isEqualTo(DECIDED);
    }

    /** What reading rows of the table takes. */
    private long reads(Runnable verb) {
        long before = club.database().rowsRead(LEAFLET);
        verb.run();
        return club.database().rowsRead(LEAFLET) - before;
    }

    private void lookAtEverything() {
        DecisionRequest[] all = club.palimpsest().look(Optional.empty(), 0, DECIDED).orElseThrow().cells().stream()
                .map(cell ->
                        request(Verdict.TREAT, "leaflet", "body", cell.line().key()))
                .toArray(DecisionRequest[]::new);
        assertThat(all).hasSize(DECIDED);
        decided = all;
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void rows_that_a_key_leads_to_are_looked_up(Product product) {
        open(product, "id bigint primary key", "n");

        assertThat(reads(this::lookAtEverything)).as("looked at").isLessThan(ROWS / 2);
        assertThat(reads(() -> club.decide(decided))).as("decided").isLessThan(ROWS / 2);
        assertThat(reads(club::resume)).as("carried out").isLessThan(ROWS);
        assertThat(club.database().count("select count(*) from leaflet where body = 'Planted a […]'"))
                .isEqualTo(DECIDED);
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void a_table_whose_rows_no_key_leads_to_is_read_once_for_all_of_them(Product product) {
        open(product, "code varchar(40) primary key", "concat('K-', n)");

        assertThat(reads(this::lookAtEverything)).as("looked at").isBetween((long) ROWS, ROWS * 3L / 2);
        assertThat(reads(() -> club.decide(decided))).as("decided").isBetween((long) ROWS, ROWS * 3L / 2);
        // once to strike, and once to see that nothing is left
        assertThat(reads(club::resume)).as("carried out").isBetween(2L * ROWS, 3L * ROWS);
        assertThat(club.database().count("select count(*) from leaflet where body = 'Planted a […]'"))
                .isEqualTo(DECIDED);
    }
}
