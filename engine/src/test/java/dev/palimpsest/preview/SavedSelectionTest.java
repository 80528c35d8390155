package dev.palimpsest.preview;

import static dev.palimpsest.ClubFixture.keys;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.palimpsest.InstituteFixture;
import dev.palimpsest.Palimpsest;
import dev.palimpsest.Requirement;
import dev.palimpsest.TestDatabase;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.survey.Inactivity;
import dev.palimpsest.survey.Verdict;
import java.nio.file.Path;
import java.time.Period;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Selections under names: filters live until a preview freezes them, key lists stay as they are. */
@Tag("database")
@ParameterizedClass
@EnumSource
final class SavedSelectionTest {
    @AutoClose
    private final InstituteFixture institute;

    @TempDir
    private Path directory;

    private Palimpsest palimpsest;

    SavedSelectionTest(TestDatabase.Product product) {
        institute = InstituteFixture.create(product);
    }

    @BeforeEach
    void attach() {
        palimpsest = institute.attach(directory);
    }

    private void save(String name, Selection selection) {
        palimpsest.selections().save(name, selection, false, "test");
    }

    private Preview preview(String name) {
        return palimpsest.preview(palimpsest.selections().find(name).selection(), skipped -> {});
    }

    @Test
    @Requirement({"PL-06", "PL-15"})
    void a_filter_lives_until_a_preview_freezes_it() {
        institute.participant(1).status(1, "INACTIVE").loggedIn(1, "2026-11-20");
        Inactivity byCourse = new Inactivity(Period.ofMonths(6), List.of("course"));
        save("no course for six months", Selection.eligible().with(byCourse));
        Preview first = preview("no course for six months");

        institute.participant(2).status(2, "INACTIVE");

        assertThat(first.keys()).isEqualTo(keys(1));
        assertThat(preview("no course for six months").keys()).isEqualTo(keys(1, 2));
    }

    @Test
    void every_part_of_a_selection_comes_back_as_it_was_saved() {
        Selection all = new Selection(
                List.of(),
                List.of("former", "prospect"),
                List.of(Verdict.ELIGIBLE, Verdict.DEACTIVATE_FIRST),
                List.of("planned"),
                new Inactivity(Period.of(1, 6, 0), List.of("course", "login")),
                true,
                7);
        save("all", all);
        save("keys", Selection.of(keys(3, 1, 2)));

        assertThat(palimpsest.selections().find("all").selection()).isEqualTo(all);
        SavedSelection named = palimpsest.selections().find("keys");
        assertThat(named.selection()).isEqualTo(Selection.of(keys(3, 1, 2)));
        assertThat(named.byKeys()).isTrue();
        assertThat(palimpsest.selections().all())
                .extracting(SavedSelection::name, SavedSelection::keyCount)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("all", 0L),
                        org.assertj.core.groups.Tuple.tuple("keys", 3L));
    }

    @Test
    void a_list_of_keys_selects_these_and_nobody_else() {
        institute.participant(1).status(1, "INACTIVE").participant(2).status(2, "INACTIVE");
        save("one", Selection.of(keys(2)));

        assertThat(preview("one").keys()).isEqualTo(keys(2));

        institute.sql("delete from palimpsest_selection_key");
        assertThatExceptionOfType(PalimpsestException.class)
                .isThrownBy(() -> preview("one"))
                .matches(refusal -> refusal.code() == ErrorCode.SELECTION_UNKNOWN)
                .withMessageContaining("names nobody");
    }

    @Test
    void a_name_is_replaced_only_when_that_is_said() {
        save("one", Selection.of(keys(1)));

        assertThatExceptionOfType(PalimpsestException.class)
                .isThrownBy(() -> save("one", Selection.of(keys(2))))
                .matches(refusal -> refusal.code() == ErrorCode.SELECTION_EXISTS);
        assertThat(palimpsest.selections().find("one").selection().keys()).isEqualTo(keys(1));

        palimpsest.selections().save("one", Selection.of(keys(2)), true, "test");
        assertThat(palimpsest.selections().find("one").selection().keys()).isEqualTo(keys(2));
    }

    @Test
    void what_is_not_there_is_not_found_and_a_deleted_one_touches_nobody() {
        institute.participant(1);
        assertThatExceptionOfType(PalimpsestException.class)
                .isThrownBy(() -> palimpsest.selections().find("former"))
                .matches(refusal -> refusal.code() == ErrorCode.SELECTION_UNKNOWN);
        save("former", Selection.of(keys(1)));
        assertThatExceptionOfType(PalimpsestException.class)
                .isThrownBy(() -> palimpsest.selections().find("fromer"))
                .withMessageContaining("Did you mean 'former'?");

        palimpsest.selections().delete("former");

        assertThat(palimpsest.selections().all()).isEmpty();
        assertThat(institute.database().count("select count(*) from palimpsest_selection_key"))
                .isZero();
        assertThat(institute.statusOf(1)).isEqualTo("ACTIVE");
    }
}
