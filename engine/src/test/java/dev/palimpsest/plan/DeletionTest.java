package dev.palimpsest.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A deletion takes the subject's rows and nobody else's. */
@Tag("database")
final class DeletionTest {
    private static final String THREADS =
            "create table thread (id int primary key, member_id bigint references member)";
    private static final String DELETE_BOTH = "  thread: delete\n  post: {delete: rows}\n  visit: {remark";

    @AutoClose
    private final SmallMap.Undone database = SmallMap.undone();

    private String refused(String map) {
        PalimpsestException refused = catchThrowableOfType(PalimpsestException.class, () -> database.compile(map));
        assertThat(refused).as("a refusal").isNotNull();
        assertThat(refused.problems())
                .extracting(problem -> problem.code())
                .containsOnly(ErrorCode.MAP_DELETE_REACHES_KEPT);
        return refused.getMessage();
    }

    @Test
    void a_cascade_into_rows_that_belong_to_the_same_person_is_fine() {
        database.execute(
                THREADS, "create table post (id int primary key, thread_id int references thread on delete cascade)");

        assertThat(database.compile(SmallMap.with("  visit: {remark", DELETE_BOTH))
                        .tables())
                .hasSize(4);
    }

    @Test
    void a_cascade_into_rows_that_may_be_other_peoples_is_refused_though_both_tables_are_deleted_from() {
        database.execute(
                THREADS,
                "create table post (id int primary key, member_id bigint references member, thread_id int references thread on delete cascade)");

        assertThat(refused(
                        SmallMap.with("  visit: {remark", DELETE_BOTH.replace("{delete", "{via: member_id, delete"))))
                .contains("deleting rows of thread would cascade into post", "other people");
    }

    @Test
    void a_cascade_into_rows_outside_the_way_is_refused() {
        database.execute(
                THREADS,
                "create table post (id int primary key, kind text, thread_id int references thread on delete cascade)");

        assertThat(refused(SmallMap.with(
                        "  visit: {remark", DELETE_BOTH.replace("{delete", "{where: \"kind = 'own'\", delete"))))
                .contains("would cascade into post");
    }

    @Test
    void a_table_of_which_the_way_is_not_known_yet_is_not_said_to_stay_besides() {
        database.execute(
                "create table circle (id int primary key, member_id bigint references member)",
                "create table companion (id int primary key, circle_id int references circle on delete cascade,"
                        + " member_id bigint references member)");

        PalimpsestException refused = catchThrowableOfType(
                PalimpsestException.class,
                () -> database.compile(
                        SmallMap.with("  visit: {remark", "  circle: delete\n  companion: delete\n  visit: {remark")));

        assertThat(refused)
                .message()
                .contains("several ways lead from companion")
                .doesNotContain("to stay");
        // the members of a circle are not its founder's to delete
        assertThat(refused).hasMessageContaining("for instance {via: member_id}");
    }

    @Test
    void a_cascade_within_the_table_is_refused() {
        database.execute(
                "create table post (id int primary key, member_id bigint references member, answers int references post on delete cascade)");

        assertThat(refused(SmallMap.with("  visit: {remark", "  post: delete\n  visit: {remark")))
                .contains("deleting rows of post would cascade into post", "other people");
    }

    @Test
    void a_reference_within_the_table_that_does_not_cascade_is_the_databases_to_refuse() {
        database.execute(
                "create table post (id int primary key, member_id bigint references member, answers int references post)");

        assertThat(database.compile(SmallMap.with("  visit: {remark", "  post: delete\n  visit: {remark"))
                        .tables())
                .hasSize(3);
    }

    @Test
    void a_reference_that_is_cleared_is_warned_of() {
        database.execute(
                THREADS,
                "create table post (id int primary key, member_id bigint references member, thread_id int references thread on delete set null)");

        assertThat(database.compile(SmallMap.with(
                                "  visit: {remark",
                                "  thread: delete\n  post: {via: member_id, keep: [thread_id]}\n  visit: {remark"))
                        .warnings())
                .contains("deleting rows of thread clears post.thread_id.");
    }

    @Test
    void a_partitioned_table_is_deleted_from_as_one() {
        database.execute(
                "create table entry (day date, member_id bigint references member) partition by range (day)",
                "create table entry_2025 partition of entry for values from ('2025-01-01') to ('2026-01-01')");

        assertThat(database.compile(SmallMap.with("  visit: {remark", "  entry: delete\n  visit: {remark"))
                        .tables())
                .hasSize(3);
    }
}
