package dev.palimpsest.plan;

import static dev.palimpsest.plan.Mistake.mistake;
import static dev.palimpsest.plan.Mistake.mistakeOfSchema;
import static dev.palimpsest.plan.Mistake.mistakeWith;

import dev.palimpsest.problem.ErrorCode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What cannot be the subject, its key, its dates or its one treatment. */
@Tag("database")
final class RefusedSubjectTest {
    @AutoClose
    private final SmallMap.Undone database = SmallMap.undone();

    static Stream<Mistake> mistakes() {
        return Stream.of(subjects(), dates()).flatMap(List::stream);
    }

    private static List<Mistake> subjects() {
        return List.of(
                mistake(
                        "key: id",
                        "key: status",
                        ErrorCode.MAP_BAD_VALUE,
                        "key: status",
                        "member.status does not name one row",
                        "unique and NOT NULL"),
                mistakeWith(
                        "create unique index on member (email)",
                        "key: id",
                        "key: email",
                        ErrorCode.MAP_BAD_VALUE,
                        "key: email",
                        "member.email does not name one row"),
                mistakeOfSchema(
                        "alter table member rename to person; create view member as select * from person",
                        ErrorCode.MAP_UNSAFE_TABLE,
                        "table: member",
                        "member is not a table that holds rows of its own"),
                mistake(
                        SmallMap.MEMBER,
                        "member: delete",
                        ErrorCode.MAP_DELETE_REACHES_KEPT,
                        "member: delete",
                        "rows of visit refer to member (member_id) and stay"),
                mistake(
                        "  visit: {remark",
                        "  public.visit: {remark: erase, keep: [day]}\n  visit: {remark",
                        ErrorCode.MAP_DUPLICATE_KEY,
                        "\n  visit: {remark",
                        "table public.visit stands twice"),
                mistake(
                                "keep: [born, status]}",
                                "born: keep, status: keep}",
                                ErrorCode.MAP_DUPLICATE_KEY,
                                "keep}",
                                "status is decided twice: here and under 'archive'")
                        .and("  inactive-for", "  archive: {set: {status: GONE}}\n  inactive-for"));
    }

    private static List<Mistake> dates() {
        ErrorCode bad = ErrorCode.MAP_BAD_VALUE;
        return List.of(
                mistake(
                        "  inactive-for",
                        "  born-into-system: status\n  inactive-for",
                        bad,
                        "born-into-system",
                        "member.status is of type text",
                        "A date, timestamp or timestamp with time zone is needed"),
                mistake("at: day}", "at: remark}", bad, "visit: {table: visit, at", "visit.remark is of type text"),
                mistake("message:", "until: remark, message:", bad, "planned:", "visit.remark is of type text"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void a_mistake_is_reported_where_it_stands(Mistake mistake) {
        mistake.requireReported(database);
    }
}
