package dev.palimpsest.preview;

import static dev.palimpsest.preview.School.insert;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.TestDatabase;
import dev.palimpsest.preview.School.Person;
import dev.palimpsest.proof.ProofReport;
import dev.palimpsest.run.RunResult;
import dev.palimpsest.trace.Mentions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a preview says of mentions, of random people and texts, is what the sweep strikes and the proof finds afterwards. */
@Tag("database")
@ParameterizedClass
@EnumSource
final class MentionsForeseenTest {
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

    @TempDir
    private Path directory;

    @AutoClose
    private School school;

    private TestDatabase database;

    private final TestDatabase.Product product;

    MentionsForeseenTest(TestDatabase.Product product) {
        this.product = product;
    }

    @BeforeEach
    void open() {
        school = new School(product, directory);
        database = school.database();
    }

    @Test
    void the_preview_says_what_the_sweep_then_strikes_and_where_the_proof_then_looks_in_vain() {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        List<Person> people = new ArrayList<>();
        for (int id = 1; id <= 40; id++) {
            people.add(school.person(id, any(FIRST, random), any(LAST, random), random.nextInt(10) < 4));
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
        Palimpsest palimpsest = school.palimpsest();
        Preview preview = palimpsest.preview(Selection.eligible(), refused -> {});

        Mentions mentions = palimpsest.mentions(preview.keys(), 2);
        Mentions again = palimpsest.mentions(preview.keys(), 0);
        RunResult run = palimpsest.run(preview, preview.digest(), "test", event -> {});
        ProofReport proof = palimpsest.prove(Optional.empty());

        assertThat(school.struck(mentions))
                .as("seed " + seed)
                .isEqualTo(run.swept())
                .isNotEmpty();
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
}
