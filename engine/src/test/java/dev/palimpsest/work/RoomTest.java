package dev.palimpsest.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.palimpsest.ClubFixture;
import dev.palimpsest.Palimpsest;
import dev.palimpsest.TestDatabase;
import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.preview.MentionedPreview;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.run.RunEvent;
import dev.palimpsest.run.RunResult;
import dev.palimpsest.survey.Act;
import dev.palimpsest.survey.Inactivity;
import dev.palimpsest.watch.Phase;
import dev.palimpsest.watch.Step;
import dev.palimpsest.watch.Watch;
import dev.palimpsest.watch.WorkSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A verb has all its connections before it begins, and keeps them while it works. */
@Tag("database")
@ParameterizedClass
@EnumSource(Product.class)
final class RoomTest {
    private static final int OF_A_RUN = 3;
    private static final int OF_A_PROOF = 5;

    @AutoClose
    private final ClubFixture club;

    private final Product product;

    @TempDir
    private Path directory;

    RoomTest(Product product) {
        this.product = product;
        this.club = ClubFixture.create(product);
    }

    @BeforeEach
    void two_people_who_may_go() {
        club.member(1, "Zebedäus", "Quastenflosser").member(2, "Adelgunde", "Zwirnsfad");
    }

    private Palimpsest over(DataSource source) {
        return club.attach(source, directory, ClubFixture.map());
    }

    private SmallPool pool(int size) {
        return new SmallPool(club.database().dataSource(), size);
    }

    private static RunResult run(Palimpsest palimpsest, RunEvent.Listener listener) {
        Preview preview = palimpsest.preview(Selection.eligible(), skipped -> {});
        return palimpsest.run(preview, preview.digest(), "test", listener);
    }

    private static PalimpsestException refused(ThrowingCallable call) {
        return catchThrowableOfType(PalimpsestException.class, call);
    }

    @Test
    void a_pool_that_is_too_small_for_a_run_refuses_it_before_anything_begins() {
        for (int size = 1; size < OF_A_RUN; size++) {
            SmallPool pool = pool(size);
            Preview preview = over(pool).with(new WorkSettings(1)).preview(Selection.eligible(), skipped -> {});
            String before = club.everything();

            PalimpsestException refused =
                    refused(() -> over(pool).run(preview, preview.digest(), "test", RunEvent.Listener.none()));

            assertThat(refused.code()).isEqualTo(ErrorCode.CONNECTIONS_MISSING);
            assertThat(refused).hasMessageContaining("needs 3 connections").hasMessageContaining("got " + size);
            assertThat(club.everything()).isEqualTo(before);
            assertThat(pool.inUse()).isZero();
        }
    }

    @Test
    void the_number_that_is_stated_is_enough_for_a_run_and_its_proof_and_all_are_given_back() {
        SmallPool ofRun = pool(OF_A_RUN);
        assertThat(run(over(ofRun), RunEvent.Listener.none()).done()).isEqualTo(2);
        assertThat(ofRun.most()).isEqualTo(OF_A_RUN);

        SmallPool tooSmall = pool(OF_A_PROOF - 1);
        assertThat(refused(() -> over(tooSmall).prove(Optional.empty())).code())
                .isEqualTo(ErrorCode.CONNECTIONS_MISSING);

        SmallPool ofProof = pool(OF_A_PROOF);
        assertThat(over(ofProof).prove(Optional.empty()).green()).isTrue();
        assertThat(ofProof.most()).isEqualTo(OF_A_PROOF);
        assertThat(ofRun.inUse() + tooSmall.inUse() + ofProof.inUse()).isZero();
    }

    @Test
    void one_reader_proves_over_fewer_connections() {
        run(over(club.database().dataSource()), RunEvent.Listener.none());
        SmallPool pool = pool(3);

        assertThat(over(pool).with(new WorkSettings(1)).prove(Optional.empty()).green())
                .isTrue();
        assertThat(pool.most()).isEqualTo(3);
    }

    /** Where several sessions cannot see one moment, more of them are of no use. */
    @Test
    void a_reader_that_looks_for_people_takes_one_connection() {
        int many = product == Product.POSTGRESQL ? 3 : 1;
        for (int readers = 1; readers <= many; readers++) {
            SmallPool pool = pool(readers);
            Palimpsest palimpsest = over(pool).with(new WorkSettings(readers));

            palimpsest.surveyCounts(Inactivity.OF_THE_MAP, each -> {});
            palimpsest.consider(Act.ANONYMISE, Selection.eligible(), refused -> {});
            palimpsest.preview(Selection.eligible(), skipped -> {});

            assertThat(pool.most()).isEqualTo(readers);
            assertThat(pool.inUse()).isZero();
        }
        SmallPool tooSmall = pool(many - 1);
        PalimpsestException refused = refused(
                () -> over(tooSmall).with(new WorkSettings(many)).surveyCounts(Inactivity.OF_THE_MAP, each -> {}));
        assertThat(refused.code()).isEqualTo(ErrorCode.CONNECTIONS_MISSING);
        assertThat(tooSmall.inUse()).isZero();
    }

    /** What is judged first and refused then would have been judged in vain. */
    @Test
    void a_preview_that_looks_for_mentions_has_all_connections_before_it_judges_anybody() {
        List<Step> steps = new ArrayList<>();
        SmallPool tooSmall = pool(OF_A_PROOF - 1);

        PalimpsestException refused = refused(() -> over(tooSmall)
                .with(Watch.telling(steps::add))
                .previewWithMentions(Selection.eligible(), 0, skipped -> {}));

        assertThat(refused.code()).isEqualTo(ErrorCode.CONNECTIONS_MISSING);
        assertThat(refused).hasMessageContaining("needs 5 connections").hasMessageContaining("got 4");
        assertThat(steps).isEmpty();
        SmallPool enough = pool(OF_A_PROOF);
        Palimpsest palimpsest = over(enough);
        MentionedPreview both = palimpsest.previewWithMentions(Selection.eligible(), 0, skipped -> {});
        assertThat(enough.most()).isEqualTo(OF_A_PROOF);
        assertThat(both.preview().keys()).hasSize(2);
        assertThat(both.mentions()).isEqualTo(palimpsest.mentions(both.preview().keys(), 0));
        assertThat(both.preview().effectDigest())
                .isEqualTo(
                        palimpsest.preview(Selection.eligible(), skipped -> {}).effectDigest());
    }

    /** On MariaDB the bound holds within a transaction, too. */
    @Test
    void a_search_for_mentions_outlives_the_bound_of_idle_sessions_while_people_are_judged() {
        assumeTrue(product == Product.POSTGRESQL);
        Palimpsest palimpsest = over(club.database().dataSource("options=-c%20idle_session_timeout=300ms"))
                .with(Watch.telling(step -> {
                    if (step.phase() == Phase.COUNT && step.done() == step.total()) {
                        club.database().rows("select pg_sleep(1.2)");
                    }
                }));

        MentionedPreview both = palimpsest.previewWithMentions(Selection.eligible(), 0, skipped -> {});

        assertThat(both.mentions().tables()).isPositive();
    }

    /** A copy before a run that then cannot begin would lie there for nothing. */
    @Test
    void a_copy_before_a_run_is_made_only_where_the_run_can_have_its_connections() {
        SmallPool tooSmall = pool(OF_A_RUN - 1);
        Preview preview = over(tooSmall).preview(Selection.eligible(), skipped -> {});
        Path copy = directory.resolve("copy");

        PalimpsestException refused =
                refused(() -> over(tooSmall).exportFirst(preview, preview.digest(), "test", copy, "en"));

        assertThat(refused.code()).isEqualTo(ErrorCode.CONNECTIONS_MISSING);
        assertThat(refused).hasMessageContaining("needs 3 connections");
        assertThat(copy).doesNotExist();
    }

    @Test
    void whatever_else_only_reads_takes_one_connection() {
        SmallPool pool = pool(1);

        over(pool).check();
        over(pool).survey(each -> {});
        over(pool).sharedIdentifiers(List.of(new SubjectKey("1")));

        assertThat(pool.most()).isEqualTo(1);
        assertThat(refused(() -> over(pool(0)).survey(each -> {})).code()).isEqualTo(ErrorCode.CONNECTIONS_MISSING);
    }

    @Test
    void a_run_outlives_the_bound_of_idle_sessions() {
        TestDatabase database = club.database();
        DataSource impatient = database.dataSource(
                product == Product.POSTGRESQL
                        ? "options=-c%20idle_session_timeout=300ms"
                        : "sessionVariables=wait_timeout=1");

        RunResult result = run(over(impatient), event -> {
            if (event instanceof RunEvent.Sweeping || event instanceof RunEvent.Started) {
                database.rows(product == Product.POSTGRESQL ? "select pg_sleep(0.9)" : "select sleep(2.5)");
            }
        });

        assertThat(result.done()).isEqualTo(2);
        assertThat(over(impatient).prove(Optional.empty()).green()).isTrue();
    }
}
