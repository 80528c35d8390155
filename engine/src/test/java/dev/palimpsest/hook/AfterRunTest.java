package dev.palimpsest.hook;

import static dev.palimpsest.ClubFixture.keys;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.palimpsest.ClubFixture;
import dev.palimpsest.Palimpsest;
import dev.palimpsest.TestDatabase;
import dev.palimpsest.chunk.RunSettings;
import dev.palimpsest.database.Dialects;
import dev.palimpsest.database.Session;
import dev.palimpsest.ledger.Told;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.proof.ProofReport;
import dev.palimpsest.run.RunEvent;
import dev.palimpsest.run.RunResult;
import dev.palimpsest.watch.Phase;
import dev.palimpsest.watch.Step;
import dev.palimpsest.watch.Watch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever was treated is told to the other systems of the map, until they confirm; nobody else is, and never a name. */
@Tag("database")
@ParameterizedClass
@EnumSource
final class AfterRunTest {
    private static final DeliverySettings QUICK =
            new DeliverySettings(2, 3, Duration.ofMillis(5), Duration.ofSeconds(2), Duration.ofMillis(50));

    @AutoClose
    private final ClubFixture club;

    /** The subjects' table as other systems are told it. */
    private final String table;

    @AutoClose
    private final OtherSystem newsletter = new OtherSystem();

    @TempDir
    private Path directory;

    AfterRunTest(TestDatabase.Product product) {
        club = ClubFixture.create(product);
        table = club.database().schema() + ".member";
    }

    @BeforeEach
    void fill() {
        club.member(1, "Zebedäus", "Quastenflosser")
                .member(2, "Bert", "Claasen")
                .member(3, "Cora", "Dahl")
                .member(4, "Dirk", "Ebers")
                .contract(4, "2019-03-01", null);
    }

    private Palimpsest withHooks(String hooks) {
        return club.attach(directory, ClubFixture.map() + "after-run:\n" + hooks.indent(2))
                .with(RunSettings.STANDARD.withBrake(1).withChunkSize(2))
                .with(QUICK);
    }

    private Palimpsest withNewsletter() {
        return withHooks("newsletter: {webhook: \"" + newsletter.address() + "\"}");
    }

    private Palimpsest withCommand(String script) throws IOException {
        Path file = Files.createFile(
                directory.resolve("forget"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        return withHooks("search-index: {command: [\"" + file + "\", \"" + directory.resolve("told") + "\"]}");
    }

    private static RunResult run(Palimpsest palimpsest) {
        return ClubFixture.run(palimpsest);
    }

    private static RunResult resume(Palimpsest palimpsest) {
        return palimpsest.resume(Optional.empty(), RunEvent.Listener.none());
    }

    @Test
    void a_webhook_is_told_the_keys_of_the_treated_in_batches() {
        RunResult result = run(withNewsletter());

        assertThat(result.told()).containsExactly(new Told("newsletter", 3, 3, null));
        assertThat(result.isComplete()).isTrue();
        assertThat(newsletter.keys()).containsExactly("1", "2", "3");
        assertThat(newsletter.asked()).hasSize(2).allSatisfy(asked -> {
            assertThat(asked.method()).isEqualTo("POST");
            assertThat(asked.body().propertyNames()).containsExactly("run", "subjectTable", "keys");
            assertThat(asked.body().path("run").asString())
                    .isEqualTo(result.run().value());
            assertThat(asked.body().path("subjectTable").asString()).isEqualTo(table);
            assertThat(asked.headers().getFirst("Content-Type")).isEqualTo("application/json");
        });
        assertThat(newsletter.asked().stream()
                        .map(asked -> asked.headers().getFirst("Idempotency-Key"))
                        .distinct())
                .hasSize(2);
    }

    @Test
    void telling_says_how_far_it_is_and_ends_between_two_batches_when_that_is_asked() {
        Watch[] watch = new Watch[1];
        List<Step> steps = new ArrayList<>();
        watch[0] = Watch.telling(step -> {
            if (step.phase() == Phase.TELL) {
                steps.add(step);
                watch[0].cancel();
            }
        });

        PalimpsestException ended = catchThrowableOfType(
                PalimpsestException.class, () -> run(withNewsletter().with(watch[0])));

        assertThat(steps).containsExactly(new Step(Phase.TELL, 0, 1));
        assertThat(ended.code()).isEqualTo(ErrorCode.CANCELLED);
        assertThat(ended).hasMessageContaining("is done").hasMessageContaining("'resume'");
        assertThat(newsletter.asked()).isEmpty();
        assertThat(resume(withNewsletter()).told()).containsExactly(new Told("newsletter", 3, 3, null));
    }

    @Test
    void nobody_is_told_of_who_was_skipped_or_failed_and_no_name_is_ever_sent() {
        club.sql(
                "alter table note add constraint no_mark check (text not like '%[…]%')",
                "insert into note (member_id, text) values (2, 'rang Bert Claasen an')");
        Palimpsest palimpsest = withNewsletter();

        RunResult result = ClubFixture.run(palimpsest, Selection.of(keys(1, 2, 4)));

        assertThat(result.done()).isEqualTo(1);
        assertThat(result.failed()).isEqualTo(1);
        assertThat(newsletter.keys()).containsExactly("1");
        assertThat(newsletter.asked().toString()).doesNotContainIgnoringCase("Zebed", "Quastenflosser", "mail.example");
    }

    @Test
    void a_single_person_is_told_like_many() {
        ClubFixture.run(withNewsletter(), Selection.of(keys(2)));

        assertThat(newsletter.keys()).containsExactly("2");
    }

    @Test
    void who_does_not_confirm_is_tried_again_with_the_same_mark_and_then_waits() {
        AtomicInteger calls = new AtomicInteger();
        newsletter.answering(() -> calls.incrementAndGet() <= 4 ? 503 : 200);

        RunResult result = run(withNewsletter());

        // both batches fail twice, then both are confirmed
        assertThat(calls).hasValue(6);
        assertThat(result.told()).containsExactly(new Told("newsletter", 3, 3, null));
        assertThat(newsletter.asked().stream()
                        .map(asked -> asked.headers().getFirst("Idempotency-Key"))
                        .distinct())
                .hasSize(2);
        assertThat(club.database().rows("select distinct attempts from palimpsest_outbox"))
                .containsExactly("3");
    }

    @Test
    void a_run_whose_hook_never_confirms_is_green_but_not_complete_until_resume_has_told_it() {
        newsletter.answering(() -> 500);
        Palimpsest palimpsest = withNewsletter();
        RunResult result = run(palimpsest);
        ProofReport proof = ClubFixture.prove(palimpsest);

        assertThat(result.done()).isEqualTo(3);
        assertThat(result.isComplete()).isFalse();
        assertThat(result.told()).containsExactly(new Told("newsletter", 3, 0, "status 500"));
        assertThat(proof.green()).isTrue();
        assertThat(proof.allConfirmed()).isFalse();

        newsletter.answering(() -> 200);
        RunResult resumed = resume(palimpsest);

        assertThat(resumed.isComplete()).isTrue();
        assertThat(resumed.done()).isEqualTo(3);
        assertThat(newsletter.asked().getLast().body().path("run").asString())
                .isEqualTo(result.run().value());
        ProofReport renewed = ClubFixture.prove(palimpsest);
        assertThat(renewed.allConfirmed()).isTrue();
        assertThat(renewed.provedAt()).isEqualTo(proof.provedAt());
        assertThat(renewed.previous()).isNotNull().isNotEqualTo(proof.previous());
    }

    @Test
    void the_next_run_tells_what_an_earlier_one_left() {
        newsletter.answering(() -> 500);
        Palimpsest palimpsest = withNewsletter();
        ClubFixture.run(palimpsest, Selection.of(keys(1)));
        newsletter.answering(() -> 200);
        int before = newsletter.asked().size();

        RunResult second = ClubFixture.run(palimpsest, Selection.of(keys(2)));

        assertThat(second.told()).containsExactly(new Told("newsletter", 1, 1, null));
        assertThat(newsletter.keys().subList(before, newsletter.keys().size())).containsExactlyInAnyOrder("1", "2");
        assertThat(club.database().count("select count(*) from palimpsest_outbox where confirmed_at is null"))
                .isZero();
    }

    @Test
    void killed_between_commit_and_delivery_resume_delivers() {
        Palimpsest palimpsest = withNewsletter();
        Preview preview = palimpsest.preview(Selection.eligible(), skipped -> {});

        assertThatThrownBy(() -> palimpsest.run(preview, preview.digest(), "test", event -> {
                    if (event instanceof RunEvent.Finished) {
                        throw new AssertionError("killed");
                    }
                }))
                .hasMessage("killed");
        assertThat(newsletter.asked()).isEmpty();
        assertThat(club.database().count("select count(*) from palimpsest_outbox where confirmed_at is null"))
                .isEqualTo(3);

        assertThat(resume(palimpsest).told()).containsExactly(new Told("newsletter", 3, 3, null));
        assertThat(newsletter.keys()).containsExactly("1", "2", "3");
    }

    @Test
    void a_hook_that_came_into_the_map_later_is_told_of_everybody_the_run_has_treated() {
        run(club.attach(directory));

        RunResult resumed = resume(withNewsletter());

        assertThat(resumed.told()).containsExactly(new Told("newsletter", 3, 3, null));
        assertThat(resume(withNewsletter()).told()).containsExactly(new Told("newsletter", 3, 3, null));
        assertThat(newsletter.keys()).containsExactly("1", "2", "3");
    }

    @Test
    void a_hook_that_left_the_map_stays_open() {
        newsletter.answering(() -> 500);
        run(withNewsletter());

        RunResult resumed = resume(club.attach(directory));

        assertThat(resumed.isComplete()).isFalse();
        assertThat(resumed.told()).containsExactly(new Told("newsletter", 3, 0, "status 500"));
    }

    @Test
    void two_processes_never_tell_at_the_same_time() throws SQLException {
        Palimpsest palimpsest = withNewsletter();
        try (Connection connection = club.database().connection()) {
            Session other = new Session(connection, Dialects.of(connection));
            other.execute(other.dialect().sessionLock("outbox of " + table));

            RunResult result = run(palimpsest);

            assertThat(result.told()).containsExactly(new Told("newsletter", 3, 0, null));
            assertThat(newsletter.asked()).isEmpty();
        }
        assertThat(resume(palimpsest).isComplete()).isTrue();
        assertThat(newsletter.keys()).containsExactly("1", "2", "3");
    }

    @Test
    void a_redirect_is_not_followed() {
        try (OtherSystem elsewhere = new OtherSystem()) {
            newsletter.redirectingTo(elsewhere.address());

            RunResult result = run(withNewsletter());

            assertThat(result.told()).containsExactly(new Told("newsletter", 3, 0, "redirect 307"));
            assertThat(elsewhere.asked()).isEmpty();
        }
    }

    @Test
    void a_system_that_cannot_be_reached_does_not_keep_the_next_from_being_told() {
        OtherSystem gone = new OtherSystem();
        gone.close();

        RunResult result = run(withHooks("a-crm: {webhook: \"" + gone.address() + "\"}\nnewsletter: {webhook: \""
                + newsletter.address() + "\"}"));

        assertThat(result.told())
                .containsExactly(new Told("a-crm", 3, 0, "unreachable"), new Told("newsletter", 3, 3, null));
    }

    @Test
    void a_command_reads_a_line_per_key_and_confirms_by_its_end() throws IOException {
        RunResult result = run(withCommand("cat >> \"$1\""));

        String run = result.run().value();
        assertThat(result.told()).containsExactly(new Told("search-index", 3, 3, null));
        assertThat(Files.readAllLines(directory.resolve("told")))
                .containsExactly(
                        "{\"run\":\"" + run + "\",\"table\":\"" + table + "\",\"key\":\"1\"}",
                        "{\"run\":\"" + run + "\",\"table\":\"" + table + "\",\"key\":\"2\"}",
                        "{\"run\":\"" + run + "\",\"table\":\"" + table + "\",\"key\":\"3\"}");
    }

    @Test
    void a_command_that_fails_hangs_or_is_not_there_leaves_them_unconfirmed() throws IOException {
        assertThat(run(withCommand("[ -e \"$1\" ] && sleep 30; exit 3")).told())
                .containsExactly(new Told("search-index", 3, 0, "exit 3"));
        Files.createFile(directory.resolve("told"));
        Palimpsest same = withHooks("search-index: {command: [\"" + directory.resolve("forget") + "\", \""
                + directory.resolve("told") + "\"]}");
        long begun = System.nanoTime();
        RunResult hung = resume(
                same.with(new DeliverySettings(10, 1, Duration.ZERO, Duration.ofMillis(300), Duration.ofMillis(50))));
        assertThat(hung.told()).containsExactly(new Told("search-index", 3, 0, "timeout"));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));

        RunResult missing = resume(withHooks("search-index: {command: [\"/nowhere/forget\"]}")
                .with(new DeliverySettings(10, 1, Duration.ZERO, Duration.ofSeconds(2), Duration.ofMillis(50))));
        assertThat(missing.told()).containsExactly(new Told("search-index", 3, 0, "not started"));
    }
}
