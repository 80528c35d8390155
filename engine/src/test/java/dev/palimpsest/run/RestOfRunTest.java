package dev.palimpsest.run;

import static dev.palimpsest.ClubFixture.keys;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.palimpsest.ClubFixture;
import dev.palimpsest.Palimpsest;
import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.chunk.RunSettings;
import dev.palimpsest.ledger.Attempt;
import dev.palimpsest.ledger.Decision;
import dev.palimpsest.ledger.NotDone;
import dev.palimpsest.ledger.RunRecord;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.proof.DecisionRequest;
import dev.palimpsest.proof.ProofReport;
import dev.palimpsest.uninstall.Loss;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A run was interrupted, and then the application was upgraded: it is finished by the mended map, or closed for the rest. */
@Tag("database")
@ParameterizedClass
@EnumSource(Product.class)
final class RestOfRunTest {
    private static final RunSettings TWO_AT_A_TIME = RunSettings.STANDARD.withChunkSize(2);
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final String WITHOUT_PHONE =
            ClubFixture.map().replace("    phone: erase\n", "").replace("    phone: phone\n", "");

    @AutoClose
    private final ClubFixture club;

    @TempDir
    private Path directory;

    RestOfRunTest(Product product) {
        this.club = ClubFixture.create(product);
    }

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Treats Anna and Bert; Clara and Dora remain. */
    private void interrupt() {
        club.member(1, "Anna", "Brandtner").member(2, "Bert", "Claasen");
        club.member(3, "Clara", "Dirksen").member(4, "Dora", "Ehlersen");
        interrupt(Selection.of(keys(1, 2, 3, 4)), TWO_AT_A_TIME);
    }

    private void interrupt(Selection selection, RunSettings settings) {
        interrupt(selection, settings, RunEvent.Progress.class);
    }

    private void interrupt(Selection selection, RunSettings settings, Class<? extends RunEvent> at) {
        Palimpsest palimpsest = club.attach(directory).with(settings);
        Preview preview = palimpsest.preview(selection, skipped -> {});
        RunEvent.Listener killing = event -> {
            if (at.isInstance(event)) {
                throw new Killed();
            }
        };
        assertThat(catchThrowableOfType(Killed.class, () -> palimpsest.run(preview, preview.digest(), "test", killing)))
                .isNotNull();
    }

    private Palimpsest upgraded() {
        if (club.database().product() == Product.MARIADB) {
            club.sql("drop trigger audit");
        }
        club.sql("alter table member drop column phone");
        return club.attach(directory, WITHOUT_PHONE).with(TWO_AT_A_TIME);
    }

    private static RunResult resume(Palimpsest palimpsest, Rest rest) {
        return palimpsest.resume(Optional.empty(), rest, RunEvent.Listener.none());
    }

    private static PalimpsestException refused(Palimpsest palimpsest, Rest rest) {
        return catchThrowableOfType(PalimpsestException.class, () -> resume(palimpsest, rest));
    }

    private static String digestOf(PalimpsestException refusal) {
        return DIGEST.matcher(refusal.getMessage())
                .results()
                .findFirst()
                .orElseThrow()
                .group();
    }

    private static Rest released(boolean withoutProof) {
        return new Rest.Released(withoutProof, "carla");
    }

    private List<String> acts() {
        return club.database().rows("select subject_key, act, acted_by from palimpsest_act order by 1");
    }

    private List<String> names() {
        return club.database().rows("select id, last_name from member order by id");
    }

    @Test
    void nobody_is_treated_otherwise_than_was_confirmed() {
        interrupt();
        Palimpsest upgraded = upgraded();
        String before = club.checksum();

        PalimpsestException refused = refused(upgraded, Rest.AS_CONFIRMED);

        assertThat(refused.code()).isEqualTo(ErrorCode.RUN_CHANGED);
        assertThat(refused)
                .hasMessageContaining("has not reached 2 of its people")
                .hasMessageContaining("the map");
        assertThat(club.checksum()).isEqualTo(before);
    }

    @Test
    void the_rest_is_treated_by_the_mended_map_when_that_is_confirmed_and_those_before_once_more() {
        interrupt();
        Palimpsest upgraded = upgraded();
        club.sql("update member set first_name = 'Anna' where id = 1");
        String digest = digestOf(refused(upgraded, Rest.AS_CONFIRMED));

        RunResult result = resume(upgraded, new Rest.ByThisMap(digest, "carla"));

        assertThat(result.done()).isEqualTo(4);
        assertThat(result.again()).isEqualTo(2);
        assertThat(names()).containsExactly("1|member", "2|member", "3|member", "4|member");
        assertThat(acts()).containsExactly("3|confirm|carla", "4|confirm|carla");
        assertThat(upgraded.prove(Optional.empty()).findings()).isEmpty();
    }

    @Test
    void what_was_confirmed_once_holds_when_the_run_is_interrupted_again() {
        interrupt();
        Palimpsest upgraded = upgraded();
        Rest confirmed = new Rest.ByThisMap(digestOf(refused(upgraded, Rest.AS_CONFIRMED)), "carla");
        RunEvent.Listener killing = event -> {
            throw new Killed();
        };
        assertThat(catchThrowableOfType(Killed.class, () -> upgraded.resume(Optional.empty(), confirmed, killing)))
                .isNotNull();
        assertThat(names()).contains("3|Dirksen", "4|Ehlersen");

        assertThat(resume(upgraded, Rest.AS_CONFIRMED).again())
                .as("who was treated by the first map, too")
                .isEqualTo(2);
        assertThat(upgraded.prove(Optional.empty()).findings()).isEmpty();
    }

    @Test
    void another_digest_changes_nothing_and_is_written_down() {
        interrupt();
        Palimpsest upgraded = upgraded();

        PalimpsestException refused = refused(upgraded, new Rest.ByThisMap("f".repeat(64), "carla"));

        assertThat(refused.code()).isEqualTo(ErrorCode.PREVIEW_NOT_CONFIRMED);
        assertThat(names()).contains("3|Dirksen", "4|Ehlersen");
        assertThat(upgraded.runs(20).attempts())
                .extracting(Attempt::verb, Attempt::code, Attempt::about, Attempt::by)
                .containsExactly(tuple("resume", "PAL-RUN-002", digestOf(refused), "carla"));
    }

    @Test
    void a_wrong_digest_is_refused_though_nothing_has_changed() {
        interrupt();
        List<String> before = names();

        PalimpsestException refusal =
                refused(club.attach(directory).with(TWO_AT_A_TIME), new Rest.ByThisMap("0".repeat(64), "carla"));

        assertThat(refusal.code()).isEqualTo(ErrorCode.PREVIEW_NOT_CONFIRMED);
        assertThat(names()).isEqualTo(before);
        assertThat(acts()).isEmpty();
    }

    /** What was kept of one would cover whoever is treated later and stands in the same text. */
    @Test
    void nothing_is_decided_of_a_run_that_is_not_finished() {
        interrupt();

        PalimpsestException refusal = catchThrowableOfType(
                PalimpsestException.class,
                () -> club.attach(directory)
                        .decisions()
                        .decide(
                                Optional.empty(),
                                List.of(new DecisionRequest("note", "text", "1", Decision.Verdict.KEEP, "a singer")),
                                "carla"));

        assertThat(refusal.code()).isEqualTo(ErrorCode.DECISION_REFUSED);
        assertThat(refusal).hasMessageContaining("is not finished");
    }

    @Test
    void closed_it_is_proved_for_those_it_has_treated_and_the_others_are_released() {
        interrupt();
        Palimpsest upgraded = upgraded();

        RunResult result = resume(upgraded, released(false));

        assertThat(result.done()).isEqualTo(2);
        assertThat(result.isComplete()).isFalse();
        assertThat(result.notTreated()).extracting(NotDone::reason).containsExactly("released", "released");
        assertThat(names()).containsExactly("1|member", "2|member", "3|Dirksen", "4|Ehlersen");
        assertThat(acts()).containsExactly("3|release|carla", "4|release|carla");
        assertThat(upgraded.prove(Optional.empty()).findings()).isEmpty();
        RunResult next = ClubFixture.run(upgraded);
        assertThat(next.done()).as("a new run takes them up").isEqualTo(2);
        assertThat(upgraded.prove(Optional.of(next.run())).green()).isTrue();
    }

    @Test
    void a_run_that_has_treated_nobody_is_over_when_it_is_closed() {
        club.member(1, "Anna", "Brandtner").member(2, "Bert", "Claasen");
        interrupt(Selection.of(keys(1, 2)), TWO_AT_A_TIME, RunEvent.Started.class);
        Palimpsest upgraded = upgraded();

        RunResult result = resume(upgraded, released(false));

        assertThat(result.status()).isEqualTo(RunRecord.Status.CLOSED);
        assertThat(result.notTreated()).extracting(NotDone::reason).containsExactly("released", "released");
        assertThat(club.home(directory).key(result.run().value())).isEmpty();
        assertThat(upgraded.uninstall().losses()).doesNotContain(Loss.UNPROVED_RUNS);
        assertThat(refusedProof(upgraded)).hasMessageContaining("nothing is left to do");
        assertThat(ClubFixture.run(upgraded).done()).isEqualTo(2);
    }

    private static PalimpsestException refusedProof(Palimpsest palimpsest) {
        return catchThrowableOfType(PalimpsestException.class, () -> palimpsest.prove(Optional.empty()));
    }

    @Test
    void what_a_dropped_column_held_is_still_looked_for() {
        club.sql("create table jotting (id bigint primary key, body varchar(200))");
        club.sql("insert into jotting values (1, 'ring +49 151 23451001 on Monday')");
        interrupt();
        Palimpsest upgraded = upgraded();
        resume(upgraded, released(false));

        ProofReport red = upgraded.prove(Optional.empty());

        assertThat(red.green()).isFalse();
        assertThat(red.findings()).singleElement().asString().contains("phone", "jotting.body");
        club.sql("delete from jotting");
        assertThat(upgraded.prove(Optional.empty()).findings()).isEmpty();
    }

    @Test
    void whom_nobody_forbade_does_not_pull_the_brake() {
        for (int id = 1; id <= 60; id++) {
            club.member(id, "Person" + id, "Surnamed" + id);
        }
        interrupt(Selection.eligible(), RunSettings.STANDARD.withChunkSize(10));

        RunResult result = resume(club.attach(directory), released(false));

        assertThat(result.done()).isEqualTo(10);
        assertThat(result.skipped()).isEqualTo(50);
        assertThat(club.attach(directory).prove(Optional.empty()).findings()).isEmpty();
    }

    @Test
    void a_run_whose_key_is_lost_is_closed_without_a_proof_and_holds_nothing_up() {
        interrupt();
        Palimpsest elsewhere = club.attach(directory.resolve("elsewhere"));
        assertThat(refused(elsewhere, Rest.AS_CONFIRMED).code()).isEqualTo(ErrorCode.RUN_KEY_LOST);
        assertThat(refused(elsewhere, released(false)).code()).isEqualTo(ErrorCode.RUN_KEY_LOST);
        assertThat(acts()).as("nobody is released before").isEmpty();
        assertThat(refused(club.attach(directory), released(true)).code())
                .as("the key is there")
                .isEqualTo(ErrorCode.BAD_ARGUMENT);

        RunResult result = resume(elsewhere, released(true));

        assertThat(result.status()).isEqualTo(RunRecord.Status.CLOSED);
        assertThat(result.done()).isEqualTo(2);
        assertThat(result.skipped()).isEqualTo(2);
        assertThat(elsewhere.runs(1).runs().getFirst().run().status()).isEqualTo(RunRecord.Status.CLOSED);
        assertThat(club.database().count("select count(*) from palimpsest_trace"))
                .isZero();
        PalimpsestException over =
                catchThrowableOfType(PalimpsestException.class, () -> elsewhere.prove(Optional.empty()));
        assertThat(over.code()).isEqualTo(ErrorCode.RUN_KEY_LOST);
        assertThat(over).hasMessageContaining("nothing is left to do");
        assertThat(resume(elsewhere, Rest.AS_CONFIRMED).done()).isEqualTo(2);
        assertThat(elsewhere.uninstall().losses()).doesNotContain(Loss.UNPROVED_RUNS);
        RunResult next = ClubFixture.run(elsewhere);
        assertThat(next.done()).isEqualTo(2);
        assertThat(elsewhere.prove(Optional.of(next.run())).green()).isTrue();
        assertThat(elsewhere.uninstall(Set.of()).dropped()).isTrue();
    }
}
