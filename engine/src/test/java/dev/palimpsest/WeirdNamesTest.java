package dev.palimpsest;

import static dev.palimpsest.ClubFixture.noonOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.home.Home;
import dev.palimpsest.map.PrivacyMapReader;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Sample;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.proof.ProofReport;
import dev.palimpsest.run.RunEvent;
import dev.palimpsest.run.RunResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names a database allows: quotes, capitals, reserved words, other schemas, and those we use ourselves inside statements. */
@Tag("database")
final class WeirdNamesTest {
    @TempDir
    private Path directory;

    private Palimpsest attach(TestDatabase database, String map) {
        return Palimpsest.attach(
                        database.dataSource(),
                        PrivacyMapReader.read("weird.yaml", map),
                        Home.at(directory.resolve("home")))
                .with(noonOf(ClubFixture.TODAY));
    }

    /** Survey, preview, samples, run, proof; one of two people goes. */
    private static void wholeWay(Palimpsest palimpsest) {
        assertThat(palimpsest.check().isReady()).isTrue();
        Preview preview = palimpsest.preview(Selection.eligible(), skipped -> {});
        assertThat(preview.keys()).hasSize(1);
        assertThat(preview.blocked().values()).containsExactly(1L);
        List<Sample> samples = palimpsest.samples(preview.keys().getFirst(), 3);
        assertThat(samples).hasSizeGreaterThan(1);
        assertThat(palimpsest.titles(preview.keys()).values()).containsExactly("Annegret Brandtstetter");
        RunResult result = palimpsest.run(preview, preview.digest(), "test", RunEvent.Listener.none());
        assertThat(result.failures()).isEmpty();
        assertThat(result.done()).isEqualTo(1);
        ProofReport proof = palimpsest.prove(Optional.empty());
        assertThat(proof.findings()).isEmpty();
        assertThat(proof.green()).isTrue();
    }

    @Test
    void quotes_capitals_and_spaces() {
        try (TestDatabase database = TestDatabase.create(
                "create schema \"My Schema\"",
                "create table \"My Schema\".\"Weird \"\"Name\" (\"Key \"\"Id\" bigint primary key, \"First Name\" text not null,"
                        + " \"Last'Name\" text, \"E-Mail\" text, \"Order\" text, \"100%%\" numeric)",
                "create table \"My Schema\".\"VISIT ?\" (\"Id\" serial primary key, \"Who?\" bigint references \"My Schema\".\"Weird \"\"Name\","
                        + " \"At:time\" timestamptz, \"Text $1\" text)",
                "create table \"My Schema\".\"Öffnung\" (\"Id\" serial primary key, \"Für\" bigint references \"My Schema\".\"Weird \"\"Name\", \"Bis\" date)",
                "insert into \"My Schema\".\"Weird \"\"Name\" values (1, 'Annegret', 'Brandtstetter', 'annegret@mail.example', 'x', 3),"
                        + " (2, 'Bert', 'Claasen', 'bert@mail.example', 'y', 4)",
                "insert into \"My Schema\".\"VISIT ?\" (\"Who?\", \"At:time\", \"Text $1\") values (1, '2025-01-01', 'Annegret Brandtstetter was here'), (2, '2025-01-01', 'with Annegret Brandtstetter')",
                "insert into \"My Schema\".\"Öffnung\" (\"Für\", \"Bis\") values (2, '2027-01-01')")) {
            Palimpsest palimpsest = attach(database, """
                    palimpsest: 1
                    name: weird
                    jurisdiction: DE
                    time-zone: Europe/Berlin
                    schema: My Schema
                    subject:
                      table: 'Weird "Name'
                      key: 'Key "Id'
                      title: ["First Name", "Last'Name"]
                      search: ["E-Mail"]
                      inactive-for: P9M
                      identifiers: {name: ["First Name", "Last'Name"], email: E-Mail}
                      archive: {set: {Order: gone}}
                    activity:
                      visit: {table: "VISIT ?", at: "At:time", where: "\\"Text $1\\" <> '?'"}
                    blockers:
                      open: {table: Öffnung, where: "\\"Bis\\" >= :today and \\"My Schema\\".\\"Öffnung\\".\\"Für\\" > 0", show: Bis, until: Bis, message: "Bis {Bis}."}
                    treatment:
                      'Weird "Name': {"First Name": {replace: "?"}, "Last'Name": erase, "E-Mail": erase, "100%%": {generalise: band, width: 10}}
                      "VISIT ?": {"At:time": {generalise: week}, "Text $1": {redact: anywhere}}
                      Öffnung: {keep: all}
                    """);

            wholeWay(palimpsest);

            assertThat(database.rows("select * from \"My Schema\".\"Weird \"\"Name\" order by 1"))
                    .containsExactly("1|?|null|null|gone|0", "2|Bert|Claasen|bert@mail.example|y|4");
        }
    }

    @Test
    void reserved_words() {
        try (TestDatabase database = TestDatabase.create(
                "create table \"user\" (\"order\" bigint primary key, \"select\" text not null, \"group\" text, \"limit\" text)",
                "create table \"table\" (\"primary\" bigint primary key, \"user\" bigint references \"user\", \"timestamp\" timestamp, \"end\" text)",
                "insert into \"user\" values (1, 'Annegret', 'Brandtstetter', 'annegret@mail.example'), (2, 'Bert', 'Claasen', null)",
                "insert into \"table\" values (1, 1, '2025-01-01', 'Brandtstetter'), (2, 2, '2025-01-01', null), (3, 2, '2027-01-01', null)")) {
            wholeWay(attach(database, """
                    palimpsest: 1
                    name: reserved
                    jurisdiction: DE
                    subject:
                      table: user
                      key: order
                      title: [select, group]
                      inactive-for: P9M
                      identifiers: {name: [select, group], email: limit}
                    activity:
                      visit: {table: table, at: timestamp, where: "\\"timestamp\\" < :today"}
                    blockers:
                      planned: {table: table, where: "\\"timestamp\\" > :today", message: "Comes."}
                    treatment:
                      user: {select: {replace: "?"}, group: {replace: "?"}, limit: erase}
                      table: {timestamp: {generalise: month}, end: redact}
                    """));
        }
    }

    /** Palimpsest's own names inside its statements must not hide the owner's tables. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "k", "s", "b", "m", "r", "u", "g", "h", "t1", "u1", "a0", "locked", "run", "receipt", "last", "frozen",
                "day", "date", "text", "key"
            })
    void a_table_may_bear_any_short_name(String name) {
        try (TestDatabase database = TestDatabase.create(
                "create table \"" + name
                        + "\" (id bigint primary key, first_name text not null, last_name text, k text, s int, last date, r text)",
                "create table visit (id bigint primary key, k bigint references \"" + name + "\", last date, key text)",
                "create index on visit (k)",
                "insert into \"" + name
                        + "\" values (1, 'Annegret', 'Brandtstetter', 'x', 7, '2020-01-01', 'r'), (2, 'Bert', 'Claasen', 'y', 8, '2020-01-01', 'r')",
                "insert into visit values (1, 1, '2025-01-01', 'Annegret Brandtstetter'), (2, 2, '2025-01-01', null), (3, 2, '2027-01-01', null)")) {
            wholeWay(attach(database, """
                    palimpsest: 1
                    name: short
                    jurisdiction: DE
                    subject:
                      table: %s
                      key: id
                      title: [first_name, last_name]
                      inactive-for: P9M
                      identifiers: {name: [first_name, last_name]}
                      kinds: {any: "k <> 'zzz'"}
                      born-into-system: last
                      archive: {set: {r: gone}}
                    activity:
                      visit: {table: visit, at: last, where: "last < :today"}
                      self: {table: %s, at: last}
                    blockers:
                      planned: {table: visit, where: "last > :today", show: [last, key], until: last, message: "Comes."}
                      own: {table: %s, where: "s > 100", message: "Much."}
                    treatment:
                      %s: {first_name: {replace: "?"}, last_name: {replace: "?"}, k: erase, s: {generalise: band, width: 5}, last: {generalise: month}}
                      visit: {last: {generalise: month}, key: {redact: anywhere}}
                    """.formatted(name, name, name, name)));
        }
    }

    /** The same with the linked tables, with an index that leads there and without. */
    @ParameterizedTest
    @ValueSource(strings = {"k", "l", "s", "b", "t1", "u1", "u2", "a0", "locked", "frozen"})
    void a_linked_table_may_bear_any_short_name(String name) {
        for (boolean indexed : new boolean[] {true, false}) {
            try (TestDatabase database = TestDatabase.create(
                    "create table member (id bigint primary key, first_name text not null, last_name text)",
                    "create table " + name + " (id bigint primary key, member_id bigint references member, last date)",
                    "create table line (id bigint primary key, up bigint references " + name + ", text text)",
                    indexed ? "create index on " + name + " (member_id); create index on line (up)" : "select 1",
                    "insert into member values (1, 'Annegret', 'Brandtstetter'), (2, 'Bert', 'Claasen')",
                    "insert into " + name + " values (1, 1, '2025-01-01'), (2, 2, '2025-01-01'), (3, 2, '2027-01-01')",
                    "insert into line values (1, 1, 'Brandtstetter, Annegret'), (2, 2, 'none')")) {
                wholeWay(attach(database, """
                        palimpsest: 1
                        name: short
                        jurisdiction: DE
                        subject:
                          table: member
                          key: id
                          title: [first_name, last_name]
                          inactive-for: P9M
                          identifiers: {name: [first_name, last_name]}
                        activity:
                          visit: {table: %s, at: last, where: "last < :today"}
                        blockers:
                          planned: {table: %s, where: "last > :today", show: [last], until: last, message: "Comes."}
                          text: {table: line, where: "text = 'blocks'", message: "Blocks."}
                        treatment:
                          member: {first_name: {replace: "?"}, last_name: {replace: "?"}}
                          %s: {last: {generalise: month}}
                          line: {text: {redact: anywhere}}
                        """.formatted(name, name, name)));
            }
        }
    }

    @Test
    void the_same_table_name_in_several_schemas() {
        try (TestDatabase database = TestDatabase.create(
                "create schema crm",
                "create schema shop",
                "create table crm.member (id bigint primary key, first_name text not null, last_name text)",
                "create table shop.member (id bigint primary key, crm_id bigint references crm.member, day date, remark text)",
                "create table public.member (id bigint primary key, text text)",
                "insert into crm.member values (1, 'Annegret', 'Brandtstetter'), (2, 'Bert', 'Claasen')",
                "insert into shop.member values (5, 1, '2025-01-01', 'Annegret Brandtstetter'), (6, 2, '2025-01-01', null), (7, 2, '2027-01-01', null)",
                "insert into public.member values (1, 'somebody else')")) {
            wholeWay(attach(database, """
                    palimpsest: 1
                    name: schemas
                    jurisdiction: DE
                    schema: crm
                    subject:
                      table: member
                      key: id
                      title: [first_name, last_name]
                      inactive-for: P9M
                      identifiers: {name: [first_name, last_name]}
                    activity:
                      visit: {table: shop.member, at: day, where: "day < :today"}
                    blockers:
                      planned: {table: shop.member, where: "day > :today", message: "Comes."}
                    treatment:
                      member: {first_name: {replace: "?"}, last_name: {replace: "?"}}
                      shop.member: {day: {generalise: month}, remark: erase}
                    """));
            assertThat(database.rows("select * from public.member")).containsExactly("1|somebody else");
            assertThat(database.count("select count(*) from crm.palimpsest_receipt"))
                    .isEqualTo(1);
        }
    }

    /** Keys of other types than a number. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "uuid|00000000-0000-4000-8000-000000000001|00000000-0000-4000-8000-000000000002",
                "text|a''b|A,b{}\"\\",
                "varchar(10)|1|01",
                "numeric(20,0)|12345678901234567890|1",
                "smallint|1|2",
                "char(4)|ab|abc",
            })
    void keys_of_any_type(String typeAndKeys) {
        String[] parts = typeAndKeys.split("\\|");
        try (TestDatabase database = TestDatabase.create(
                "create table member (id " + parts[0] + " primary key, first_name text not null, last_name text)",
                "create table visit (id bigint primary key, member_id " + parts[0] + " references member, last date)",
                "insert into member values ('" + parts[1] + "', 'Annegret', 'Brandtstetter'), ('" + parts[2]
                        + "', 'Bert', 'Claasen')",
                "insert into visit values (1, '" + parts[1] + "', '2025-01-01'), (2, '" + parts[2]
                        + "', '2025-01-01'), (3, '" + parts[2] + "', '2027-01-01')")) {
            Palimpsest palimpsest = attach(database, """
                    palimpsest: 1
                    name: keys
                    jurisdiction: DE
                    subject:
                      table: member
                      key: id
                      title: [first_name, last_name]
                      inactive-for: P9M
                      identifiers: {name: [first_name, last_name]}
                    activity:
                      visit: {table: visit, at: last, where: "last < :today"}
                    blockers:
                      planned: {table: visit, where: "last > :today", message: "Comes."}
                    treatment:
                      member: {first_name: {replace: "?"}, last_name: {replace: "?"}}
                      visit: {last: {generalise: month}}
                    """);
            wholeWay(palimpsest);
            assertThat(database.rows("select first_name from member order by first_name"))
                    .containsExactly("?", "Bert");
        }
    }

    @Test
    void a_key_that_is_not_one_of_the_tables_type_is_a_refusal_and_no_crash() {
        try (ClubFixture club = ClubFixture.create()) {
            club.member(1, "Anna", "Brandt");

            assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> club.attach(directory)
                            .preview(Selection.of(List.of(new SubjectKey("Anna Brandt"))), skipped -> {})))
                    .isInstanceOf(dev.palimpsest.problem.PalimpsestException.class)
                    .hasMessageNotContaining("Brandt");
        }
    }
}
