package dev.palimpsest.preview;

import static dev.palimpsest.map.IdentifierKind.EMAIL;
import static dev.palimpsest.map.IdentifierKind.LOGIN;
import static dev.palimpsest.map.IdentifierKind.NAME;
import static dev.palimpsest.map.IdentifierKind.NUMBER;
import static dev.palimpsest.map.IdentifierKind.PHONE;
import static dev.palimpsest.preview.School.insert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.TestDatabase;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.preview.School.Person;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.run.RunResult;
import dev.palimpsest.trace.Mentions;
import dev.palimpsest.watch.Phase;
import dev.palimpsest.watch.Watch;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What is said of mentions before anybody is treated. */
@Tag("database")
@ParameterizedClass
@EnumSource
final class MentionsTest {
    @TempDir
    private Path directory;

    @AutoClose
    private School school;

    private TestDatabase database;

    private final TestDatabase.Product product;

    MentionsTest(TestDatabase.Product product) {
        this.product = product;
    }

    @BeforeEach
    void open() {
        school = new School(product, directory);
        database = school.database();
    }

    @Test
    void rows_of_tables_nobody_has_mapped_that_hold_nothing_but_an_identifier_look_like_the_persons_own() {
        Person gone = school.person(1, "Emil", "Gruber", true);
        Person stays = school.person(2, "Nora", "Bishop", false);
        database.execute(
                insert("newsletter", 1, gone.email(), "0171 5550911", gone.login(), gone.number(), "1990-04-01"),
                insert("newsletter", 2, stays.email(), stays.phone(), stays.login(), stays.number(), "1991-04-01"),
                insert("newsletter", 3, "P1@Mail.Example", null, "USER_1", "m 71001", "1992-04-01"),
                insert("contact", 1, "Emil", "Gruber", null),
                insert("contact", 2, null, null, "Gruber, Emil"),
                insert("contact", 3, "Emil", "Bishop", "Frau Nora Bishop"),
                insert("memo", 1, "Emil Gruber rief an, Mail " + gone.email()));

        Mentions mentions = school.palimpsest().mentions(List.of(new SubjectKey("1")), 1);

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
        school.person(1, "Emil", "Gruber", true);
        database.execute(
                insert("letter", 1, "Emil", "Gruber", "none"), insert("note", 1, null, "p1@mail.example", null));

        Mentions mentions = school.palimpsest().mentions(List.of(new SubjectKey("1")), 1);

        assertThat(mentions.alike().stream().map(MentionsTest::shown))
                .containsExactlyInAnyOrder(
                        "letter first_name, last_name " + NAME + " 1 [1] swept", "note body " + EMAIL + " 1 [1] swept");
        assertThat(school.struck(mentions).values()).containsOnly(1L).hasSize(3);
        assertThat(mentions.leavesSomething()).isFalse();
    }

    @Test
    void a_persons_own_rows_are_not_counted_but_who_else_goes_in_them_is() {
        Person gone = school.person(1, "Emil", "Gruber", true);
        Person also = school.person(2, "Nora", "Bishop", true);
        Person stays = school.person(3, "Carla", "Breda", false);
        database.execute(
                insert("note", 1, 1, gone.in("{first} {last}, {email}"), "none"),
                insert("note", 2, 1, "Emil Gruber came with Nora Bishop", "Carla Breda"),
                insert("ring", 1, 1, "Emil Gruber came with Nora Bishop"),
                insert("access", "user_1", "/users/user_1"),
                insert("ring", 2, 3, "Carla Breda asks for Emil Gruber"),
                insert("note", 3, 3, also.in("asked for {first} {last}"), stays.in("{first} {last}, {email}")));

        Mentions mentions = school.palimpsest().mentions(List.of(new SubjectKey("1"), new SubjectKey("2")), 9);

        assertThat(school.struck(mentions))
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
        school.person(1, "Emil", "Gruber", true);
        Person also = school.person(2, "Nora", "Bishop", true);
        school.person(3, "Nora", "Bishop", false);
        database.execute(
                insert("note", 1, 1, also.in("asked for {first} {last}"), also.in("{email}")),
                insert("note", 2, 3, also.in("asked for {first} {last}"), "none"));
        Palimpsest palimpsest = school.palimpsest();
        Preview preview = palimpsest.preview(Selection.eligible(), refused -> {});

        Mentions mentions = palimpsest.mentions(preview.keys(), 9);

        RunResult run = palimpsest.run(preview, preview.digest(), "test", event -> {});
        assertThat(school.struck(mentions)).isEqualTo(run.swept()).isEmpty();
    }

    @Test
    void a_row_that_somebody_who_stays_holds_as_well_is_not_the_persons_own() {
        school.person(1, "Emil", "Gruber", true);
        school.person(2, "Nora", "Bishop", true);
        school.person(3, "Carla", "Breda", true);
        database.execute(
                insert("flat", 1, "left", "Emil Gruber has the key, says Carla Breda"),
                "update person set flat_id = 1 where id in (1, 2)");
        SubjectKey emil = new SubjectKey("1");
        SubjectKey nora = new SubjectKey("2");
        SubjectKey carla = new SubjectKey("3");
        Palimpsest palimpsest = school.palimpsest();

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
        school.person(1, "Emil", "Gruber", true);
        school.person(2, "Emil", "Gruber", true);
        school.person(3, "Nora", "Bishop", true);
        database.execute(
                insert("letter", 1, null, null, "Emil Gruber called"),
                insert("letter", 2, null, null, "Nora Bishop called"));
        Palimpsest palimpsest = school.palimpsest();

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
        school.person(1, "Emil", "Gruber", true);
        school.person(2, "Rose", "Summer", true);
        school.person(3, "Rose", "Summer", false);
        database.execute(
                insert("history", "login of Emil Gruber", "2026-01-01"),
                insert("history", "login of Rose Summer", "2026-01-01"),
                insert("history", "user_2 and p3@mail.example", "2026-01-01"));

        Mentions mentions = school.palimpsest().mentions(List.of(new SubjectKey("1"), new SubjectKey("2")), 0);

        assertThat(mentions.struck()).hasSize(1);
        assertThat(mentions.struck().getFirst().cells()).isEqualTo(2);
        assertThat(mentions.struck().getFirst().kinds()).isEqualTo(Map.of(NAME, 1L, LOGIN, 1L));
    }

    @Test
    void nothing_is_written_and_the_digest_of_the_preview_stays_what_it_was() {
        school.person(1, "Emil", "Gruber", true);
        database.execute(insert("letter", 1, "Emil", "Gruber", "Emil Gruber called"));
        Palimpsest palimpsest = school.palimpsest();
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
        school.person(1, "Emil", "Gruber", true);
        for (int row = 1; row <= 3; row++) {
            database.execute(
                    insert("letter", row, null, null, "Emil Gruber called"), insert("memo", row, "Emil Gruber"));
        }
        AtomicInteger written = new AtomicInteger(100);
        Watch watch = Watch.telling(step -> database.execute(
                insert("letter", written.incrementAndGet(), "Emil", "Gruber", "Emil Gruber called"),
                insert("memo", written.get(), "Emil Gruber")));

        Mentions mentions = school.palimpsest().with(watch).mentions(List.of(new SubjectKey("1")), 0);

        assertThat(written.get()).isGreaterThan(104);
        assertThat(school.struck(mentions)).isEqualTo(Map.of("public.letter.body", 3L));
        assertThat(mentions.alike().stream().map(MentionsTest::shown)).containsExactly("memo words NAME 3 [1, 2, 3]");
    }

    @Test
    void it_tells_how_far_it_is_and_can_be_ended() {
        school.person(1, "Emil", "Gruber", true);
        Set<Phase> seen = new TreeSet<>();
        school.palimpsest()
                .with(Watch.telling(step -> seen.add(step.phase())))
                .mentions(List.of(new SubjectKey("1")), 0);
        assertThat(seen).containsExactly(Phase.FORESEE);

        AtomicReference<Watch> ending = new AtomicReference<>();
        Watch watch = Watch.telling(step -> ending.get().cancel());
        ending.set(watch);
        Palimpsest ended = school.palimpsest().with(watch);
        assertThatThrownBy(() -> ended.mentions(List.of(new SubjectKey("1")), 0))
                .isInstanceOfSatisfying(
                        PalimpsestException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.CANCELLED));
    }
}
