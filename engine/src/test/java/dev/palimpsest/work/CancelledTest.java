package dev.palimpsest.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.palimpsest.ClubFixture;
import dev.palimpsest.Palimpsest;
import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.chunk.RunSettings;
import dev.palimpsest.export.ExportOrder;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.run.RunEvent;
import dev.palimpsest.survey.Act;
import dev.palimpsest.uninstall.Loss;
import dev.palimpsest.watch.Phase;
import dev.palimpsest.watch.Step;
import dev.palimpsest.watch.Watch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Every long verb tells how far it is, and ends where nothing is half done when that is asked. */
@Tag("database")
@ParameterizedClass
@EnumSource(Product.class)
final class CancelledTest {
    private static final int PEOPLE = 6;

    @AutoClose
    private final ClubFixture club;

    @TempDir
    private Path directory;

    private final List<Step> steps = new ArrayList<>();
    private Palimpsest palimpsest;

    CancelledTest(Product product) {
        this.club = ClubFixture.create(product);
    }

    @BeforeEach
    void six_people_who_may_go() {
        for (int id = 1; id <= PEOPLE; id++) {
            club.member(id, "Zebedäus" + id, "Quastenflosser");
        }
        palimpsest = club.attach(directory).with(RunSettings.STANDARD.withChunkSize(2));
    }

    /** Cancels in this phase when so much of it is done. */
    private Palimpsest cancelledAt(Phase phase, long done) {
        Watch[] watch = new Watch[1];
        Consumer<Step> listener = step -> {
            steps.add(step);
            if (step.phase() == phase && step.done() >= done) {
                watch[0].cancel();
            }
        };
        watch[0] = Watch.telling(listener);
        return palimpsest.with(watch[0]);
    }

    private static PalimpsestException ended(ThrowingCallable verb) {
        PalimpsestException ended = catchThrowableOfType(PalimpsestException.class, verb);
        assertThat(ended.code()).isEqualTo(ErrorCode.CANCELLED);
        return ended;
    }

    private void run(Palimpsest by) {
        Preview preview = palimpsest.preview(Selection.eligible(), skipped -> {});
        by.run(preview, preview.digest(), "test", RunEvent.Listener.none());
    }

    @Test
    void a_run_ends_between_two_chunks_says_how_far_it_came_and_is_resumed() {
        PalimpsestException ended = ended(() -> run(cancelledAt(Phase.TREAT, 4)));

        assertThat(ended).hasMessageContaining("of 6 subjects 4 were treated").hasMessageContaining("'resume'");
        assertThat(club.database().count("select count(*) from member where first_name = 'Former'"))
                .isEqualTo(4);
        assertThat(steps).contains(new Step(Phase.TREAT, 0, PEOPLE), new Step(Phase.TREAT, 4, PEOPLE));

        assertThat(palimpsest.resume(Optional.empty(), RunEvent.Listener.none()).done())
                .isEqualTo(PEOPLE);
        assertThat(palimpsest.prove(Optional.empty()).green()).isTrue();
    }

    @Test
    void a_run_ends_in_the_sweep_and_in_the_clearing_too_and_is_resumed() {
        ended(() -> run(cancelledAt(Phase.SWEEP, 1)));
        ended(() -> cancelledAt(Phase.CLEAR, 1).resume(Optional.empty(), RunEvent.Listener.none()));

        assertThat(steps).anyMatch(step -> step.phase() == Phase.SWEEP && step.total() == 2);
        assertThat(steps).anyMatch(step -> step.phase() == Phase.CLEAR && step.total() > 5);
        assertThat(palimpsest.resume(Optional.empty(), RunEvent.Listener.none()).done())
                .isEqualTo(PEOPLE);
        assertThat(palimpsest.prove(Optional.empty()).green()).isTrue();
    }

    @Test
    void an_interrupted_thread_ends_a_run_as_a_cancellation_does_and_stays_interrupted() {
        Preview preview = palimpsest.preview(Selection.eligible(), skipped -> {});

        PalimpsestException ended = ended(() -> palimpsest.run(preview, preview.digest(), "test", event -> {
            if (event instanceof RunEvent.Progress) {
                Thread.currentThread().interrupt();
            }
        }));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(ended).hasMessageContaining("of 6 subjects 2 were treated");
        assertThat(palimpsest.resume(Optional.empty(), RunEvent.Listener.none()).done())
                .isEqualTo(PEOPLE);
    }

    @Test
    void an_act_ends_between_two_chunks_and_the_same_again_does_the_rest() {
        PalimpsestException ended =
                ended(() -> cancelledAt(Phase.TREAT, 2).change(Act.ARCHIVE, Selection.eligible(), PEOPLE, "test"));

        assertThat(ended).hasMessageContaining("2 were changed");
        assertThat(palimpsest
                        .change(Act.ARCHIVE, Selection.eligible(), PEOPLE - 2, "test")
                        .done())
                .isEqualTo(PEOPLE - 2);
    }

    @Test
    void a_proof_that_is_ended_leaves_the_run_to_be_proved() {
        run(palimpsest);

        ended(() -> cancelledAt(Phase.SEARCH, 3).prove(Optional.empty()));

        assertThat(steps).contains(new Step(Phase.SEARCH, 0, steps.getLast().total()));
        assertThat(palimpsest.prove(Optional.empty()).green()).isTrue();
    }

    @Test
    void an_uninstallation_that_is_ended_before_it_has_dropped_anything_drops_nothing() {
        run(palimpsest);
        List<String> tables = club.database().tables();
        Watch cancelled = Watch.silent();
        cancelled.cancel();

        ended(() -> palimpsest.with(cancelled).uninstall(EnumSet.allOf(Loss.class)));

        assertThat(club.database().tables()).isEqualTo(tables);
        assertThat(palimpsest.prove(Optional.empty()).green()).isTrue();
    }

    @Test
    void an_export_that_is_ended_leaves_no_file() {
        Path out = directory.resolve("out");

        ended(() -> cancelledAt(Phase.EXPORT, 0).export(ExportOrder.of(ClubFixture.keys(1, 2), out, "en")));

        assertThat(out)
                .satisfiesAnyOf(
                        left -> assertThat(left).doesNotExist(),
                        left -> assertThat(left).isEmptyDirectory());
    }

    @Test
    void a_survey_tells_of_how_many_and_can_be_ended_at_any_page() {
        ended(() -> cancelledAt(Phase.JUDGE, 0).survey(each -> {}));
        assertThat(steps).containsExactly(new Step(Phase.JUDGE, 0, PEOPLE));

        Watch cancelled = Watch.silent();
        cancelled.cancel();
        ended(() -> palimpsest.with(cancelled).survey(each -> {}));
        ended(() -> palimpsest.with(cancelled).preview(Selection.eligible(), skipped -> {}));
    }
}
