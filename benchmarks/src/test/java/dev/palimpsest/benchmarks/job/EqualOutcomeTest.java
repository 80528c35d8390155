package dev.palimpsest.benchmarks.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.benchmarks.gym.Gym;
import dev.palimpsest.benchmarks.gym.Gym.Product;
import dev.palimpsest.benchmarks.gym.Variant;
import dev.palimpsest.benchmarks.hand.HandPreview;
import dev.palimpsest.benchmarks.hand.HandRun;
import dev.palimpsest.benchmarks.hand.HandRunOnMariaDb;
import dev.palimpsest.benchmarks.hand.HandRunOneByOne;
import dev.palimpsest.benchmarks.place.Place;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.run.RunEvent;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Only what does the same work may be compared. */
@Tag("database")
final class EqualOutcomeTest {
    private static final Gym GYM = new Gym(300, 42, LocalDate.of(2026, 11, 1));
    /** The tables of the business, and those that a run by hand makes. */
    private static final List<String> BY_HAND = Stream.concat(
                    Gym.TABLES.stream(), Stream.of("hand_receipt", "hand_trace"))
            .toList();

    @TempDir
    private Path scratch;

    @ParameterizedTest
    @EnumSource
    void by_hand_and_by_us_the_same_people_go_and_every_row_is_the_same_afterwards(Product product)
            throws SQLException {
        try (Place place = Place.open(product, GYM, null, false)) {
            for (Variant variant : Variant.values()) {
                List<Long> byHand = new ArrayList<>();
                List<String> afterHand = hand(place, variant, byHand);
                List<Long> byUs = new ArrayList<>();
                List<String> afterUs = ours(place, variant, byUs);

                assertThat(byUs)
                        .as("people, seed %d", GYM.seed())
                        .hasSizeGreaterThan(40)
                        .isEqualTo(byHand);
                assertThat(afterUs)
                        .as("rows, seed %d", GYM.seed())
                        .isEqualTo(afterHand.stream()
                                .filter(row -> !row.startsWith("hand_"))
                                .toList());
                if (variant == Variant.UNTOUCHED) {
                    assertThat(oneByOne(place, byHand))
                            .as("rows, fingerprints and receipts, seed %d", GYM.seed())
                            .isEqualTo(afterHand);
                }
            }
        }
    }

    private static List<String> hand(Place place, Variant variant, List<Long> people) throws SQLException {
        DataSource database = place.fresh(variant);
        try (Connection connection = place.connect(database)) {
            switch (place.product()) {
                case POSTGRESQL -> {
                    people.addAll(new HandPreview(connection, GYM.today())
                            .preview(1_000)
                            .keys());
                    assertThat(new HandRun(connection, variant, GYM.today())
                                    .run(people, 20)
                                    .people())
                            .isEqualTo(people.size());
                }
                case MARIADB -> {
                    HandRunOnMariaDb run = new HandRunOnMariaDb(connection, variant, GYM.today());
                    people.addAll(run.whoMayGo(1_000));
                    assertThat(run.run(people, 20).people()).isEqualTo(people.size());
                }
            }
        }
        return rows(place, database, BY_HAND);
    }

    private static List<String> oneByOne(Place place, List<Long> people) throws SQLException {
        DataSource database = place.fresh(Variant.UNTOUCHED);
        try (Connection connection = place.connect(database);
                HandRunOneByOne run = new HandRunOneByOne(connection, place.product(), GYM.today())) {
            run.run(people);
        }
        return rows(place, database, BY_HAND);
    }

    private List<String> ours(Place place, Variant variant, List<Long> people) throws SQLException {
        DataSource database = place.fresh(variant);
        Palimpsest palimpsest = Ours.attach(database, GYM, variant, scratch);
        Preview preview = palimpsest.preview(Selection.eligible(), blocked -> {});
        preview.keys().forEach(key -> people.add(Long.valueOf(key.value())));
        palimpsest.run(preview, preview.digest(), "test", RunEvent.Listener.none());
        return rows(place, database, Gym.TABLES);
    }

    /** Every row of these tables, whatever order it lies in. */
    private static List<String> rows(Place place, DataSource database, List<String> tables) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = place.connect(database);
                Statement statement = connection.createStatement()) {
            for (String table : tables) {
                String columns = table.equals("hand_receipt") ? "member_id, digest, kept_until" : "*";
                try (ResultSet row = statement.executeQuery("select " + columns + " from " + table + " order by 1")) {
                    while (row.next()) {
                        StringBuilder text = new StringBuilder(table);
                        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                            text.append('|').append(row.getString(i));
                        }
                        rows.add(text.toString());
                    }
                }
            }
        }
        return rows;
    }
}
