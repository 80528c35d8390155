package dev.palimpsest.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.palimpsest.TestDatabase;
import dev.palimpsest.database.Schema;
import dev.palimpsest.database.SchemaReader;
import dev.palimpsest.database.TableName;
import dev.palimpsest.map.PrivacyMapReader;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Rows are never lost to the treatment because the way to them was treated first. */
@Tag("database")
final class LostWayTest {
    private static final String MAP = """
            palimpsest: 1
            name: small
            jurisdiction: DE
            subject:
              table: member
              key: id
              title: [name]
              search: [name]
              born-into-system: created_on
              inactive-for: P9M
              identifiers: {name: name}
            activity:
              own: {table: member, at: created_on}
            blockers:
              none: {table: member, where: "created_on is null", message: "No date."}
            treatment:
              member: {name: {replace: Member}, number: %s, keep: created_on}
            """;

    private static Plan compile(String numberTreatment, String treatment, String... tables) {
        return compiled(String.format(MAP, numberTreatment) + treatment, tables);
    }

    private static Plan compiled(String map, String... tables) {
        try (TestDatabase database = TestDatabase.create(tables);
                Connection connection = database.dataSource().getConnection()) {
            Schema schema = SchemaReader.read(connection);
            return PlanCompiler.compile(PrivacyMapReader.read("small.yaml", map), schema, SmallMap.TODAY);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static PalimpsestException refusal(String numberTreatment, String treatment, String... tables) {
        return catchThrowableOfType(PalimpsestException.class, () -> compile(numberTreatment, treatment, tables));
    }

    private static final String MEMBER =
            "create table member (id bigint primary key, name text, number text not null unique, created_on date)";

    @Test
    void a_column_that_other_rows_refer_to_without_a_foreign_key_must_be_kept() {
        // given
        String letter = "create table letter (id bigint primary key, member_number text, body text)";
        String way = "  letter: {via: \"member_number -> member.number\", body: erase}\n";
        // when
        PalimpsestException refused = refusal("random", way, MEMBER, letter);
        // then
        assertThat(refused.code()).isEqualTo(ErrorCode.MAP_UNBEARABLE_TREATMENT);
        assertThat(refused).hasMessageContaining("member.number holds rows together (letter.member_number");
        assertThat(compile("keep", way, MEMBER, letter).tables()).hasSize(2);
    }

    @Test
    void what_stands_behind_rows_tied_by_a_value_is_named_and_not_those_rows_which_let_go() {
        String map = String.format(MAP, "random").replace("{name: name}", "{name: name, number: number}")
                + "  letter: {via: \"member_number -> member.number\", member_number: erase}\n  page: {body: erase}\n";

        PalimpsestException refused = catchThrowableOfType(
                PalimpsestException.class,
                () -> compiled(
                        map,
                        MEMBER,
                        "create table letter (id bigint primary key, member_number text)",
                        "create table page (id bigint primary key, letter_id bigint references letter, body text)"));

        assertThat(refused)
                .hasMessageContaining("the rows of page, which are found through letter.member_number,")
                .hasMessageContaining("Delete the rows of page")
                .message()
                .doesNotContain("Erase letter.member_number");
    }

    @Test
    void a_foreign_key_carries_the_new_value_over() {
        assertThat(compile(
                                "random",
                                "  letter: {body: erase}\n",
                                MEMBER,
                                "create table letter (id bigint primary key, member_number text references member(number)"
                                        + " on update cascade, body text)")
                        .tables())
                .hasSize(2);
    }

    @Test
    void rows_go_before_those_that_tell_whose_they_are() {
        // given two deleted tables between which no foreign key says which goes first
        Plan plan = compile(
                "keep",
                "  a_box: delete\n  b_thing: {delete: rows, via: [\"box_id -> a_box.id\", member_id]}\n",
                MEMBER,
                "create table a_box (id bigint primary key, member_id bigint references member)",
                "create table b_thing (id bigint primary key, box_id bigint)");
        // then
        assertThat(plan.tables().stream().map(TablePlan::name).map(TableName::name))
                .containsSubsequence("b_thing", "a_box");
    }

    @Test
    void rows_that_stay_are_not_left_without_those_that_tell_whose_they_are() {
        for (String reference : List.of("", " references a_box on delete set null")) {
            PalimpsestException refused = refusal(
                    "keep",
                    "  a_box: delete\n  b_thing: {via: [\"box_id -> a_box.id\", member_id], body: erase}\n",
                    MEMBER,
                    "create table a_box (id bigint primary key, member_id bigint references member)",
                    "create table b_thing (id bigint primary key, box_id bigint" + reference + ", body text)");
            assertThat(refused.code()).isEqualTo(ErrorCode.MAP_DELETE_REACHES_KEPT);
            assertThat(refused)
                    .hasMessageContaining("rows of b_thing stay, and only rows of a_box tell whose they are");
        }
    }
}
