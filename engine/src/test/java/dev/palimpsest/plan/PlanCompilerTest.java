package dev.palimpsest.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.palimpsest.database.TableName;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.problem.Problem;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every problem a map can have with its database, with its code, its place and its words. */
@Tag("database")
final class PlanCompilerTest {
    @AutoClose
    private final SmallMap.Undone database = SmallMap.undone();

    /**
     * A mistake and how it is reported.
     *
     * @param ddl changes the schema before; may be empty
     * @param piece of the map, exchanged
     * @param at where the finding points to: the first place of this text in the changed map
     */
    private record Mistake(String ddl, String piece, String instead, ErrorCode code, String at, String... says) {
        @Override
        public String toString() {
            return code + " for " + (ddl.isEmpty() ? "" : ddl + " | ") + instead;
        }
    }

    private static final String MEMBER =
            "member: {name: {replace: Member}, email: erase, number: random, keep: [born, status]}";
    private static final String VISIT = "visit: {remark: erase, keep: [day]}";

    private static Mistake mistake(String piece, String instead, ErrorCode code, String at, String... says) {
        return new Mistake("", piece, instead, code, at, says);
    }

    private static Mistake mistakeWith(
            String ddl, String piece, String instead, ErrorCode code, String at, String... says) {
        return new Mistake(ddl, piece, instead, code, at, says);
    }

    static Stream<Mistake> mistakes() {
        return Stream.of(
                        unknownNames(),
                        undecided(),
                        subjects(),
                        dates(),
                        links(),
                        treatments(),
                        keys(),
                        deletions(),
                        kinds(),
                        identifiers(),
                        retention())
                .flatMap(List::stream);
    }

    private static List<Mistake> unknownNames() {
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

    private static List<Mistake> undecided() {
        return List.of(
                mistake(
                        "  " + VISIT + "\n",
                        "",
                        ErrorCode.MAP_UNDECIDED_TABLE,
                        "table: member",
                        "table visit is linked to the subject and not named",
                        "'visit: delete' or 'visit: ignore'"),
                mistakeWith(
                        "create table line (id int primary key, visit_id bigint references visit)",
                        "x",
                        "x",
                        ErrorCode.MAP_UNDECIDED_TABLE,
                        "table: member",
                        "table line is linked"),
                mistakeWith(
                        "create schema shop; create table shop.cart (id int primary key, member_id bigint references member)",
                        "x",
                        "x",
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
                mistakeWith(
                        "alter table member add shoe_size int",
                        "x",
                        "x",
                        ErrorCode.MAP_UNDECIDED_COLUMN,
                        "member: {name",
                        "member.shoe_size is not decided"),
                mistakeWith(
                        "alter table member add referred_by bigint references member",
                        "x",
                        "x",
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
                mistakeWith(
                        "alter table member rename to person; create view member as select * from person",
                        "x",
                        "x",
                        ErrorCode.MAP_UNSAFE_TABLE,
                        "table: member",
                        "member is not a table that holds rows of its own"),
                mistake(
                        MEMBER,
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
                        "born: keep, status: keep}\n    # archived",
                        ErrorCode.MAP_DUPLICATE_KEY,
                        "keep}",
                        "status is decided twice: here and under 'archive'"));
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
                mistakeWith(
                        "alter table member alter number type varchar(11)",
                        "x",
                        "x",
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

    private static List<Mistake> deletions() {
        ErrorCode kept = ErrorCode.MAP_DELETE_REACHES_KEPT;
        String line = "create table line (id int primary key, visit_id bigint references visit%s, amount int)";
        return List.of(
                mistakeWith(
                        line.formatted(" on delete cascade"),
                        VISIT,
                        "visit: delete\n  line: {keep: all}",
                        kept,
                        "visit: delete",
                        "deleting rows of visit would cascade into line, whose rows are to stay"),
                mistakeWith(
                        line.formatted(" on delete cascade"),
                        VISIT,
                        "visit: delete\n  line: ignore",
                        kept,
                        "visit: delete",
                        "cascade into line"),
                mistakeWith(
                        line.formatted(""),
                        VISIT,
                        "visit: delete\n  line: {keep: all}",
                        kept,
                        "visit: delete",
                        "rows of line refer to visit (visit_id) and stay"),
                mistakeWith(
                        line.formatted(" on delete restrict"),
                        VISIT,
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
                        VISIT,
                        "visit: {delete: rows, retain: {class: invoice, starts: day}}",
                        ErrorCode.MAP_BAD_VALUE,
                        "{class",
                        "'retain' is for linked tables whose rows stay, not for visit"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void a_mistake_is_reported_where_it_stands(Mistake mistake) {
        if (!mistake.ddl().isEmpty()) {
            database.execute(mistake.ddl());
        }
        String map = mistake.piece().equals("x") ? SmallMap.MAP : SmallMap.with(mistake.piece(), mistake.instead());
        if (map.contains("# archived")) {
            map = SmallMap.with(map, "  inactive-for", "  archive: {set: {status: GONE}}\n  inactive-for");
        }

        List<Problem> problems = problems(map);

        assertThat(problems).as(String.valueOf(problems)).anySatisfy(problem -> {
            assertThat(problem.code()).isEqualTo(mistake.code());
            assertThat(problem.message()).contains(mistake.says());
        });
        String whole = map;
        assertThat(problems)
                .filteredOn(problem ->
                        problem.code() == mistake.code() && problem.message().contains(mistake.says()[0]))
                .extracting(problem -> problem.at().line() + ":" + problem.at().column())
                .contains(place(whole, mistake.at()));
    }

    private static String place(String map, String text) {
        int at = map.indexOf(text) + text.length() - text.stripLeading().length();
        assertThat(map).contains(text);
        String before = map.substring(0, at);
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        return line + ":" + (at - before.lastIndexOf('\n'));
    }

    private List<Problem> problems(String map) {
        PalimpsestException refused = catchThrowableOfType(PalimpsestException.class, () -> database.compile(map));
        assertThat(refused).as("a refusal").isNotNull();
        return refused.problems();
    }

    @Test
    void the_small_map_fits() {
        Plan plan = database.compile(SmallMap.MAP);

        assertThat(plan.tables()).extracting(table -> table.name().name()).containsExactlyInAnyOrder("member", "visit");
    }

    @Test
    void every_problem_is_found_in_one_go_in_the_order_of_the_file() {
        List<Problem> problems = problems(SmallMap.with(
                SmallMap.with("email: erase", "email: keep"), "visit: {remark: erase", "vist: {remark: erace"));

        assertThat(problems)
                .extracting(Problem::code)
                .containsExactly(
                        ErrorCode.MAP_UNDECIDED_TABLE, ErrorCode.MAP_IDENTIFIER_KEPT, ErrorCode.MAP_UNKNOWN_TABLE);
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

    @Test
    void an_address_may_keep_its_coarse_parts_but_not_all() {
        Plan plan = database.compile(SmallMap.with("{email: email}", "{email: email, address: [name, status]}"));

        assertThat(plan.identifiers()).hasSize(3);
    }

    @Test
    void parts_of_one_row_are_read_together_and_others_are_joined() {
        Plan plan = database.compile(SmallMap.with(
                        "{email: email}",
                        "{name: [name, status, visit.remark, {column: visit.remark, where: \"day > :today\"}]}")
                .replace("keep: [born, status]", "status: erase, keep: [born]"));

        assertThat(plan.identifiers().getFirst().rows().map(row -> row.columns().size()))
                .containsExactly(2, 1, 1);
        assertThat(plan.conditions())
                .anyMatch(condition -> condition.predicate().sql().equals("day > :today"));
    }

    @Test
    void what_is_replaced_at_random_is_remembered_like_a_number() {
        Plan plan = database.compile(SmallMap.MAP);

        assertThat(plan.identifiers())
                .anySatisfy(source ->
                        assertThat(source.columns()).extracting("name").containsExactly("number"));
    }

    @Test
    void a_table_that_is_only_swept_needs_no_way() {
        database.execute("create table leaflet (id int primary key, text text, pages int)");

        Plan plan = database.compile(
                SmallMap.with("  visit: {remark", "  leaflet: {text: {redact: anywhere}}\n  visit: {remark"));

        TablePlan leaflet = plan.table(new TableName("public", "leaflet")).orElseThrow();
        assertThat(leaflet.way()).isNull();
        assertThat(leaflet.swept()).hasSize(1);
        assertThat(leaflet.treatsRows()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"name, true", "status, false"})
    void a_never_that_names_a_treated_column_is_warned_of(String column, boolean warned) {
        Plan plan = database.compile(SmallMap.with("  key: id\n", "  key: id\n  never: \"" + column + " = 'x'\"\n"));

        assertThat(plan.warnings().stream().anyMatch(warning -> warning.startsWith("'never' names member." + column)))
                .isEqualTo(warned);
    }

    @Test
    void a_missing_index_a_trigger_and_a_missing_primary_key_are_warned_of() {
        database.execute(
                "create function nothing() returns trigger language plpgsql as $$ begin return new; end $$",
                "create trigger watch before update on member for each row execute function nothing()",
                "alter table visit drop constraint visit_pkey");

        Plan plan = database.compile(SmallMap.with("{remark", "{id: keep, remark"));

        assertThat(plan.warnings())
                .anyMatch(warning -> warning.contains("table member has triggers [watch]"))
                .anyMatch(warning -> warning.contains("table visit has no primary key"))
                .anyMatch(warning -> warning.contains("no index leads from the subject to visit by member_id"));
    }

    @Test
    void a_database_without_foreign_keys_to_the_subject_is_warned_of_with_the_tables_that_nobody_named() {
        database.execute("alter table visit drop constraint visit_member_id_fkey");

        assertThat(database.compile(SmallMap.with("visit: {remark", "visit: {via: member_id, remark"))
                        .warnings())
                .as("the only other table is named")
                .noneMatch(warning -> warning.contains("no foreign key leads to member"));

        database.execute("create table letter (id int primary key, member_id bigint, text text)");

        assertThat(database.compile(SmallMap.with("visit: {remark", "visit: {via: member_id, remark"))
                        .warnings())
                .anyMatch(warning -> warning.startsWith("no foreign key leads to member")
                        && warning.endsWith("Not named so far: letter."));
        assertThat(database.compile(SmallMap.with("visit: {remark", "letter: ignore\n  visit: {via: member_id, remark"))
                        .warnings())
                .noneMatch(warning -> warning.contains("no foreign key leads to member"));
    }

    @Test
    void one_foreign_key_to_the_subject_is_enough_to_rely_on_them() {
        database.execute("create table letter (id int primary key, member_id bigint, text text)");

        assertThat(database.compile(SmallMap.MAP).warnings())
                .noneMatch(warning -> warning.contains("no foreign key leads to member"));
    }

    @Test
    void the_column_without_an_index_on_a_longer_way_is_named() {
        database.execute(
                "create table remark (id int primary key, visit_id bigint references visit, text text)",
                "create index on remark (visit_id)");

        assertThat(database.compile(SmallMap.with("visit: {remark", "remark: {text: erase}\n  visit: {remark"))
                        .warnings())
                .anyMatch(warning -> warning.contains("to remark by visit.member_id"));
    }

    /** The usual index of tables that belong to several kinds of owners. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "owner_type, owner_id|owner_type = 'Member'|false",
                "owner_type, owner_id, at|note.owner_type = 'Member' and at is not null|false",
                "kind, owner_type, owner_id|owner_type = 'Member' and kind = 7|false",
                "owner_id, owner_type|owner_type = 'Member'|false",
                "owner_type, owner_id|owner_type <> 'Team'|true",
                "owner_type, owner_id|owner_type = 'Member' or kind = 7|true",
                "kind, owner_type, owner_id|owner_type = 'Member'|true",
                "owner_type, at, owner_id|owner_type = 'Member'|true"
            })
    void an_index_leads_behind_columns_that_the_condition_fixes(String columns, String where, boolean warned) {
        database.execute(
                "create table note (id int primary key, owner_type text, owner_id bigint, kind int, at date, text text)",
                "create index on note (" + columns + ")");

        Plan plan = database.compile(SmallMap.with(
                "  visit: {remark",
                "  note: {via: \"owner_id -> member.id\", where: \"" + where
                        + "\", text: redact, keep: [owner_type, kind, at]}\n  visit: {remark"));

        assertThat(plan.warnings().stream().anyMatch(warning -> warning.contains("to note by owner_id")))
                .isEqualTo(warned);
        assertThat(plan.table(new TableName("public", "note"))
                        .orElseThrow()
                        .requireWay()
                        .indexed())
                .isEqualTo(!warned);
    }

    @Test
    void what_triggers_write_is_treated_after_them_and_rows_go_before_the_rows_they_refer_to() {
        database.execute(
                "create table line (id int primary key, visit_id bigint references visit)",
                "create table part (id int primary key, line_id int references line)",
                "create function nothing() returns trigger language plpgsql as $$ begin return new; end $$",
                "create trigger watch before update on member for each row execute function nothing()");

        Plan plan = database.compile(SmallMap.with(VISIT, "visit: delete\n  line: delete\n  part: delete"));

        assertThat(plan.tables())
                .extracting(table -> table.name().name())
                .containsExactly("member", "part", "line", "visit");
    }

    @Test
    void a_retention_rule_is_the_one_in_force_today() {
        Plan plan = database.compile(
                SmallMap.with("visit: {remark", "visit: {retain: {class: invoice, starts: day}, remark"));

        assertThat(plan.table(new TableName("public", "visit"))
                        .orElseThrow()
                        .retained()
                        .rule()
                        .id())
                .isEqualTo("DE-VOUCHER");
    }
}
