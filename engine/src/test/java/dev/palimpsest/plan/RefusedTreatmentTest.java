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

/** Treatments that a column or a table cannot bear, and identifiers that would be kept. */
@Tag("database")
final class RefusedTreatmentTest {
    @AutoClose
    private final SmallMap.Undone database = SmallMap.undone();

    static Stream<Mistake> mistakes() {
        return Stream.of(treatments(), keys(), identifiers(), retention()).flatMap(List::stream);
    }

    private static List<Mistake> treatments() {
        ErrorCode unbearable = ErrorCode.MAP_UNBEARABLE_TREATMENT;
        return List.of(
                mistake(
                        "remark: erase",
                        "remark: erace",
                        ErrorCode.MAP_UNKNOWN_TREATMENT,
                        "erace",
                        "'erace' is no treatment",
                        "Did you mean 'erase'?"),
                mistake(
                        "remark: erase",
                        "remark: {generalise: decade}",
                        ErrorCode.MAP_BAD_VALUE,
                        "{generalise",
                        "generalise: one of year, month, week, prefix, band"),
                mistake(
                        "remark: erase",
                        "remark: {erase: all, step: 5}",
                        ErrorCode.MAP_BAD_VALUE,
                        "{erase",
                        "erase: unknown option 'step'"),
                mistake(
                        "{replace: Member}",
                        "erase",
                        unbearable,
                        "erase, email",
                        "member.name is NOT NULL, so 'erase' is impossible",
                        "'replace', or 'random'"),
                mistake(
                        "number: random",
                        "number: {replace: none}",
                        unbearable,
                        "{replace: none}",
                        "member.number is unique, so the same text for everybody is impossible",
                        "'random'"),
                mistake(
                        "number: random",
                        "number: {generalise: prefix, keep: 2}",
                        unbearable,
                        "{generalise",
                        "member.number is part of a unique key"),
                mistakeWith(
                        "alter table member alter number type varchar(14)",
                        "number: random",
                        "number: redact",
                        unbearable,
                        "redact",
                        "member.number is part of a unique key and has room for 14 characters"),
                mistake(
                        "number: random",
                        "number: {random: text, prefix: \"MEMBERS-X\"}",
                        unbearable,
                        "{random",
                        "member.number has room for 11 random digits"),
                mistakeOfSchema(
                        "alter table member alter number type varchar(11)",
                        unbearable,
                        "random,",
                        "member.number has room for 11 random digits, a unique column needs 12"),
                mistakeWith(
                        "alter table visit alter remark type varchar(5)",
                        "remark: erase",
                        "remark: {replace: removed}",
                        unbearable,
                        "{replace: removed}",
                        "visit.remark holds at most 5 characters, the text has 7"),
                mistakeWith(
                        "alter table visit add minutes int",
                        "remark: erase",
                        "remark: erase, minutes: {replace: none}",
                        unbearable,
                        "{replace: none}",
                        "visit.minutes is of type integer, which the text does not fit"),
                mistakeWith(
                        "alter table visit add minutes int",
                        "remark: erase",
                        "remark: erase, minutes: {generalise: month}",
                        unbearable,
                        "{generalise",
                        "visit.minutes is of type integer, which 'month' does not fit"),
                mistakeWith(
                        "alter table visit add minutes int",
                        "remark: erase",
                        "remark: erase, minutes: redact",
                        unbearable,
                        "redact",
                        "visit.minutes is of type integer, 'redact' needs text, JSON or XML"),
                mistakeWith(
                        "create table blocked_address (id int primary key, email text unique)",
                        "  visit: {remark",
                        "  blocked_address: {email: random}\n  visit: {remark",
                        ErrorCode.MAP_NO_LINK,
                        "random}",
                        "blocked_address.email is in a table that no way leads from"),
                mistakeWith(
                        "create table blocked_address (id int primary key, email varchar(14) unique)",
                        "  visit: {remark",
                        "  blocked_address: {email: {redact: anywhere}}\n  visit: {remark",
                        unbearable,
                        "{redact",
                        "in others the owner has to change such rows"),
                mistakeWith(
                        "alter table visit add data jsonb",
                        "remark: erase",
                        "remark: erase, data: random",
                        unbearable,
                        "random, keep: [day]",
                        "visit.data is of type jsonb, for which there is no random value"),
                mistakeWith(
                        "alter table member add unique_code int unique",
                        "keep: [born, status]",
                        "unique_code: random, keep: [born, status]",
                        unbearable,
                        "random, keep: [born",
                        "member.unique_code has too few digits"));
    }

    private static List<Mistake> keys() {
        ErrorCode unbearable = ErrorCode.MAP_UNBEARABLE_TREATMENT;
        return List.of(
                mistake(
                        "{remark: erase",
                        "{id: random, remark: erase",
                        unbearable,
                        "random, remark",
                        "visit.id holds rows together (primary key)"),
                mistake(
                        "{remark: erase",
                        "{member_id: random, remark: erase",
                        unbearable,
                        "random, remark",
                        "visit.member_id holds rows together (link to the subject)"),
                mistake(
                        "member: {name",
                        "member: {id: random, name",
                        unbearable,
                        "random, name",
                        "member.id holds rows together"),
                mistakeWith(
                        "alter table member add referred_by bigint references member",
                        "email: erase",
                        "email: erase, referred_by: random",
                        unbearable,
                        "random, number",
                        "member.referred_by refers to member, so only 'erase' or 'keep' is possible"),
                mistakeWith(
                        "alter table member add upper_name text generated always as (upper(name)) stored",
                        "email: erase",
                        "email: erase, upper_name: erase",
                        unbearable,
                        "erase, number",
                        "member.upper_name is computed by the database"));
    }

    private static List<Mistake> identifiers() {
        return List.of(
                mistake(
                        "email: erase",
                        "email: keep",
                        ErrorCode.MAP_IDENTIFIER_KEPT,
                        "email}",
                        "member.email is an identifier (email) and would be kept"),
                mistake(
                        "email: erase, number: random, keep: [born, status]",
                        "keep: all",
                        ErrorCode.MAP_IDENTIFIER_KEPT,
                        "email}",
                        "member.email is an identifier"),
                mistake(
                        "{email: email}",
                        "{email: email, name: [name, status]}",
                        ErrorCode.MAP_IDENTIFIER_KEPT,
                        "[name, status]",
                        "member.status is an identifier (name)"),
                mistake(
                        "{email: email}",
                        "{email: email, address: [status, born]}",
                        ErrorCode.MAP_IDENTIFIER_KEPT,
                        "[status, born]",
                        "member.status is an identifier (address)"),
                mistake(
                        "{email: email}",
                        "{email: email, number: visit.day}",
                        ErrorCode.MAP_IDENTIFIER_KEPT,
                        "visit.day",
                        "visit.day is an identifier (number)"),
                mistake(
                        "{email: email}",
                        "{email: email, name: [name, visit.day]}",
                        ErrorCode.MAP_IDENTIFIER_KEPT,
                        "[name, visit",
                        "visit.day is an identifier (name)"));
    }

    private static List<Mistake> retention() {
        return List.of(
                mistake(
                        "visit: {remark",
                        "visit: {retain: {class: invoise, starts: day}, remark",
                        ErrorCode.MAP_UNKNOWN_RETENTION,
                        "{class",
                        "no retention rule for class 'invoise' in DE",
                        "invoice",
                        "Did you mean 'invoice'?"),
                mistake(
                        "visit: {remark",
                        "visit: {retain: {class: invoice, starts: remark}, remark",
                        ErrorCode.MAP_BAD_VALUE,
                        "{class",
                        "visit.remark is of type text",
                        "A period starts from a date"),
                mistake(
                        "member: {name",
                        "member: {retain: {class: invoice, starts: born}, name",
                        ErrorCode.MAP_BAD_VALUE,
                        "{class",
                        "'retain' is for linked tables whose rows stay, not for member"),
                mistake(
                        SmallMap.VISIT,
                        "visit: {delete: rows, retain: {class: invoice, starts: day}}",
                        ErrorCode.MAP_BAD_VALUE,
                        "{class",
                        "'retain' is for linked tables whose rows stay, not for visit"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void a_mistake_is_reported_where_it_stands(Mistake mistake) {
        mistake.requireReported(database);
    }
}
