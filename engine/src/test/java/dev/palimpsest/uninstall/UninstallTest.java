package dev.palimpsest.uninstall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.palimpsest.ClubFixture;
import dev.palimpsest.Palimpsest;
import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.ledger.HoldReason;
import dev.palimpsest.ledger.OwnVersion;
import dev.palimpsest.ledger.RunId;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.run.RunEvent;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Palimpsest leaves a database when it is asked to, and loses nothing that somebody still needs. */
@Tag("database")
@ParameterizedClass
@EnumSource(Product.class)
final class UninstallTest {
    @AutoClose
    private final ClubFixture club;

    @TempDir
    private Path directory;

    private Palimpsest palimpsest;

    UninstallTest(Product product) {
        this.club = ClubFixture.create(product);
    }

    @BeforeEach
    void three_people_who_may_go() {
        club.member(1, "Anna", "Brandt").member(2, "Bert", "Claasen").member(3, "Clara", "Dirks");
        palimpsest = club.attach(directory);
    }

    private List<String> ownTables() {
        return club.database().tables().stream()
                .filter(table -> table.contains("palimpsest_"))
                .toList();
    }

    private PalimpsestException refused(Set<Loss> accepted) {
        PalimpsestException refused =
                catchThrowableOfType(PalimpsestException.class, () -> palimpsest.uninstall(accepted));
        assertThat(refused).as("a refusal").isNotNull();
        return refused;
    }

    @Test
    void shows_first_what_would_go_and_changes_nothing() {
        palimpsest.selections().save("all", Selection.eligible(), false, "test");
        RunId run = ClubFixture.run(palimpsest).run();
        String before = club.everything();

        Uninstallation seen = palimpsest.uninstall();

        assertThat(seen.dropped()).isFalse();
        assertThat(seen.contents().treated()).isEqualTo(3);
        assertThat(seen.contents().unproved()).containsExactly(run);
        assertThat(seen.contents().selections()).isEqualTo(1);
        assertThat(seen.losses()).containsExactly(Loss.UNPROVED_RUNS);
        assertThat(seen.contents().rows()).hasSameSizeAs(ownTables());
        assertThat(club.everything()).isEqualTo(before);
    }

    @Test
    void afterwards_the_database_is_one_that_nobody_has_seen() {
        ClubFixture.run(palimpsest);
        assertThat(palimpsest.prove(Optional.empty()).green()).isTrue();
        String people = club.database().rows("select * from member order by id").toString();

        Uninstallation done = palimpsest.uninstall(Set.of());

        assertThat(done.dropped()).isTrue();
        assertThat(done.remains()).isNotNull().satisfies(remains -> {
            assertThat(remains.reports()).isEqualTo(1);
            assertThat(remains.keys()).isZero();
        });
        assertThat(ownTables()).isEmpty();
        assertThat(club.database().rows("select * from member order by id")).hasToString(people);
        assertThat(palimpsest.check().isReady()).isTrue();
        assertThat(palimpsest.check().ownTables().found()).isEqualTo(OwnVersion.NONE);
        assertThat(palimpsest.uninstall().contents().isEmpty()).isTrue();
        assertThat(palimpsest.uninstall(Set.of()).contents().isEmpty()).isTrue();
    }

    @Test
    void it_begins_anew_afterwards() {
        ClubFixture.run(palimpsest, Selection.of(ClubFixture.keys(1)));
        palimpsest.prove(Optional.empty());
        palimpsest.uninstall(Set.of());

        assertThat(ClubFixture.run(palimpsest, Selection.of(ClubFixture.keys(2)))
                        .done())
                .isEqualTo(1);
        assertThat(palimpsest.prove(Optional.empty()).green()).isTrue();
    }

    @Test
    void holds_and_unproved_runs_are_lost_only_when_somebody_says_so() {
        palimpsest.holds().place(ClubFixture.keys(3), HoldReason.CLAIM, "", null, "test");
        ClubFixture.run(palimpsest);
        String before = club.everything();

        PalimpsestException both = refused(Set.of());
        PalimpsestException runs = refused(Set.of(Loss.LEGAL_HOLDS));

        assertThat(both.code()).isEqualTo(ErrorCode.UNINSTALL_LOSES);
        assertThat(both).hasMessageContaining("1 legal hold holds").hasMessageContaining("1 run is not proved");
        assertThat(runs).hasMessageContaining("1 run is not proved").hasMessageNotContaining("legal hold");
        assertThat(club.everything()).isEqualTo(before);
        assertThat(palimpsest
                        .uninstall(EnumSet.of(Loss.LEGAL_HOLDS, Loss.UNPROVED_RUNS))
                        .dropped())
                .isTrue();
        assertThat(ownTables()).isEmpty();
    }

    @Test
    void a_hold_that_has_ended_or_was_lifted_is_no_loss() {
        palimpsest.holds().place(ClubFixture.keys(1), HoldReason.CLAIM, "", null, "test");
        palimpsest.holds().lift(ClubFixture.keys(1), "test");
        palimpsest.holds().place(ClubFixture.keys(2), HoldReason.CLAIM, "", ClubFixture.TODAY, "test");

        assertThat(palimpsest.uninstall().contents().activeHolds())
                .as("today is its last day")
                .isEqualTo(1);
        assertThat(palimpsest
                        .with(ClubFixture.noonOf(ClubFixture.TODAY.plusDays(1)))
                        .uninstall()
                        .losses())
                .isEmpty();
    }

    @Test
    void not_while_a_run_is_under_way() {
        var preview = palimpsest.preview(Selection.eligible(), skipped -> {});
        PalimpsestException[] refused = new PalimpsestException[1];

        palimpsest.run(preview, preview.digest(), "test", event -> {
            if (event instanceof RunEvent.Progress && refused[0] == null) {
                refused[0] = refused(EnumSet.allOf(Loss.class));
            }
        });

        assertThat(refused[0].code()).isEqualTo(ErrorCode.RUN_BUSY);
        assertThat(ownTables()).isNotEmpty();
        assertThat(palimpsest.prove(Optional.empty()).green()).isTrue();
    }
}
