package dev.palimpsest.plan;

import static dev.palimpsest.plan.Mistake.mistake;
import static dev.palimpsest.plan.Mistake.mistakeOfSchema;
import static dev.palimpsest.plan.Mistake.mistakeWith;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.database.TableName;
import dev.palimpsest.problem.ErrorCode;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything linked to a person is decided: what the map leaves out is asked for, and what needs no decision is not. */
@Tag("database")
final class UndecidedTest {
    @AutoClose
    private final SmallMap.Undone database = SmallMap.undone();

    static List<Mistake> mistakes() {
        return List.of(
                mistake(
                        "  " + SmallMap.VISIT + "\n",
                        "",
                        ErrorCode.MAP_UNDECIDED_TABLE,
                        "table: member",
                        "table visit is linked to the subject and not named",
                        "'visit: delete' or 'visit: ignore'"),
                mistakeOfSchema(
                        "create table line (id int primary key, visit_id bigint references visit)",
                        ErrorCode.MAP_UNDECIDED_TABLE,
                        "table: member",
                        "table line is linked"),
                mistakeOfSchema(
                        "create schema shop; create table shop.cart (id int primary key, member_id bigint references member)",
                        ErrorCode.MAP_UNDECIDED_TABLE,
                        "table: member",
                        "table shop.cart is linked",
                        "'shop.cart: delete'"),
                mistake(
                        "remark: erase, ",
                        "",
                        ErrorCode.MAP_UNDECIDED_COLUMN,
                        "visit: {keep",
                        "visit.remark is not decided",
                        "'remark: erase'"),
                mistakeOfSchema(
                        "alter table member add shoe_size int",
                        ErrorCode.MAP_UNDECIDED_COLUMN,
                        "member: {name",
                        "member.shoe_size is not decided"),
                mistakeOfSchema(
                        "alter table member add referred_by bigint references member",
                        ErrorCode.MAP_UNDECIDED_COLUMN,
                        "member: {name",
                        "member.referred_by is not decided"),
                mistakeWith(
                        "alter table visit add guest_id bigint references member",
                        "visit: {remark",
                        "visit: {via: member_id, remark",
                        ErrorCode.MAP_UNDECIDED_COLUMN,
                        "visit: {via",
                        "visit.guest_id is not decided"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void a_mistake_is_reported_where_it_stands(Mistake mistake) {
        mistake.requireReported(database);
    }

    @Test
    void a_table_of_another_persons_rows_may_be_kept_out_by_ignoring_it() {
        database.execute(
                "create table course (id int primary key, trainer bigint references member)",
                "create table booking (id int primary key, course_id int references course, member_id bigint references member, day date)");

        Plan plan = database.compile(
                SmallMap.with("  visit: {remark", "  course: ignore\n  booking: {keep: all}\n  visit: {remark"));

        assertThat(plan.table(new TableName("public", "booking"))
                        .orElseThrow()
                        .requireWay()
                        .linkColumn()
                        .name())
                .isEqualTo("member_id");
        assertThat(plan.table(new TableName("public", "course")).orElseThrow().way())
                .isNull();
    }

    @Test
    void keys_links_and_computed_columns_need_no_decision() {
        database.execute(
                "create table tariff (id int primary key)",
                "alter table visit add tariff_id int references tariff, add year int generated always as (extract(year from day)) stored");

        assertThat(database.compile(SmallMap.MAP).tables()).hasSize(2);
    }
}
