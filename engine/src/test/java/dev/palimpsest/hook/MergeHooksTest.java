package dev.palimpsest.hook;

import static dev.palimpsest.ClubFixture.keys;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.ClubFixture;
import dev.palimpsest.Palimpsest;
import dev.palimpsest.ledger.MergeReason;
import dev.palimpsest.ledger.Told;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.merge.MergeRequest;
import dev.palimpsest.merge.MergeResult;
import dev.palimpsest.merge.Merger;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.run.RunEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A merge makes other systems' copy of the old profile stale, so they are told to forget it. */
@Tag("database")
final class MergeHooksTest {
    @AutoClose
    private final ClubFixture club = ClubFixture.create();

    @AutoClose
    private final OtherSystem newsletter = new OtherSystem();

    @TempDir
    private Path directory;

    private Palimpsest palimpsest;

    @BeforeEach
    void fill() {
        club.member(1, "Bert", "Claasen").member(2, "Berta", "Claasen").member(3, "Cora", "Dahl");
        palimpsest = club.attach(
                        directory,
                        ClubFixture.map() + "merge: {collisions: {account: new}}\nafter-run: {newsletter: {webhook: \""
                                + newsletter.address() + "\"}}\n")
                .with(new DeliverySettings(2, 1, Duration.ZERO, Duration.ofSeconds(2), Duration.ofMillis(50)));
    }

    private static MergeRequest request(boolean keepOld) {
        return new MergeRequest(new SubjectKey("1"), new SubjectKey("2"), MergeReason.DUPLICATE, keepOld);
    }

    private MergeResult merge(boolean keepOld) {
        return palimpsest.merge(request(keepOld), Merger.YES, "test");
    }

    @Test
    void other_systems_are_told_to_forget_the_profile_that_went() {
        palimpsest.merge(request(false));
        assertThat(newsletter.asked()).isEmpty();

        MergeResult result = merge(false);

        assertThat(result.told()).containsExactly(new Told("newsletter", 1, 1, null));
        assertThat(result.allConfirmed()).isTrue();
        assertThat(newsletter.keys()).containsExactly("1");
        assertThat(newsletter.asked().getFirst().body().path("run").asString()).startsWith("merge-");
    }

    @Test
    void nobody_is_told_where_the_old_profile_stays() {
        assertThat(merge(true).told()).isEmpty();
        assertThat(newsletter.asked()).isEmpty();
    }

    @Test
    void a_system_that_did_not_confirm_a_merge_is_told_by_resume_even_when_the_last_run_was_proved_long_ago() {
        ClubFixture.run(palimpsest, Selection.of(keys(3)));
        assertThat(ClubFixture.prove(palimpsest).green()).isTrue();
        newsletter.answering(() -> 503);
        merge(false);
        newsletter.answering(() -> 200);

        palimpsest.resume(Optional.empty(), RunEvent.Listener.none());

        assertThat(newsletter.keys().getLast()).isEqualTo("1");
        assertThat(club.database().count("select count(*) from palimpsest_outbox where confirmed_at is null"))
                .isZero();
        assertThat(palimpsest.resume(Optional.empty(), RunEvent.Listener.none()).rows())
                .as("nothing is left to do")
                .isZero();
        assertThat(newsletter.keys()).last().isEqualTo("1");
    }

    @Test
    void a_system_that_did_not_confirm_a_merge_is_told_with_the_next_run() {
        newsletter.answering(() -> 503);

        MergeResult result = merge(false);

        assertThat(result.done()).isTrue();
        assertThat(result.told()).containsExactly(new Told("newsletter", 1, 0, "status 503"));
        newsletter.answering(() -> 200);
        List<String> refused = newsletter.keys();
        ClubFixture.run(palimpsest, Selection.of(keys(3)));
        assertThat(newsletter.keys().subList(refused.size(), newsletter.keys().size()))
                .containsExactlyInAnyOrder("1", "3");
        assertThat(club.database().count("select count(*) from palimpsest_outbox where confirmed_at is null"))
                .isZero();
    }
}
