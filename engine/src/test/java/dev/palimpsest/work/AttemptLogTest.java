package dev.palimpsest.work;

import static dev.palimpsest.ClubFixture.keys;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.palimpsest.ClubFixture;
import dev.palimpsest.Palimpsest;
import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.ledger.Attempt;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.run.RunEvent;
import dev.palimpsest.survey.Act;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Whoever confirms something else than was shown changes nothing and leaves a trace. */
@Tag("database")
final class AttemptLogTest {
    @TempDir
    private Path directory;

    private static void tryToRun(Palimpsest palimpsest, Preview preview, String by) {
        PalimpsestException refused = catchThrowableOfType(
                PalimpsestException.class,
                () -> palimpsest.run(preview, "typed-by-mistake", by, RunEvent.Listener.none()));
        assertThat(refused.code()).isEqualTo(ErrorCode.PREVIEW_NOT_CONFIRMED);
    }

    @ParameterizedTest
    @EnumSource
    void a_wrong_digest_and_a_wrong_number_are_written_down(Product product) {
        try (ClubFixture club = ClubFixture.create(product)) {
            club.member(1, "Anna", "Brandt").member(2, "Bert", "Claasen");
            Palimpsest palimpsest = club.attach(directory);
            Preview preview = palimpsest.preview(Selection.of(keys(1)), skipped -> {});

            tryToRun(palimpsest, preview, "before there are\town tables");
            assertThat(club.database().tables()).noneMatch(table -> table.contains("palimpsest_"));
            assertThat(palimpsest.runs(20).attempts())
                    .extracting(Attempt::verb, Attempt::code, Attempt::about, Attempt::by)
                    .containsExactly(tuple("run", "PAL-RUN-002", preview.digest(), "before there are own tables"));

            ClubFixture.run(palimpsest, preview);
            Palimpsest later = palimpsest.with(ClubFixture.noonOf(ClubFixture.TODAY.plusDays(1)));
            Preview next = later.preview(Selection.eligible(), skipped -> {});
            tryToRun(later, next, "carla");
            PalimpsestException refused = catchThrowableOfType(
                    PalimpsestException.class, () -> later.change(Act.ARCHIVE, Selection.eligible(), 7, "dora"));
            assertThat(refused.code()).isEqualTo(ErrorCode.ACT_NOT_CONFIRMED);

            assertThat(club.database().rows("select verb, code, about, tried_by from palimpsest_attempt order by 1"))
                    .containsExactly("archive|PAL-ACT-001|1|dora", "run|PAL-RUN-002|" + next.digest() + "|carla");
            assertThat(later.runs(2).attempts()).hasSize(2);
            assertThat(later.runs(20).attempts()).hasSize(3);
        }
    }

    /** One home serves both, their maps bear the same name, and neither has own tables yet. */
    @ParameterizedTest
    @EnumSource
    void what_was_tried_on_another_database_does_not_show(Product product) {
        try (ClubFixture club = ClubFixture.create(product);
                ClubFixture other = ClubFixture.create(product)) {
            club.member(1, "Anna", "Brandt").member(2, "Bert", "Claasen");
            other.member(1, "Anna", "Brandt");
            Palimpsest palimpsest = club.attach(directory);
            Palimpsest elsewhere = other.attach(directory);

            tryToRun(palimpsest, palimpsest.preview(Selection.of(keys(1)), skipped -> {}), "carla");

            assertThat(elsewhere.runs(20).attempts()).isEmpty();
            assertThat(palimpsest.runs(20).attempts()).hasSize(1);
            ClubFixture.run(elsewhere);
            assertThat(elsewhere.runs(20).attempts()).isEmpty();
            ClubFixture.run(palimpsest, Selection.of(keys(2)));
            assertThat(palimpsest.runs(20).attempts())
                    .as("also when there are own tables since")
                    .extracting(Attempt::by)
                    .containsExactly("carla");
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_could_not_be_tried_for_want_of_a_connection_is_noted_for_the_database_of_the_preview(Product product) {
        try (ClubFixture club = ClubFixture.create(product);
                ClubFixture other = ClubFixture.create(product)) {
            club.member(1, "Anna", "Brandt");
            Palimpsest palimpsest = club.attach(directory);
            Preview preview = palimpsest.preview(Selection.of(keys(1)), skipped -> {});
            DataSource none = unreachable();

            tryToRun(club.attach(none, directory, ClubFixture.map()), preview, "carla");

            assertThat(palimpsest.runs(20).attempts()).extracting(Attempt::by).containsExactly("carla");
            assertThat(other.attach(directory).runs(20).attempts()).isEmpty();
        }
    }

    /** Nobody listens there. */
    private static DataSource unreachable() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl("jdbc:postgresql://127.0.0.1:1/nobody");
        source.setUser("nobody");
        return source;
    }

    @Test
    void who_may_not_write_own_tables_is_refused_as_before_and_noted_in_the_home() {
        try (ClubFixture club = ClubFixture.create(Product.POSTGRESQL)) {
            club.member(1, "Anna", "Brandt").member(2, "Bert", "Claasen");
            Palimpsest palimpsest = club.attach(directory);
            ClubFixture.run(palimpsest, Selection.of(keys(1)));
            String user = "guest_of_" + club.database().name();
            club.sql("create role " + user + " login password 'x'; grant select on all tables in schema public to "
                    + user);
            PGSimpleDataSource source = new PGSimpleDataSource();
            source.setUrl(club.database().url());
            source.setUser(user);
            source.setPassword("x");
            try {
                Palimpsest guest = club.attach(source, directory, ClubFixture.map());
                Preview preview = guest.preview(Selection.eligible(), skipped -> {});

                tryToRun(guest, preview, "guest");

                assertThat(club.database().count("select count(*) from palimpsest_attempt"))
                        .isZero();
                assertThat(guest.runs(20).attempts()).extracting(Attempt::by).containsExactly("guest");
            } finally {
                club.sql("drop owned by " + user, "drop role " + user);
            }
        }
    }
}
