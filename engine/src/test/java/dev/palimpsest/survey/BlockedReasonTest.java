package dev.palimpsest.survey;

import static dev.palimpsest.ClubFixture.survey;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.ClubFixture;
import dev.palimpsest.Palimpsest;
import dev.palimpsest.Requirement;
import dev.palimpsest.TestDatabase;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Selection;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever may not go is shown with the reason, and until when. */
@Tag("database")
@ParameterizedClass
@EnumSource
final class BlockedReasonTest {
    @AutoClose
    private final ClubFixture club;

    @TempDir
    private Path directory;

    private Palimpsest palimpsest;

    BlockedReasonTest(TestDatabase.Product product) {
        club = ClubFixture.create(product);
    }

    @BeforeEach
    void attach() {
        palimpsest = club.attach(directory);
    }

    @Test
    @Requirement({"MG-11", "AX-10"})
    void a_blocked_member_is_shown_with_the_reason_the_day_it_ends_and_where_to_mend_it() {
        club.member(1, "Anna", "Brandt").contract(1, "2026-01-01", "2027-03-31");

        Assessment anna = survey(palimpsest).get(1L);

        assertThat(anna.reason()).isEqualTo("contract");
        assertThat(anna.blockedUntil()).isEqualTo("2027-03-31");
        assertThat(anna.blockedBy()).singleElement().satisfies(by -> {
            assertThat(by.message("en")).isEqualTo("Contract C-1 runs until 31 Mar 2027.");
            assertThat(by.message("de")).isEqualTo("Vertrag C-1 läuft bis 31.03.2027.");
            assertThat(by.link()).isEqualTo("https://club.example/contracts/C-1");
        });
    }

    @Test
    void the_latest_contract_decides_until_when() {
        club.member(1, "Anna", "Brandt")
                .contract(1, "2026-01-01", "2026-12-31")
                .contract(1, "2027-01-01", "2028-12-31");

        assertThat(survey(palimpsest).get(1L).blockedUntil()).isEqualTo("2028-12-31");
    }

    @Test
    void a_blocker_without_a_known_end_leaves_the_end_open() {
        club.member(1, "Anna", "Brandt").contract(1, "2026-01-01", "2026-12-31").sql("update account set balance = 12");

        assertThat(survey(palimpsest).get(1L).blockedUntil()).isNull();
    }

    @Test
    void more_causes_than_anybody_reads_are_cut_but_the_longest_stays() {
        club.member(1, "Anna", "Brandt");
        for (int days = 1; days <= 40; days++) {
            club.contract(
                    1, "2020-01-01", LocalDate.of(2027, 1, 1).plusDays(days).toString());
        }

        Assessment anna = survey(palimpsest).get(1L);

        assertThat(anna.blockedUntil()).isEqualTo("2027-02-10");
        assertThat(anna.blockers()).containsExactly("contract");
    }

    @Test
    @Requirement({"MG-11", "AX-10", "MG-24"})
    void the_preview_names_who_cannot_go_and_leaves_them_out() {
        club.member(1, "Anna", "Brandt").member(2, "Bert", "Claasen").contract(2, "2026-01-01", null);
        List<Assessment> skipped = new ArrayList<>();

        Preview preview = palimpsest.preview(Selection.eligible(), skipped::add);

        assertThat(preview.keys()).isEqualTo(ClubFixture.keys(1));
        assertThat(preview.blocked()).containsExactly(Map.entry("contract", 1L));
        assertThat(skipped).extracting(one -> one.key().value()).containsExactly("2");
    }

    @Test
    void a_blocker_that_only_warns_holds_nobody_but_is_shown() {
        palimpsest = club.attach(
                directory,
                ClubFixture.mapWith(
                        "where: \"status <> 'DONE'\", message", "where: \"status <> 'DONE'\", level: warns, message"));
        club.member(1, "Anna", "Brandt").sql("insert into task (member_id, status) values (1, 'OPEN')");

        Assessment anna = survey(palimpsest).get(1L);

        assertThat(anna.verdict()).isEqualTo(Verdict.ELIGIBLE);
        assertThat(anna.warnings()).containsExactly("task");
        assertThat(palimpsest.survey(each -> {}).warned()).containsExactly(Map.entry("task", 1L));
    }
}
