package dev.palimpsest.act;

import static dev.palimpsest.ClubFixture.keys;
import static dev.palimpsest.ClubFixture.survey;
import static dev.palimpsest.ClubFixture.verdict;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.palimpsest.ClubFixture;
import dev.palimpsest.InstituteFixture;
import dev.palimpsest.Palimpsest;
import dev.palimpsest.Requirement;
import dev.palimpsest.TestDatabase;
import dev.palimpsest.chunk.RunSettings;
import dev.palimpsest.ledger.NotDone;
import dev.palimpsest.ledger.Outcome;
import dev.palimpsest.preview.Choice;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.survey.Act;
import dev.palimpsest.survey.RecordState;
import dev.palimpsest.survey.Verdict;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Deactivating, archiving and restoring, one and many. */
@Tag("database")
@ParameterizedClass
@EnumSource
final class StateChangeTest {
    @AutoClose
    private final InstituteFixture institute;

    @TempDir
    private Path directory;

    private Palimpsest palimpsest;

    StateChangeTest(TestDatabase.Product product) {
        institute = InstituteFixture.create(product);
    }

    @BeforeEach
    void attach() {
        palimpsest = institute
                .attach(directory)
                .with(new RunSettings(2, 20, Duration.ofMillis(200), 1, Duration.ofMillis(10), 1));
    }

    private ActResult change(Act act, Selection selection) {
        Choice choice = palimpsest.consider(act, selection, refused -> {});
        return palimpsest.change(act, selection, choice.keys().size(), "test");
    }

    @Test
    @Requirement({"PL-03", "PL-06", "PL-11", "PL-17"})
    void everybody_inactive_whom_nothing_holds_is_set_inactive_in_one_act_and_may_be_anonymised_then() {
        institute
                .participant(1)
                .participant(2)
                .participant(3)
                .participant(4)
                .open(4, "12.00")
                .participant(5)
                .attended(5, "2026-11-20");

        Choice choice = palimpsest.consider(Act.DEACTIVATE, Selection.eligible(), refused -> {});
        assertThat(choice.keys()).isEqualTo(keys(1, 2, 3));
        assertThat(choice.refused()).isEqualTo(Map.of("invoice", 1L));
        assertThat(institute.statusOf(1)).isEqualTo("ACTIVE");

        ActResult result = palimpsest.change(Act.DEACTIVATE, Selection.eligible(), 3, "test");

        assertThat(result.done()).isEqualTo(3);
        assertThat(result.isComplete()).isTrue();
        assertThat(institute.database().rows("select status from participant order by id"))
                .containsExactly("INACTIVE", "INACTIVE", "INACTIVE", "ACTIVE", "ACTIVE");
        assertThat(survey(palimpsest).get(1L).permits(Act.ANONYMISE)).isTrue();
        assertThat(palimpsest.survey(each -> {}).subscription().before()).isEqualTo(2);
    }

    @Test
    @Requirement("PL-16")
    void nothing_is_changed_unless_the_very_number_is_confirmed() {
        institute.participant(1).participant(2);

        assertThatExceptionOfType(PalimpsestException.class)
                .isThrownBy(() -> palimpsest.change(Act.DEACTIVATE, Selection.eligible(), 1, "test"))
                .matches(refusal -> refusal.code() == ErrorCode.ACT_NOT_CONFIRMED)
                .withMessageContaining("1 was confirmed, but 2 would change now");
        assertThat(institute.statusOf(1)).isEqualTo("ACTIVE");
        assertThat(institute.statusOf(2)).isEqualTo("ACTIVE");
    }

    @Test
    @Requirement("PL-11")
    void nobody_is_archived_who_was_not_deactivated_first() {
        institute.participant(1).participant(2).status(2, "INACTIVE");

        Choice choice = palimpsest.consider(Act.ARCHIVE, Selection.eligible(), refused -> {});
        assertThat(choice.keys()).isEqualTo(keys(2));
        assertThat(choice.refused()).isEqualTo(Map.of("deactivate-first", 1L));

        assertThat(change(Act.ARCHIVE, Selection.eligible()).done()).isEqualTo(1);
        assertThat(institute.statusOf(1)).isEqualTo("ACTIVE");
        assertThat(institute.statusOf(2)).isEqualTo("ARCHIVED");
        assertThat(verdict(palimpsest, 2)).isEqualTo(Verdict.ARCHIVED);
    }

    @Test
    void who_was_archived_or_deactivated_can_be_restored_but_never_who_was_anonymised() {
        institute
                .participant(1)
                .status(1, "INACTIVE")
                .participant(2)
                .status(2, "ARCHIVED")
                .participant(3)
                .participant(4)
                .status(4, "INACTIVE");
        ClubFixture.run(palimpsest, Selection.of(keys(4)));

        Selection all = Selection.of(keys(1, 2, 3, 4));
        Choice choice = palimpsest.consider(Act.RESTORE, all, refused -> {});
        assertThat(choice.keys()).isEqualTo(keys(1, 2));
        assertThat(choice.refused()).isEqualTo(Map.of("in-use", 1L, "anonymised", 1L));

        assertThat(change(Act.RESTORE, all).done()).isEqualTo(2);
        assertThat(institute.statusOf(1)).isEqualTo("ACTIVE");
        assertThat(institute.statusOf(2)).isEqualTo("ACTIVE");
        assertThat(survey(palimpsest).get(4L).state()).isEqualTo(RecordState.ANONYMISED);
        assertThat(institute.statusOf(4)).isEqualTo("ARCHIVED");
    }

    @Test
    void restoring_brings_back_the_status_that_was() {
        institute
                .participant(1)
                .participant(2)
                .status(2, "INACTIVE")
                .participant(3)
                .status(3, "PROSPECT")
                .participant(4)
                .status(4, "ARCHIVED");
        change(Act.DEACTIVATE, Selection.of(keys(1, 3)));
        change(Act.ARCHIVE, Selection.of(keys(1, 2, 3)));

        assertThat(change(Act.RESTORE, Selection.of(keys(1, 2, 3, 4))).done()).isEqualTo(4);
        assertThat(institute.database().rows("select id, status from participant order by id"))
                .as("an inactive one stays inactive; of whom nothing is known, the map decides")
                .containsExactly("1|INACTIVE", "2|INACTIVE", "3|INACTIVE", "4|ACTIVE");
        assertThat(palimpsest.survey(each -> {}).subscription().before()).isEqualTo(1);

        assertThat(change(Act.RESTORE, Selection.of(keys(1, 2, 3))).done()).isEqualTo(3);
        assertThat(institute.database().rows("select id, status from participant order by id"))
                .as("once more brings back what deactivating has overwritten")
                .containsExactly("1|ACTIVE", "2|ACTIVE", "3|PROSPECT", "4|ACTIVE");
        assertThat(institute.database().count("select count(*) from palimpsest_earlier"))
                .isZero();
    }

    @Test
    void values_of_every_type_come_back_each_persons_own() {
        institute
                .participant(1)
                .status(1, "INACTIVE")
                .participant(2)
                .status(2, "INACTIVE")
                .participant(3)
                .status(3, "INACTIVE")
                .sql("alter table participant add hidden boolean")
                .sql("alter table participant add hidden_at timestamp null")
                .sql("alter table participant add weight numeric(8, 3)")
                .sql("update participant set hidden = false, weight = 1.250 where id = 1")
                .sql("update participant set hidden_at = '2020-01-02 03:04:05' where id = 2");
        palimpsest = institute.attach(
                directory,
                InstituteFixture.mapWith(
                                "archive: {set: {status: ARCHIVED}}",
                                "archive: {set: {status: ARCHIVED, hidden: true, hidden_at: '2026-11-22 00:00:00', weight: 0}}")
                        .replace(
                                "restore: {set: {status: ACTIVE}}",
                                "restore: {set: {status: ACTIVE, hidden: false, hidden_at: null}}"));
        String all = "select * from participant order by id";
        List<String> before = institute.database().rows(all);
        change(Act.ARCHIVE, Selection.of(keys(1, 2, 3)));
        assertThat(institute.database().rows(all)).doesNotContainAnyElementsOf(before);

        ActResult result = change(Act.RESTORE, Selection.of(keys(1, 2, 3)));

        assertThat(result.done()).isEqualTo(3);
        assertThat(institute.database().rows(all)).isEqualTo(before);
    }

    @Test
    void what_was_remembered_before_the_application_brought_somebody_back_is_void() {
        institute.participant(1).status(1, "PROSPECT");
        change(Act.DEACTIVATE, Selection.of(keys(1)));
        change(Act.ARCHIVE, Selection.of(keys(1)));
        institute.status(1, "ACTIVE");
        change(Act.DEACTIVATE, Selection.of(keys(1)));

        change(Act.RESTORE, Selection.of(keys(1)));

        assertThat(institute.statusOf(1)).isEqualTo("ACTIVE");
        assertThat(institute.database().count("select count(*) from palimpsest_earlier"))
                .isZero();
    }

    @Test
    void nothing_is_remembered_of_an_identifier_nor_of_whoever_was_anonymised() {
        palimpsest = institute.attach(
                directory,
                InstituteFixture.mapWith(
                                "archive: {set: {status: ARCHIVED}}",
                                "archive: {set: {status: ARCHIVED, name: hidden}}")
                        .replace("participant: {name: {replace: \"former\"}, ", "participant: {"));
        institute.participant(1).status(1, "INACTIVE");
        change(Act.ARCHIVE, Selection.of(keys(1)));
        assertThat(institute.database().rows("select values_before from palimpsest_earlier"))
                .containsExactly("{\"on\":\"" + ClubFixture.TODAY
                        + "\",\"before\":{\"status\":\"INACTIVE\"},\"after\":{\"status\":\"ARCHIVED\"}}");

        ClubFixture.run(palimpsest, new Selection(keys(1), List.of(), true, 0));

        assertThat(survey(palimpsest).get(1L).state()).isEqualTo(RecordState.ANONYMISED);
        assertThat(institute.database().count("select count(*) from palimpsest_earlier"))
                .isZero();
    }

    @Test
    void every_act_is_written_down_with_who_did_it() {
        institute.participant(1).participant(2).participant(3);
        change(Act.DEACTIVATE, Selection.eligible());
        change(Act.RESTORE, Selection.of(keys(2)));

        assertThat(institute
                        .database()
                        .rows("select subject_key, act, acted_by from palimpsest_act order by act, subject_key"))
                .containsExactly("1|deactivate|test", "2|deactivate|test", "3|deactivate|test", "2|restore|test");
        assertThat(institute.database().rows("select distinct subject_table from palimpsest_act"))
                .containsExactly(institute.database().schema() + ".participant");
        assertThat(institute.database().count("select count(distinct act_id) from palimpsest_act"))
                .isEqualTo(2);
    }

    @Test
    void a_limit_does_not_change_who_is_said_to_be_held_by_what() {
        institute
                .participant(1)
                .participant(2)
                .participant(3)
                .open(3, "12.00")
                .participant(4)
                .open(4, "1.00");

        for (Selection selection : List.of(Selection.eligible(), Selection.of(keys(1, 2, 3, 4)))) {
            Selection one = new Selection(selection.keys(), List.of(), false, 1);
            Choice choice = palimpsest.consider(Act.DEACTIVATE, one, refused -> {});
            assertThat(choice.keys()).isEqualTo(keys(1));
            assertThat(choice.refused()).isEqualTo(Map.of("invoice", 2L));
            assertThat(palimpsest.change(Act.DEACTIVATE, one, 1, "test").refused())
                    .isEqualTo(Map.of("invoice", 2L));
            change(Act.RESTORE, Selection.of(keys(1)));
        }
    }

    @Test
    void one_and_many_go_the_same_way() {
        institute.participant(1).participant(2);

        assertThat(change(Act.DEACTIVATE, Selection.of(keys(1))).done()).isEqualTo(1);

        assertThat(institute.statusOf(1)).isEqualTo("INACTIVE");
        assertThat(institute.statusOf(2)).isEqualTo("ACTIVE");
        assertThat(palimpsest
                        .consider(Act.DEACTIVATE, Selection.of(keys(1, 9)), refused -> {})
                        .refused())
                .isEqualTo(Map.of("deactivated", 1L, "gone", 1L));
    }

    @Test
    void whom_somebody_else_is_working_on_is_skipped_and_the_others_are_done() throws SQLException {
        institute.participant(1).participant(2).participant(3);
        Connection clerk = institute.database().connection();
        clerk.setAutoCommit(false);
        try (Statement statement = clerk.createStatement()) {
            statement.execute("update participant set name = name where id = 2");
        }

        ActResult result = change(Act.DEACTIVATE, Selection.eligible());

        assertThat(result.reasons()).isEqualTo(Map.of("busy", 1L));
        assertThat(result.notChanged()).containsExactly(new NotDone(keys(2).getFirst(), Outcome.SKIPPED, "busy"));
        assertThat(result.done()).isEqualTo(2);
        assertThat(result.isComplete()).isFalse();
        clerk.rollback();
        assertThat(institute.statusOf(2)).isEqualTo("ACTIVE");
    }

    @Test
    void whom_the_database_refuses_to_change_fails_alone() {
        institute
                .participant(1)
                .participant(2)
                .participant(3)
                .sql("alter table participant add constraint two_stays check (id <> 2 or status = 'ACTIVE')");

        ActResult result = change(Act.DEACTIVATE, Selection.eligible());

        assertThat(result.done()).isEqualTo(2);
        assertThat(result.failed()).isEqualTo(1);
        assertThat(result.notChanged()).extracting(NotDone::key).isEqualTo(keys(2));
        assertThat(result.failures().keySet()).singleElement().asString().contains("PAL-DB-006", "23");
        assertThat(institute.database().count("select count(*) from palimpsest_act"))
                .isEqualTo(2);
    }

    @Test
    void a_map_that_does_not_say_how_is_refused() {
        palimpsest = institute.attach(directory, InstituteFixture.mapWith("  restore: {set: {status: ACTIVE}}\n", ""));

        assertThatExceptionOfType(PalimpsestException.class)
                .isThrownBy(() -> palimpsest.consider(Act.RESTORE, Selection.of(keys(1)), refused -> {}))
                .matches(refusal -> refusal.code() == ErrorCode.ACT_NOT_DECLARED)
                .withMessageContaining("subject.restore");
    }
}
