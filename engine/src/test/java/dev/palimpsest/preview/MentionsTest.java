package dev.palimpsest.preview;

import static dev.palimpsest.map.IdentifierKind.EMAIL;
import static dev.palimpsest.map.IdentifierKind.LOGIN;
import static dev.palimpsest.map.IdentifierKind.NAME;
import static dev.palimpsest.map.IdentifierKind.NUMBER;
import static dev.palimpsest.map.IdentifierKind.PHONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.TestDatabase;
import dev.palimpsest.home.Home;
import dev.palimpsest.map.PrivacyMapReader;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.proof.ProofReport;
import dev.palimpsest.run.RunResult;
import dev.palimpsest.trace.Mentions;
import dev.palimpsest.watch.Phase;
import dev.palimpsest.watch.Watch;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What is said of mentions before anybody is treated, against what the sweep strikes and the proof finds afterwards. */
@Tag("database")
@ParameterizedClass
@EnumSource
final class MentionsTest {
    private static final String MAP = """
            palimpsest: 1
            name: school
            jurisdiction: DE
            schema: {schema}
            subject:
              table: person
              key: id
              title: [first_name, last_name]
              inactive-for: P2Y
              identifiers: {name: [[first_name, last_name]], email: email, phone: phone, number: number, login: login}
            activity:
              seen: {table: person, at: seen}
            treatment:
              person: {first_name: {replace: Former}, last_name: {replace: Pupil}, email: erase, phone: erase,
                number: erase, login: erase, keep: [seen]}
              note: {body: {redact: anywhere}, remark: {redact: anywhere}, keep: all}
              ring: {body: {redact: anywhere}, delete: rows}
              letter: {first_name: {redact: anywhere}, last_name: {redact: anywhere}, body: {redact: anywhere}, keep: all}
              flat: {via: "id -> person.flat_id", door: erase, remark: {redact: anywhere}}
              access: {via: "login -> person.login", login: erase, page: {redact: anywhere}}
              history: {entry: {redact: anywhere}, keep: all}
            """;

    private static final List<String> FIRST =
            List.of("Anna", "José", "Jose", "Rose", "Gaëtan", "Tomáš-Gaëtan", "Emil", "Fatima", "Anna-Maria", "Luc");
    private static final List<String> LAST =
            List.of("Schmidt", "García", "Summer", "Zimmermann", "van den Berg", "Berg", "Stone", "O''Neill");

    /** Texts of four languages in which somebody is named, or not quite. */
    private static final List<String> TEXTS = List.of(
            "Rückruf von {first} {last} wegen der Abrechnung",
            "Gisteren gebeld met {last}, {first}; mail volgt",
            "Mme {first} {last} a demandé un rendez-vous",
            "Spoke with {first} {last}, wants to pay later",
            "schreibt von {email}, Telefon {phone}",
            "Votre numéro {number}, identifiant {login}",
            "Meeting with {last}. {first} was absent.",
            "{\"first\": \"{first}\", \"age\": 30, \"last\": \"{last}\"}",
            "{first}-Hélène {last} heeft afgezegd",
            "a:1:{s:4:\"mail\";s:{length}:\"{email}\";}",
            "nothing to see, nichts, niets, rien");

    @AutoClose
    private final TestDatabase database;

    @TempDir
    private Path directory;

    MentionsTest(TestDatabase.Product product) {
        database = product.create(
                "create table flat (id bigint primary key, door varchar(40), remark varchar(300))",
                "create table person (id bigint primary key, first_name varchar(40), last_name varchar(40),"
                        + " email varchar(80), phone varchar(40), number varchar(20), login varchar(40) unique, seen date,"
                        + " flat_id bigint references flat(id))",
                "create table note (id bigint primary key, person_id bigint references person(id), body varchar(300),"
                        + " remark varchar(300))",
                "create table ring (id bigint primary key, person_id bigint references person(id), body varchar(300))",
                "create table letter (id bigint primary key, first_name varchar(40), last_name varchar(40),"
                        + " body varchar(300))",
                "create table history (entry varchar(300), at_day date)",
                "create table access (login varchar(40), page varchar(300))",
                "create table newsletter (id bigint primary key, address varchar(80), phone varchar(40),"
                        + " account varchar(40), card varchar(20), born date)",
                "create table contact (id bigint primary key, first varchar(40), last varchar(40), full_name varchar(90))",
                "create table memo (id bigint primary key, words varchar(300))");
    }

    private record Person(int id, String first, String last, boolean leaves) {
        String email() {
            return "p" + id + "@mail.example";
        }

        String phone() {
            return "+49 171 55509" + (10 + id);
        }

        String number() {
            return "M-7100" + id;
        }

        String login() {
            return "user_" + id;
        }

        String in(String text) {
            return text.replace("{first}", first)
                    .replace("{last}", last)
                    .replace("{email}", email())
                    .replace("{length}", String.valueOf(email().length()))
                    .replace("{phone}", phone())
                    .replace("{number}", number())
                    .replace("{login}", login());
        }
    }

    private Person person(int id, String first, String last, boolean leaves) {
        Person person = new Person(id, first, last, leaves);
        database.execute("insert into person values (" + id + ", '" + first + "', '" + last + "', '" + person.email()
                + "', '" + person.phone() + "', '" + person.number() + "', '" + person.login() + "', '"
                + (leaves ? "2020-01-01" : "2026-11-01") + "', null)");
        return person;
    }

    private Palimpsest palimpsest() {
        return Palimpsest.attach(
                        database.dataSource(),
                        PrivacyMapReader.read("school.yaml", MAP.replace("{schema}", database.schema())),
                        Home.at(directory.resolve("home")))
                .with(Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC));
    }

    private Map<String, Long> struck(Mentions mentions) {
        return mentions.struck().stream()
                .collect(Collectors.toMap(
                        each -> database.schema() + "." + each.table() + "." + each.column(), Mentions.Struck::cells));
    }

    private static String insert(String table, Object... values) {
        return "insert into " + table + " values ("
                + Stream.of(values)
                        .map(value -> value instanceof String text ? "'" + text + "'" : String.valueOf(value))
                        .collect(Collectors.joining(", "))
                + ")";
    }

    @Test
    void the_preview_says_what_the_sweep_then_strikes_and_where_the_proof_then_looks_in_vain() {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        List<Person> people = new ArrayList<>();
        for (int id = 1; id <= 40; id++) {
            people.add(person(id, any(FIRST, random), any(LAST, random), random.nextInt(10) < 4));
        }
        for (int flat = 1; flat <= 15; flat++) {
            Person lives = any(people, random);
            database.execute(
                    insert("flat", flat, "door " + flat, text(people, lives, random)),
                    "update person set flat_id = " + flat + " where id in (" + lives.id() + ", "
                            + any(people, random).id() + ")");
        }
        for (int row = 1; row <= 120; row++) {
            Person owner = any(people, random);
            database.execute(
                    insert("note", row, owner.id(), text(people, owner, random), text(people, owner, random)),
                    insert("ring", row, any(people, random).id(), text(people, owner, random)),
                    insert("history", text(people, owner, random), "2026-01-01"),
                    insert("access", owner.login(), text(people, owner, random)),
                    random.nextBoolean()
                            ? insert("letter", row, owner.first(), owner.last(), text(people, owner, random))
                            : insert(
                                    "letter",
                                    row,
                                    owner.last(),
                                    any(people, random).first(),
                                    "none"));
            if (row % 10 == 0) {
                database.execute(insert("memo", row, text(people, owner, random)));
            }
        }
        Palimpsest palimpsest = palimpsest();
        Preview preview = palimpsest.preview(Selection.eligible(), refused -> {});

        Mentions mentions = palimpsest.mentions(preview.keys(), 2);
        Mentions again = palimpsest.mentions(preview.keys(), 0);
        RunResult run = palimpsest.run(preview, preview.digest(), "test", event -> {});
        ProofReport proof = palimpsest.prove(Optional.empty());

        assertThat(struck(mentions)).as("seed " + seed).isEqualTo(run.swept()).isNotEmpty();
        assertThat(again.struck()).isEqualTo(mentions.struck());
        assertThat(again.samples()).isEmpty();
        Set<String> foreseen = new TreeSet<>();
        mentions.left().forEach(left -> foreseen.add(database.schema() + "." + left.table() + "." + left.column()));
        mentions.alike().stream()
                .filter(alike -> !alike.swept())
                .forEach(alike -> foreseen.add(database.schema() + "." + alike.table() + "."
                        + alike.columns().getFirst()));
        Set<String> found = new TreeSet<>();
        proof.residuals().forEach(residual -> found.add(residual.table() + "." + residual.column()));
        assertThat(foreseen).as("seed " + seed).isEqualTo(found);
    }

    private static <T> T any(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }

    /** About the owner, somebody else, or both. */
    private static String text(List<Person> people, Person owner, Random random) {
        String text = (random.nextBoolean() ? owner : any(people, random)).in(any(TEXTS, random));
        return random.nextInt(4) == 0 ? text + ". " + any(people, random).in(any(TEXTS, random)) : text;
    }

    @Test
    void rows_of_tables_nobody_has_mapped_that_hold_nothing_but_an_identifier_look_like_the_persons_own() {
        Person gone = person(1, "Emil", "Gruber", true);
        Person stays = person(2, "Nora", "Bishop", false);
        database.execute(
                insert("newsletter", 1, gone.email(), "0171 5550911", gone.login(), gone.number(), "1990-04-01"),
                insert("newsletter", 2, stays.email(), stays.phone(), stays.login(), stays.number(), "1991-04-01"),
                insert("newsletter", 3, "P1@Mail.Example", null, "USER_1", "m 71001", "1992-04-01"),
                insert("contact", 1, "Emil", "Gruber", null),
                insert("contact", 2, null, null, "Gruber, Emil"),
                insert("contact", 3, "Emil", "Bishop", "Frau Nora Bishop"),
                insert("memo", 1, "Emil Gruber rief an, Mail " + gone.email()));

        Mentions mentions = palimpsest().mentions(List.of(new SubjectKey("1")), 1);

        assertThat(mentions.struck()).isEmpty();
        assertThat(mentions.alike().stream().map(MentionsTest::shown))
                .containsExactlyInAnyOrder(
                        "contact first, last " + NAME + " 1 [1]",
                        "contact full_name " + NAME + " 1 [2]",
                        "newsletter account " + LOGIN + " 2 [1, 3]",
                        "newsletter address " + EMAIL + " 2 [1, 3]",
                        "newsletter card " + NUMBER + " 2 [1, 3]",
                        "newsletter phone " + PHONE + " 1 [1]");
        assertThat(mentions.left().stream()
                        .map(left -> left.table() + " " + left.column() + " " + left.kind() + " " + left.cells()))
                .containsExactlyInAnyOrder("memo words " + EMAIL + " 1", "memo words " + NAME + " 1");
        assertThat(mentions.leavesSomething()).isTrue();
    }

    private static String shown(Mentions.Alike alike) {
        return alike.table() + " " + String.join(", ", alike.columns()) + " " + alike.kind() + " " + alike.rows() + " "
                + alike.keys() + (alike.swept() ? " swept" : "");
    }

    @Test
    void a_row_that_leads_to_nobody_looks_like_the_persons_own_though_the_sweep_will_strike_what_says_so() {
        person(1, "Emil", "Gruber", true);
        database.execute(
                insert("letter", 1, "Emil", "Gruber", "none"), insert("note", 1, null, "p1@mail.example", null));

        Mentions mentions = palimpsest().mentions(List.of(new SubjectKey("1")), 1);

        assertThat(mentions.alike().stream().map(MentionsTest::shown))
                .containsExactlyInAnyOrder(
                        "letter first_name, last_name " + NAME + " 1 [1] swept", "note body " + EMAIL + " 1 [1] swept");
        assertThat(struck(mentions).values()).containsOnly(1L).hasSize(3);
        assertThat(mentions.leavesSomething()).isFalse();
    }

    @Test
    void a_persons_own_rows_are_not_counted_but_who_else_goes_in_them_is() {
        Person gone = person(1, "Emil", "Gruber", true);
        Person also = person(2, "Nora", "Bishop", true);
        Person stays = person(3, "Carla", "Breda", false);
        database.execute(
                insert("note", 1, 1, gone.in("{first} {last}, {email}"), "none"),
                insert("note", 2, 1, "Emil Gruber came with Nora Bishop", "Carla Breda"),
                insert("ring", 1, 1, "Emil Gruber came with Nora Bishop"),
                insert("access", "user_1", "/users/user_1"),
                insert("ring", 2, 3, "Carla Breda asks for Emil Gruber"),
                insert("note", 3, 3, also.in("asked for {first} {last}"), stays.in("{first} {last}, {email}")));

        Mentions mentions = palimpsest().mentions(List.of(new SubjectKey("1"), new SubjectKey("2")), 9);

        assertThat(struck(mentions))
                .isEqualTo(Map.of(database.schema() + ".note.body", 2L, database.schema() + ".ring.body", 1L));
        assertThat(mentions.samples().stream()
                        .map(sample ->
                                sample.table() + " " + sample.key() + ": " + sample.before() + " > " + sample.after()))
                .containsExactly(
                        "note 2: […] came with Nora Bishop > […] came with […]",
                        "note 3: asked for Nora Bishop > asked for […]",
                        "ring 2: Carla Breda asks for Emil Gruber > Carla Breda asks for […]");
        assertThat(mentions.alike()).isEmpty();
    }

    /** Their own treatment strikes every address in it, before the sweep could see whose the name beside it is. */
    @Test
    void an_address_in_the_own_row_of_somebody_who_goes_is_no_evidence_for_a_name_beside_it() {
        person(1, "Emil", "Gruber", true);
        Person also = person(2, "Nora", "Bishop", true);
        person(3, "Nora", "Bishop", false);
        database.execute(
                insert("note", 1, 1, also.in("asked for {first} {last}"), also.in("{email}")),
                insert("note", 2, 3, also.in("asked for {first} {last}"), "none"));
        Palimpsest palimpsest = palimpsest();
        Preview preview = palimpsest.preview(Selection.eligible(), refused -> {});

        Mentions mentions = palimpsest.mentions(preview.keys(), 9);

        RunResult run = palimpsest.run(preview, preview.digest(), "test", event -> {});
        assertThat(struck(mentions)).isEqualTo(run.swept()).isEmpty();
    }

    @Test
    void a_row_that_somebody_who_stays_holds_as_well_is_not_the_persons_own() {
        person(1, "Emil", "Gruber", true);
        person(2, "Nora", "Bishop", true);
        person(3, "Carla", "Breda", true);
        database.execute(
                insert("flat", 1, "left", "Emil Gruber has the key, says Carla Breda"),
                "update person set flat_id = 1 where id in (1, 2)");
        SubjectKey emil = new SubjectKey("1");
        SubjectKey nora = new SubjectKey("2");
        SubjectKey carla = new SubjectKey("3");
        Palimpsest palimpsest = palimpsest();

        assertThat(palimpsest.mentions(List.of(emil), 0).cells()).isZero();
        assertThat(palimpsest.mentions(List.of(emil, nora), 0).cells()).isZero();
        // a row is treated with the first of those who hold it, what the other bears is left to the sweep; the old one
        // is nobody's
        database.execute(insert("flat", 2, "right", "Nora Bishop"), "update person set flat_id = 2 where id in (1, 2)");
        assertThat(palimpsest.mentions(List.of(emil, nora), 0).cells()).isEqualTo(2);
        database.execute("update person set flat_id = 1 where id in (1, 2)");
        assertThat(palimpsest.mentions(List.of(emil, carla), 1).samples())
                .extracting(Mentions.Sample::after)
                .containsExactly("Emil Gruber has the key, says […]");
        assertThat(palimpsest.mentions(List.of(emil, nora, carla), 1).samples())
                .extracting(Mentions.Sample::after)
                .containsExactly("[…] has the key, says […]");
    }

    @Test
    void only_the_people_of_the_preview_are_looked_for_and_the_others_count_as_those_who_stay() {
        person(1, "Emil", "Gruber", true);
        person(2, "Emil", "Gruber", true);
        person(3, "Nora", "Bishop", true);
        database.execute(
                insert("letter", 1, null, null, "Emil Gruber called"),
                insert("letter", 2, null, null, "Nora Bishop called"));
        Palimpsest palimpsest = palimpsest();

        assertThat(palimpsest.mentions(List.of(new SubjectKey("1")), 0).cells()).isZero();
        assertThat(palimpsest.mentions(List.of(new SubjectKey("3")), 0).cells()).isOne();
        assertThat(palimpsest
                        .mentions(List.of(new SubjectKey("1"), new SubjectKey("2")), 0)
                        .cells())
                .isOne();
        assertThat(palimpsest.mentions(List.of(), 0).tables()).isZero();
    }

    @Test
    void a_name_in_a_table_without_primary_key_is_counted_and_what_a_namesake_bears_is_not() {
        person(1, "Emil", "Gruber", true);
        person(2, "Rose", "Summer", true);
        person(3, "Rose", "Summer", false);
        database.execute(
                insert("history", "login of Emil Gruber", "2026-01-01"),
                insert("history", "login of Rose Summer", "2026-01-01"),
                insert("history", "user_2 and p3@mail.example", "2026-01-01"));

        Mentions mentions = palimpsest().mentions(List.of(new SubjectKey("1"), new SubjectKey("2")), 0);

        assertThat(mentions.struck()).hasSize(1);
        assertThat(mentions.struck().getFirst().cells()).isEqualTo(2);
        assertThat(mentions.struck().getFirst().kinds()).isEqualTo(Map.of(NAME, 1L, LOGIN, 1L));
    }

    @Test
    void nothing_is_written_and_the_digest_of_the_preview_stays_what_it_was() {
        person(1, "Emil", "Gruber", true);
        database.execute(insert("letter", 1, "Emil", "Gruber", "Emil Gruber called"));
        Palimpsest palimpsest = palimpsest();
        String before = palimpsest.preview(Selection.eligible(), refused -> {}).effectDigest();
        Map<String, Collection<String>> content = content();

        palimpsest.mentions(List.of(new SubjectKey("1")), 3);

        assertThat(content()).isEqualTo(content);
        assertThat(palimpsest.preview(Selection.eligible(), refused -> {}).effectDigest())
                .isEqualTo(before);
    }

    private Map<String, Collection<String>> content() {
        Map<String, Collection<String>> content = new HashMap<>();
        for (String table : database.tables()) {
            content.put(table, database.rows("select * from " + table));
        }
        return content;
    }

    @Test
    void on_postgresql_all_readers_see_one_moment() {
        assumeThat(database.product()).isEqualTo(TestDatabase.Product.POSTGRESQL);
        person(1, "Emil", "Gruber", true);
        for (int row = 1; row <= 3; row++) {
            database.execute(
                    insert("letter", row, null, null, "Emil Gruber called"), insert("memo", row, "Emil Gruber"));
        }
        AtomicInteger written = new AtomicInteger(100);
        Watch watch = Watch.telling(step -> database.execute(
                insert("letter", written.incrementAndGet(), "Emil", "Gruber", "Emil Gruber called"),
                insert("memo", written.get(), "Emil Gruber")));

        Mentions mentions = palimpsest().with(watch).mentions(List.of(new SubjectKey("1")), 0);

        assertThat(written.get()).isGreaterThan(104);
        assertThat(struck(mentions)).isEqualTo(Map.of("public.letter.body", 3L));
        assertThat(mentions.alike().stream().map(MentionsTest::shown)).containsExactly("memo words NAME 3 [1, 2, 3]");
    }

    @Test
    void it_tells_how_far_it_is_and_can_be_ended() {
        person(1, "Emil", "Gruber", true);
        Set<Phase> seen = new TreeSet<>();
        palimpsest().with(Watch.telling(step -> seen.add(step.phase()))).mentions(List.of(new SubjectKey("1")), 0);
        assertThat(seen).containsExactly(Phase.FORESEE);

        AtomicReference<Watch> ending = new AtomicReference<>();
        Watch watch = Watch.telling(step -> ending.get().cancel());
        ending.set(watch);
        Palimpsest ended = palimpsest().with(watch);
        assertThatThrownBy(() -> ended.mentions(List.of(new SubjectKey("1")), 0))
                .isInstanceOfSatisfying(
                        PalimpsestException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.CANCELLED));
    }
}
