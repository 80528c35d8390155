package dev.palimpsest;

import static dev.palimpsest.ClubFixture.keys;
import static dev.palimpsest.ClubFixture.prove;
import static dev.palimpsest.ClubFixture.survey;
import static dev.palimpsest.ClubFixture.verdict;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.palimpsest.export.ExportOrder;
import dev.palimpsest.home.Home;
import dev.palimpsest.ledger.HoldReason;
import dev.palimpsest.map.PrivacyMapReader;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.proof.ProofReport;
import dev.palimpsest.proof.Residual;
import dev.palimpsest.run.RunResult;
import dev.palimpsest.survey.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What applications on MariaDB do that others cannot: keys with leading zeros, dates of zeros, columns that renew themselves,
 * names in whatever letters, tokens as keys, and settings of their own. José (1) and Marta (2) may go, Nils (3) was here
 * lately.
 */
@Tag("database")
final class MariaDbHabitsTest {
    private static final String SCHEMA = """
            set sql_mode = '';
            create table customer (
                id         int(6) unsigned zerofill auto_increment primary key,
                name       varchar(80) character set utf8mb4 collate utf8mb4_general_ci not null,
                email      varchar(120),
                born_on    date not null default '0000-00-00',
                kind       enum('guest', 'regular') not null default 'guest',
                created_at datetime not null default '0000-00-00 00:00:00',
                changed_at timestamp not null default current_timestamp on update current_timestamp
            ) character set latin1;
            create table visit (
                id          int auto_increment primary key,
                customer_id int(6) unsigned zerofill not null,
                on_day      date not null,
                label       varchar(40) not null default '',
                price       decimal(8, 2) not null default 0,
                foreign key (customer_id) references customer (id)
            );
            create table `o\\dd's` (
                id          int auto_increment primary key,
                customer_id int(6) unsigned zerofill not null,
                body        text,
                foreign key (customer_id) references customer (id)
            );
            insert into customer (id, name, email, born_on, kind, changed_at) values
                (1, 'JOSÉ García', 'jose@mail.example', '0000-00-00', 'regular', '2020-02-02 02:02:02'),
                (2, 'Marta Núñez', null, '1981-05-06', 'guest', '2020-02-02 02:02:02'),
                (3, 'Nils Holm', 'nils@mail.example', '1990-00-00', 'guest', '2020-02-02 02:02:02');
            insert into visit (customer_id, on_day, price) values
                (1, '0000-00-00', 12.50), (1, '2021-03-03', 9), (2, '2021-04-04', 8), (3, '2026-11-01', 7);
            insert into `o\\dd's` (customer_id, body) values (1, 'wants a window'), (3, 'is a friend of josé garcia');
            """;

    private static final String MAP = """
            palimpsest: 1
            name: shop
            jurisdiction: ES
            subject:
              table: customer
              key: id
              title: name
              born-into-system: created_at
              inactive-for: P2Y
              identifiers: {name: [name], email: email}
            activity: {visit: {table: visit, at: on_day}}
            treatment:
              customer:
                name: {replace: Former}
                email: erase
                born_on: {generalise: year, step: 10}
                created_at: {generalise: year}
                keep: [kind, changed_at]
              visit: {on_day: {generalise: month}, keep: all}
              "o\\\\dd's": {body: {redact: anywhere}}
            """;

    @TempDir
    private Path directory;

    @AutoClose
    private final TestDatabase database = TestDatabase.mariadb(SCHEMA);

    private Palimpsest attach(DataSource source, String map) {
        return Palimpsest.attach(source, PrivacyMapReader.read("shop.yaml", map), Home.at(directory.resolve("home")))
                .with(ClubFixture.noonOf(ClubFixture.TODAY));
    }

    private Palimpsest attach(String map) {
        return attach(database.dataSource(), map);
    }

    private void treatsJoseAndMarta(Palimpsest palimpsest) {
        assertThat(verdict(palimpsest, 3)).isEqualTo(Verdict.ACTIVE);
        RunResult result = ClubFixture.run(palimpsest);
        assertThat(result.failures()).isEmpty();
        assertThat(result.done()).isEqualTo(2);
        ProofReport proof = prove(palimpsest);
        assertThat(proof.findings()).isEmpty();
        assertThat(proof.green()).isTrue();
        assertThat(database.rows("select name, email from customer order by id"))
                .containsExactly("Former|null", "Former|null", "Nils Holm|nils@mail.example");
        assertThat(database.rows("select body from `o\\dd's` order by id"))
                .containsExactly("wants a window", "is a friend of […]");
    }

    @Test
    void dates_of_zeros_and_what_renews_itself_stay_as_they_are() {
        Palimpsest palimpsest = attach(MAP);

        treatsJoseAndMarta(palimpsest);

        assertThat(database.rows("select id, born_on, kind, created_at, changed_at from customer order by id"))
                .containsExactly(
                        "000001|0000-00-00|regular|0000-00-00 00:00:00|2020-02-02 02:02:02",
                        "000002|1980-01-01|guest|0000-00-00 00:00:00|2020-02-02 02:02:02",
                        "000003|1990-00-00|guest|0000-00-00 00:00:00|2020-02-02 02:02:02");
        assertThat(database.rows("select on_day, price from visit order by id"))
                .containsExactly("0000-00-00|12.50", "2021-03-01|9.00", "2021-04-01|8.00", "2026-11-01|7.00");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-31, ACTIVE, a day that its month has not",
        "2026-04-00, ACTIVE, no day",
        "2026-00-00, ACTIVE, neither month nor day",
        "2019-02-31, ELIGIBLE, long ago",
        "2019-05-00, ELIGIBLE, some day of a month long ago",
        "2019-00-00, ELIGIBLE, some day of a year long ago"
    })
    void an_activity_on_a_day_that_does_not_exist_is_not_overlooked(String day, Verdict verdict, String why) {
        database.execute("set statement sql_mode = 'ALLOW_INVALID_DATES' for update visit set on_day = '" + day
                + "' where customer_id = 2");
        Palimpsest shop = attach(MAP);

        assertThat(verdict(shop, 2)).as(why).isEqualTo(verdict);
        assertThat(shop.preview(Selection.of(keys(2)), skipped -> {}).keys())
                .as(why)
                .hasSize(verdict == Verdict.ELIGIBLE ? 1 : 0);
    }

    @Test
    void an_export_shows_dates_of_zeros_and_keys_as_they_stand_there() throws IOException {
        Path out = directory.resolve("out");

        attach(MAP).export(ExportOrder.of(List.of(survey(attach(MAP)).get(1L).key()), out, "en"));

        try (var files = Files.list(out)) {
            Path json = files.filter(file -> file.toString().endsWith(".json"))
                    .findFirst()
                    .orElseThrow();
            assertThat(Files.readString(json)).contains("\"0000-00-00\"", "\"0000-00-00 00:00:00\"", "JOSÉ García");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sessionVariables=sql_mode='ANSI_QUOTES,PIPES_AS_CONCAT,HIGH_NOT_PRECEDENCE,IGNORE_SPACE'",
                "sessionVariables=sql_mode='NO_BACKSLASH_ESCAPES,NO_AUTO_VALUE_ON_ZERO,ONLY_FULL_GROUP_BY'",
                "sessionVariables=sql_mode='TRADITIONAL,PAD_CHAR_TO_FULL_LENGTH,NO_UNSIGNED_SUBTRACTION'",
                "sessionVariables=sql_mode='EMPTY_STRING_IS_NULL'",
                "sessionVariables=sql_mode='ORACLE'",
                "useServerPrepStmts=true",
                "useBulkStmts=true&rewriteBatchedStatements=true&allowMultiQueries=true",
                "tinyInt1isBit=false&transformedBitIsBoolean=true",
                "sessionVariables=collation_connection=utf8mb4_unicode_520_ci,time_zone='Pacific/Kiritimati'",
                "autocommit=false",
            })
    void the_settings_of_the_business_change_nothing(String parameters) {
        treatsJoseAndMarta(attach(database.dataSource(parameters), MAP));
        assertThat(database.rows("select outcome, kept_until from palimpsest_receipt"))
                .containsExactly("done|null", "done|null");
    }

    @Test
    void a_connection_that_counts_only_rows_that_become_different_is_refused() {
        Palimpsest palimpsest = attach(database.dataSource("useAffectedRows=true"), MAP);

        assertThatExceptionOfType(PalimpsestException.class)
                .isThrownBy(palimpsest::check)
                .matches(refusal -> refusal.code() == ErrorCode.DATABASE_UNSUPPORTED)
                .withMessageContaining("useAffectedRows");
    }

    @Test
    void keys_with_leading_zeros_are_those_of_one_person() {
        database.execute(
                "alter table visit add remark varchar(80)",
                "update visit set remark = 'JOSÉ García' where id = 2",
                "update visit set price = -1 where customer_id = 2");
        Palimpsest palimpsest = attach(MAP.replace("visit: {on_day", "visit: {remark: redact, on_day") + """
                blockers:
                  price: {table: visit, where: "price < 0", message: "Owed."}
                """);

        assertThat(verdict(palimpsest, 2)).isEqualTo(Verdict.BLOCKED);
        List<SubjectKey> jose =
                palimpsest.preview(Selection.of(keys(1)), skipped -> {}).keys();
        assertThat(jose).containsExactly(new SubjectKey("000001"));
        assertThat(palimpsest.holds().place(jose, HoldReason.CLAIM, "", null, "test"))
                .hasSize(1);
        assertThat(verdict(palimpsest, 1)).isEqualTo(Verdict.BLOCKED);
        assertThat(palimpsest.holds().lift(jose, "test")).hasSize(1);
        assertThat(ClubFixture.run(palimpsest).done()).isEqualTo(1);
        assertThat(database.rows("select remark from visit where id = 2")).containsExactly("[…]");
        assertThat(verdict(palimpsest, 1)).isEqualTo(Verdict.ANONYMISED);
        assertThat(prove(palimpsest).findings()).isEmpty();
    }

    @Test
    void profiles_made_for_those_who_go_are_nobody_whatever_zeros_their_keys_begin_with() {
        database.execute(
                "create table bill (id int primary key, customer_id int(6) unsigned zerofill not null, name varchar(80),"
                        + " issued_on date not null, foreign key (customer_id) references customer (id))",
                "insert into bill values (1, 1, 'JOSÉ García', '2024-05-06')",
                "create table forgotten (id int primary key, body text)",
                "insert into forgotten values (1, 'spoke with JOSÉ García')");
        String customer = MAP.substring(MAP.indexOf("  customer:\n"), MAP.indexOf("  visit: {on_day"));
        Palimpsest palimpsest = attach(
                MAP.replace(customer, "  customer: delete\n")
                                .replace("jurisdiction: ES", "jurisdiction: FR")
                                .replace("activity:", "  reassign: {stub: {name: Former}}\nactivity:")
                                .replace("{name: [name]", "{name: [[name], [bill.name]]")
                                .replace("visit: {on_day", "visit: {customer_id: reassign, on_day")
                                .replace("{body:", "{customer_id: reassign, body:")
                        + "  bill: {retain: {class: invoice, starts: issued_on}, customer_id: reassign, name: erase, keep: all}\n");

        assertThat(ClubFixture.run(palimpsest).done()).isEqualTo(2);

        assertThat(database.rows("select distinct customer_id from visit order by 1"))
                .containsExactly("000003", "000004", "000005");
        assertThat(database.rows("select subject_key from palimpsest_stub order by 1"))
                .containsExactly("000004", "000005");
        assertThat(verdict(palimpsest, 4)).isEqualTo(Verdict.NEVER);
        assertThat(verdict(palimpsest, 5)).isEqualTo(Verdict.NEVER);
        // the bill of a profile names nobody living who could be meant elsewhere
        ProofReport proof = prove(palimpsest);
        assertThat(proof.residuals())
                .containsExactly(new Residual(database.schema() + ".forgotten", "body", "1", "name"));
        database.execute("delete from forgotten");
        assertThat(prove(palimpsest).findings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "label = 'it''s :today ?'",
                "label = 'it''s :today ?' and '#' <> '--' and `label` <> '\"'",
                "label = 'it''s :today ?' -- why? don't ask\n and on_day < :today",
                "label = 'it''s :today ?' /* why? don't \\' ask */ and on_day < :today",
                "concat(label, '\\\\') = 'it''s :today ?\\\\' and on_day < :today",
                "label like 'it_s \\:today ?' and on_day < :today",
                "label regexp '^it.s :\\\\w+ [?]$' and `on_day` < :today",
            })
    void conditions_in_the_owners_words_mean_what_they_say(String condition) {
        database.execute("update visit set label = 'it''s :today ?' where customer_id = 1");
        String map = MAP + "blockers:\n  label:\n    table: visit\n    message: Labelled.\n    where: |-\n"
                + condition.indent(6);

        Palimpsest palimpsest = attach(map);

        assertThat(verdict(palimpsest, 1)).isEqualTo(Verdict.BLOCKED);
        assertThat(verdict(palimpsest, 2)).isEqualTo(Verdict.ELIGIBLE);
    }

    @Test
    void bytes_as_keys_lead_to_their_rows() {
        database.execute(
                "create table token (id binary(16) primary key, customer_id int(6) unsigned zerofill not null,"
                        + " body text, foreign key (customer_id) references customer (id))",
                "create table part (token binary(16) not null, number int not null, body text,"
                        + " primary key (token, number), foreign key (token) references token (id))",
                "insert into token values (unhex('00ff5c27a0e4b8c3000000000000ff00'), 1, 'for JOSÉ García'),"
                        + " (unhex('00ff5c27a0e4b8c3000000000000ff01'), 3, 'from jose@mail.example'),"
                        + " (unhex('20202020202020202020202020202020'), 3, 'from jose@mail.example, too')",
                "insert into part values (unhex('00ff5c27a0e4b8c3000000000000ff00'), 1, 'García again'),"
                        + " (unhex('20202020202020202020202020202020'), 7, 'JOSÉ GARCÍA came along')");
        String map = MAP + "  token: {body: {redact: anywhere}}\n  part: {body: {redact: anywhere}}\n";

        treatsJoseAndMarta(attach(map));

        assertThat(database.rows("select body from token order by id"))
                .containsExactly("for […]", "from […]", "from […], too");
        assertThat(database.rows("select body from part order by number"))
                .containsExactly("[…] again", "[…] came along");
    }

    @ParameterizedTest
    @CsvSource({
        "binary(16), bytes",
        "double, inexact numbers",
        "'decimal(8,0) unsigned zerofill', decimals with leading zeros"
    })
    void people_whose_own_key_has_no_text_of_its_own_are_refused(String type, String what) {
        database.execute(
                "create table member (id " + type + " primary key, name varchar(80) not null, seen_on date not null)");
        Palimpsest palimpsest = attach("""
                palimpsest: 1
                name: club
                jurisdiction: ES
                subject: {table: member, key: id, title: name, inactive-for: P2Y, identifiers: {name: [name]}}
                activity: {seen: {table: member, at: seen_on}}
                treatment: {member: {name: {replace: Former}, keep: all}}
                """);

        assertThatExceptionOfType(PalimpsestException.class)
                .isThrownBy(palimpsest::check)
                .withMessageContaining("member.id holds " + what);
    }

    @Test
    void keys_in_other_letters_belong_to_the_same_person() {
        database.execute(
                "create table guest (code varchar(10) collate utf8mb4_general_ci primary key, name varchar(80) not null)",
                "create table stay (id int primary key, guest varchar(10) collate utf8mb4_general_ci not null,"
                        + " on_day date not null, remark varchar(80), foreign key (guest) references guest (code))",
                "insert into guest values ('ab1', 'Jane Doe'), ('CÉ2', 'Rita Roe')",
                "insert into stay values (1, 'AB1', '2020-01-01', 'Jane Doe'), (2, 'ab1 ', '2021-01-01', 'Jane Doe'),"
                        + " (3, 'ce2', '2026-11-01', 'Rita Roe')");
        Palimpsest palimpsest = attach("""
                palimpsest: 1
                name: inn
                jurisdiction: ES
                subject: {table: guest, key: code, title: name, inactive-for: P2Y, identifiers: {name: [name]}}
                activity: {stay: {table: stay, at: on_day}}
                treatment:
                  guest: {name: {replace: Former}}
                  stay: {remark: erase, keep: [on_day]}
                """);

        RunResult result = ClubFixture.run(palimpsest, Selection.eligible());

        assertThat(result.done()).isEqualTo(1);
        assertThat(database.rows("select remark from stay order by id")).containsExactly("null", "null", "Rita Roe");
        assertThat(palimpsest.prove(Optional.empty()).findings()).isEmpty();
    }
}
