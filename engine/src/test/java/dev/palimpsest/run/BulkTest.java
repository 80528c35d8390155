package dev.palimpsest.run;

import static dev.palimpsest.ClubFixture.keys;
import static dev.palimpsest.ClubFixture.prove;
import static dev.palimpsest.ClubFixture.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palimpsest.ClubFixture;
import dev.palimpsest.Palimpsest;
import dev.palimpsest.Requirement;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.survey.Assessment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The club's bulk operations: whom they reach, what they ask for, and that one person goes the same way. */
@Tag("database")
final class BulkTest {
    private static final Selection FORMER = new Selection(List.of(), List.of("former"), false, 0);

    @AutoClose
    private final ClubFixture club = ClubFixture.create();

    @TempDir
    private Path directory;

    private Palimpsest palimpsest;

    @BeforeEach
    void attach() {
        palimpsest = club.attach(directory);
    }

    @Test
    @Requirement({"MG-01", "MG-13"})
    void reaches_prospects_and_former_members_and_leaves_members_alone() {
        club.member(1, "Anna", "Brandt").status(1, "PROSPECT");
        club.member(2, "Bert", "Claasen").status(2, "FORMER");
        club.member(3, "Cleo", "Dahl").status(3, "ACTIVE");
        String cleo = club.database().rows("select * from member where id = 3").getFirst();

        RunResult result = run(palimpsest);

        assertThat(result.done()).isEqualTo(2);
        assertThat(club.database().rows("select * from member where id = 3")).containsExactly(cleo);
    }

    @Test
    @Requirement({"MG-13", "MG-14", "MG-15"})
    void a_named_operation_takes_one_list_and_leaves_the_other() {
        club.member(1, "Anna", "Brandt").status(1, "PROSPECT");
        club.member(2, "Bert", "Claasen").status(2, "FORMER");

        RunResult result =
                run(palimpsest, palimpsest.preview(FORMER, skipped -> {}).named("Former members, November"));

        assertThat(result.name()).isEqualTo("Former members, November");
        assertThat(club.database().rows("select id, first_name from member order by id"))
                .containsExactly("1|Anna", "2|Former");
    }

    @Test
    @Requirement("MG-11")
    void says_at_once_whether_somebody_can_go_and_only_then_is_there_anything_to_confirm() {
        club.member(1, "Anna", "Brandt").contract(1, "2026-11-23", null);
        List<Assessment> blocked = new ArrayList<>();

        Preview preview = palimpsest.preview(Selection.of(keys(1)), blocked::add);

        assertThat(blocked)
                .singleElement()
                .satisfies(anna -> assertThat(anna.blockers()).containsExactly("contract"));
        assertThatThrownBy(() -> run(palimpsest, preview))
                .isInstanceOfSatisfying(
                        PalimpsestException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.NOTHING_SELECTED));
    }

    @Test
    @Requirement({"MG-16", "MG-17"})
    void nothing_changes_without_the_right_confirmation_and_all_are_archived_with_it() {
        club.member(1, "Anna", "Brandt").member(2, "Bert", "Claasen");
        Preview preview = palimpsest.preview(Selection.eligible(), skipped -> {});
        String before = club.checksum();

        for (String wrong : List.of("", "yes", preview.digest().substring(1), "0".repeat(64))) {
            assertThatThrownBy(() -> palimpsest.run(preview, wrong, "test", RunEvent.Listener.none()))
                    .isInstanceOfSatisfying(
                            PalimpsestException.class,
                            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.PREVIEW_NOT_CONFIRMED));
        }
        assertThat(club.checksum()).isEqualTo(before);

        assertThat(run(palimpsest, preview).done()).isEqualTo(2);
        assertThat(club.database().rows("select distinct status from member")).containsExactly("ARCHIVED");
    }

    @Test
    @Requirement({"MG-20", "MG-21"})
    void neither_member_list_nor_search_finds_whoever_has_gone() {
        club.member(1, "Anna", "Brandt").member(2, "Bert", "Claasen").status(2, "ACTIVE");
        List<String> columns = palimpsest.map().subject().search();
        List<String> words = List.of("Anna", "Brandt", "M-771", "anna.1@mail.example");
        assertThat(hits(columns, words)).isPositive();

        run(palimpsest);

        assertThat(hits(columns, words)).isZero();
        assertThat(club.database().rows("select id from member where status <> 'ARCHIVED'"))
                .containsExactly("2");
    }

    /** What an operator finds who looks for these words in these columns. */
    private long hits(List<String> columns, List<String> words) {
        return columns.stream()
                .flatMap(column -> words.stream().map(word -> column + " ilike '%" + word + "%'"))
                .mapToLong(found -> club.database().count("select count(*) from member where " + found))
                .sum();
    }

    @Test
    @Requirement({"MG-18", "MG-24"})
    void one_who_is_blocked_meanwhile_is_skipped_with_the_reason_and_the_others_go() {
        for (int id = 1; id <= 10; id++) {
            club.member(id, "Gast", "Nummer" + (char) ('A' + id));
        }
        Preview preview = palimpsest.preview(Selection.eligible(), skipped -> {});
        club.sql("update account set balance = -0.01 where member_id = 7");

        RunResult result = run(palimpsest, preview);

        assertThat(result.done()).isEqualTo(9);
        assertThat(result.reasons()).containsEntry("balance", 1L).hasSize(1);
        assertThat(club.database().rows("select first_name from member where id = 7"))
                .containsExactly("Gast");
        assertThat(prove(palimpsest).green()).isTrue();
        assertThat(club.database().count("select count(*) from check_in")).isEqualTo(10);

        club.sql("update account set balance = 0 where member_id = 7");
        assertThat(run(palimpsest).done()).isEqualTo(1);
        assertThat(club.database().rows("select distinct first_name from member"))
                .containsExactly("Former");
    }

    @Test
    @Requirement("MG-25")
    void one_person_and_many_go_the_same_way() {
        club.member(1, "Anna", "Brandt").member(2, "Anna", "Brandt").member(3, "Anna", "Brandt");

        run(palimpsest, Selection.of(keys(1)));
        run(palimpsest, FORMER);

        assertThat(club.database()
                        .rows("select distinct first_name, last_name, email, phone, birth_date, postal_code, status,"
                                + " profile, length(number) from member"))
                .hasSize(1);
    }
}
