package dev.palimpsest.plan;

import static dev.palimpsest.plan.Mistake.mistake;

import dev.palimpsest.problem.ErrorCode;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the map names and the database does not have. */
@Tag("database")
final class UnknownNamesTest {
    @AutoClose
    private final SmallMap.Undone database = SmallMap.undone();

    static List<Mistake> mistakes() {
        ErrorCode table = ErrorCode.MAP_UNKNOWN_TABLE;
        ErrorCode column = ErrorCode.MAP_UNKNOWN_COLUMN;
        return List.of(
                mistake(
                        "table: member\n",
                        "table: membr\n",
                        table,
                        "table: membr",
                        "no table 'membr' in schema public",
                        "Did you mean 'member'?"),
                mistake(
                        "visit: {remark",
                        "visits: {remark",
                        table,
                        "visits: {remark",
                        "no table 'visits'",
                        "Did you mean 'visit'?"),
                mistake(
                        "{table: visit, at: day}",
                        "{table: call, at: day}",
                        table,
                        "visit: {table: call",
                        "no table 'call'"),
                mistake("{table: visit, where", "{table: call, where", table, "planned:", "no table 'call'"),
                mistake("{email: email}", "{email: account.login}", table, "account.login", "no table 'account'"),
                mistake(
                        "visit: {remark",
                        "visit: {via: member_id -> person.id, remark",
                        table,
                        "via:",
                        "no table 'person'"),
                mistake(
                        "visit: {remark",
                        "club.visit: {remark",
                        table,
                        "club.visit",
                        "no table 'club.visit' in schema club"),
                mistake("key: id", "key: ident", column, "key: ident", "member has no column 'ident'"),
                mistake(
                        "title: [name]",
                        "title: [nam]",
                        column,
                        "title: [nam]",
                        "member has no column 'nam'",
                        "Did you mean 'name'?"),
                mistake("search: [email]", "search: [mail]", column, "search: [mail]", "member has no column 'mail'"),
                mistake(
                        "  inactive-for",
                        "  born-into-system: since\n  inactive-for",
                        column,
                        "born-into-system",
                        "member has no column 'since'"),
                mistake(
                        "  inactive-for",
                        "  archive: {set: {state: GONE}}\n  inactive-for",
                        column,
                        "archive: {set",
                        "member has no column 'state'"),
                mistake(
                        "  inactive-for",
                        "  restore: {set: {state: HERE}}\n  inactive-for",
                        column,
                        "restore: {set",
                        "member has no column 'state'"),
                mistake("at: day}", "at: days}", column, "visit: {table: visit, at", "visit has no column 'days'"),
                mistake("message:", "show: dai, message:", column, "planned:", "visit has no column 'dai'"),
                mistake("message:", "until: dai, message:", column, "planned:", "visit has no column 'dai'"),
                mistake(
                        "email: erase",
                        "email: erase, mail: erase",
                        column,
                        "erase, number",
                        "member has no column 'mail'"),
                mistake("keep: [day]", "keep: [day, hour]", column, "visit: {remark", "visit has no column 'hour'"),
                mistake("{email: email}", "{email: mail}", column, "mail}", "member has no column 'mail'"),
                mistake("{email: email}", "{email: visit.mail}", column, "visit.mail", "visit has no column 'mail'"),
                mistake(
                        "visit: {remark",
                        "visit: {via: person_id, remark",
                        column,
                        "via:",
                        "visit has no column 'person_id'"),
                mistake(
                        "visit: {remark",
                        "visit: {via: member_id -> member.key, remark",
                        column,
                        "via:",
                        "member has no column 'key'"),
                mistake(
                        "visit: {remark",
                        "visit: {retain: {class: invoice, starts: date}, remark",
                        column,
                        "{class",
                        "visit has no column 'date'"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void a_mistake_is_reported_where_it_stands(Mistake mistake) {
        mistake.requireReported(database);
    }
}
