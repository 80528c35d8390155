package dev.palimpsest.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.palimpsest.ClubFixture;
import dev.palimpsest.Palimpsest;
import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.chunk.RunSettings;
import dev.palimpsest.ledger.RunId;
import dev.palimpsest.ledger.RunRecord;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.watch.Phase;
import dev.palimpsest.watch.Watch;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The list of runs says what the database knows, and no more of a proof than this home can know. */
@Tag("database")
@ParameterizedClass
@EnumSource(Product.class)
final class RunHistoryTest {
    @AutoClose
    private final ClubFixture club;

    @TempDir
    private Path directory;

    private Palimpsest palimpsest;

    RunHistoryTest(Product product) {
        this.club = ClubFixture.create(product);
    }

    @BeforeEach
    void four_people_who_may_go() {
        club.member(1, "Anna", "Brandt").member(2, "Bert", "Claasen");
        club.member(3, "Clara", "Dirks").member(4, "Dora", "Ehlers");
        palimpsest = club.attach(directory);
    }

    private RunList.Line newest() {
        return palimpsest.runs(1).runs().getFirst();
    }

    @Test
    void without_own_tables_no_run_is_known_and_none_are_made() {
        RunList list = palimpsest.runs(20);

        assertThat(list.known()).isFalse();
        assertThat(list.runs()).isEmpty();
        assertThat(club.database().tables()).noneMatch(table -> table.contains("palimpsest_"));
    }

    @Test
    void lists_the_newest_first_and_says_whether_there_are_more() {
        RunId first =
                ClubFixture.run(palimpsest, Selection.of(ClubFixture.keys(1))).run();
        Palimpsest later = palimpsest.with(ClubFixture.noonOf(ClubFixture.TODAY.plusDays(1)));
        RunId second = ClubFixture.run(later, Selection.of(ClubFixture.keys(2))).run();

        RunList one = palimpsest.runs(1);
        RunList both = palimpsest.runs(2);

        assertThat(one.runs()).extracting(line -> line.run().id()).containsExactly(second);
        assertThat(one.more()).isTrue();
        assertThat(both.runs()).extracting(line -> line.run().id()).containsExactly(second, first);
        assertThat(both.more()).isFalse();
        assertThat(both.runs().getLast().run().releasedBy()).isEqualTo("test");
        PalimpsestException none = catchThrowableOfType(PalimpsestException.class, () -> palimpsest.runs(0));
        assertThat(none.code()).isEqualTo(ErrorCode.BAD_ARGUMENT);
    }

    @Test
    void counts_who_remains_of_an_interrupted_run() {
        Preview preview = palimpsest.preview(Selection.eligible(), skipped -> {});
        club.contract(2, "2026-01-01", null);
        Watch[] watch = new Watch[1];
        watch[0] = Watch.telling(step -> {
            if (step.phase() == Phase.TREAT && step.done() >= 2) {
                watch[0].cancel();
            }
        });
        Palimpsest interrupted =
                palimpsest.with(RunSettings.STANDARD.withChunkSize(2)).with(watch[0]);
        assertThatExceptionOfType(PalimpsestException.class)
                .isThrownBy(() -> interrupted.run(preview, preview.digest(), "test", RunEvent.Listener.none()));

        RunList.Line run = newest();

        assertThat(run.run().status()).isEqualTo(RunRecord.Status.RUNNING);
        assertThat(run.done()).isEqualTo(1);
        assertThat(run.skipped()).isEqualTo(1);
        assertThat(run.failed()).isZero();
        assertThat(run.remaining()).isEqualTo(2);
        assertThat(run.proof()).isEqualTo(new RunList.Proof(RunList.Colour.NONE, null));
    }

    @Test
    void a_proof_is_told_by_the_report_of_this_home() {
        ClubFixture.run(palimpsest);
        assertThat(newest().proof().colour()).isEqualTo(RunList.Colour.NONE);
        club.sql("update member set email = 'anna.brandt@example.org', last_name = 'Brandt', first_name = 'Anna'"
                + " where id = 1");
        assertThat(palimpsest.prove(Optional.empty()).green()).isFalse();
        assertThat(newest().proof()).isEqualTo(new RunList.Proof(RunList.Colour.RED, at()));

        Palimpsest fromElsewhere = club.attach(directory.resolve("elsewhere"));

        assertThat(fromElsewhere.runs(1).runs().getFirst().proof())
                .as("a red proof stands in the home only")
                .isEqualTo(new RunList.Proof(RunList.Colour.NONE, null));
    }

    @Test
    void a_green_proof_is_known_by_the_database_too() {
        ClubFixture.run(palimpsest);
        assertThat(palimpsest.prove(Optional.empty()).green()).isTrue();

        RunList.Line run = newest();
        RunList.Proof elsewhere = club.attach(directory.resolve("elsewhere"))
                .runs(1)
                .runs()
                .getFirst()
                .proof();

        assertThat(run.run().status()).isEqualTo(RunRecord.Status.PROVED);
        assertThat(run.done()).isEqualTo(4);
        assertThat(run.proof()).isEqualTo(new RunList.Proof(RunList.Colour.GREEN, at()));
        assertThat(elsewhere).isEqualTo(new RunList.Proof(RunList.Colour.GREEN, null));
    }

    @Test
    void a_green_report_says_nothing_of_a_run_that_is_not_proved_any_more() {
        ClubFixture.run(palimpsest);
        assertThat(palimpsest.prove(Optional.empty()).green()).isTrue();

        club.sql("update palimpsest_run set status = 'FINISHED'");

        assertThat(newest().proof()).isEqualTo(new RunList.Proof(RunList.Colour.NONE, null));
    }

    private static java.time.Instant at() {
        return ClubFixture.noonOf(ClubFixture.TODAY).instant();
    }
}
