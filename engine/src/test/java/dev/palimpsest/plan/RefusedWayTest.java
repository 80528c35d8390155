package dev.palimpsest.plan;

import static dev.palimpsest.plan.Mistake.mistake;
import static dev.palimpsest.plan.Mistake.mistakeWith;

import dev.palimpsest.problem.ErrorCode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tables without one clear way from the subject, rows that cannot go, and tables that hold no rows of their own. */
@Tag("database")
final class RefusedWayTest {
    @AutoClose
    private final SmallMap.Undone database = SmallMap.undone();

    static Stream<Mistake> mistakes() {
        return Stream.of(links(), deletions(), kinds()).flatMap(List::stream);
    }

    private static List<Mistake> links() {
        return List.of(
                mistakeWith(
                        "alter table visit add guest_id bigint references member",
                        "keep: [day]",
                        "keep: [day, guest_id]",
                        ErrorCode.MAP_AMBIGUOUS_LINK,
                        "{remark",
                        "several ways lead from visit to the subject",
                        "member_id (to member)",
                        "guest_id (to member)",
                        "{via: "),
                mistakeWith(
                        "create table task (id int primary key, member_id bigint, day date)",
                        "planned: {table: visit",
                        "planned: {table: task",
                        ErrorCode.MAP_NO_LINK,
                        "{table: task",
                        "no foreign key leads from task to the subject",
                        "'via'"),
                mistakeWith(
                        "create table task (id int primary key, member_id bigint, day date)",
                        "{table: visit, at",
                        "{table: task, at",
                        ErrorCode.MAP_NO_LINK,
                        "{table: task",
                        "no foreign key leads from task"),
                mistakeWith(
                        "create table task (id int primary key, body text)",
                        "  visit: {remark",
                        "  task: {body: erase}\n  visit: {remark",
                        ErrorCode.MAP_NO_LINK,
                        "erase}",
                        "task.body is in a table that no way leads from",
                        "'redact: anywhere'"),
                mistakeWith(
                        "create table task (id int primary key, body text)",
                        "  visit: {remark",
                        "  task: delete\n  visit: {remark",
                        ErrorCode.MAP_NO_LINK,
                        "task: delete",
                        "unknown whose rows go"),
                mistakeWith(
                        "create table task (id int primary key, member_name text)",
                        "  visit: {remark",
                        "  task: {via: member_name -> member.name, keep: all}\n  visit: {remark",
                        ErrorCode.MAP_NO_LINK,
                        "via:",
                        "member.name is not unique",
                        "could lead to several people"),
                mistakeWith(
                        "create table task (id int primary key, visit_id bigint, body text)",
                        "  visit: {remark",
                        "  task: {via: [visit_id, member_id], body: erase}\n  visit: {remark",
                        ErrorCode.MAP_NO_LINK,
                        "via:",
                        "no foreign key says where task.visit_id leads",
                        "'visit_id -> table.column'"),
                mistake(
                        "visit: {remark",
                        "visit: {via: member_id -> member, remark",
                        ErrorCode.MAP_BAD_VALUE,
                        "via:",
                        "write 'column -> table.column'"),
                mistakeWith(
                        "alter table member add branch int not null default 1, add unique (branch, id); create table parcel (id int primary key, branch int, owner bigint, foreign key (branch, owner) references member (branch, id))",
                        "keep: [born, status]}",
                        "keep: [born, status, branch]}\n  parcel: {keep: all}",
                        ErrorCode.MAP_NO_LINK,
                        "{keep: all}",
                        "the foreign key of parcel has several columns",
                        "'via'"));
    }

    private static List<Mistake> deletions() {
        ErrorCode kept = ErrorCode.MAP_DELETE_REACHES_KEPT;
        String line = "create table line (id int primary key, visit_id bigint references visit%s, amount int)";
        return List.of(
                mistakeWith(
                        line.formatted(" on delete cascade"),
                        SmallMap.VISIT,
                        "visit: delete\n  line: {keep: all}",
                        kept,
                        "visit: delete",
                        "deleting rows of visit would cascade into line, whose rows are to stay"),
                mistakeWith(
                        line.formatted(" on delete cascade"),
                        SmallMap.VISIT,
                        "visit: delete\n  line: ignore",
                        kept,
                        "visit: delete",
                        "cascade into line"),
                mistakeWith(
                        line.formatted(""),
                        SmallMap.VISIT,
                        "visit: delete\n  line: {keep: all}",
                        kept,
                        "visit: delete",
                        "rows of line refer to visit (visit_id) and stay"),
                mistakeWith(
                        line.formatted(" on delete restrict"),
                        SmallMap.VISIT,
                        "visit: delete\n  line: {keep: all}",
                        kept,
                        "visit: delete",
                        "rows of line refer to visit (visit_id) and stay"));
    }

    private static List<Mistake> kinds() {
        return List.of(
                mistakeWith(
                        "create view visits as select * from visit",
                        "  visit: {remark",
                        "  visits: {remark: erase, keep: all}\n  visit: {remark",
                        ErrorCode.MAP_UNSAFE_TABLE,
                        "visits: {remark",
                        "visits is a view and cannot be treated itself"),
                mistakeWith(
                        "create materialized view visits as select * from visit",
                        "  visit: {remark",
                        "  visits: delete\n  visit: {remark",
                        ErrorCode.MAP_UNSAFE_TABLE,
                        "visits: delete",
                        "visits is a materialised view"),
                mistakeWith(
                        "create view visits as select * from visit",
                        "{table: visit, at",
                        "{table: visits, via: member_id, at",
                        ErrorCode.MAP_UNSAFE_TABLE,
                        "visit: {table: visits",
                        "cannot be locked while a person is judged"),
                mistakeWith(
                        "create view visits as select * from visit",
                        "planned: {table: visit",
                        "planned: {table: visits, via: member_id",
                        ErrorCode.MAP_UNSAFE_TABLE,
                        "planned:",
                        "visits is not a table that holds rows of its own"),
                mistakeWith(
                        "create table log (id int, day date, primary key (id, day)) partition by range (day); create table log_2026 partition of log for values from ('2026-01-01') to ('2027-01-01')",
                        "  visit: {remark",
                        "  log_2026: {keep: all}\n  visit: {remark",
                        ErrorCode.MAP_UNSAFE_TABLE,
                        "log_2026:",
                        "log_2026 is a partition and cannot be treated itself"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void a_mistake_is_reported_where_it_stands(Mistake mistake) {
        mistake.requireReported(database);
    }
}
