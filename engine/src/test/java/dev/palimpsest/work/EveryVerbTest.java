package dev.palimpsest.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.act.LegalHolds;
import dev.palimpsest.preview.SavedSelections;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.proof.FindingDecisions;
import dev.palimpsest.watch.Phase;
import dev.palimpsest.watch.Step;
import dev.palimpsest.watch.Watch;
import dev.palimpsest.work.Verb.Writes;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What all verbs have in common, looked at with each of them. */
@Tag("database")
final class EveryVerbTest {
    /** Ways to the verbs, and what changes nothing but the object. */
    private static final Set<String> NO_VERBS =
            Set.of("attach", "with", "map", "home", "holds", "selections", "decisions", "today", "requireConfirmed");

    /** Of these there is one more that leaves out an argument, and one that says less of what it gives. */
    private static final List<String> SHORTER =
            List.of("Palimpsest.survey", "Palimpsest.rehearse", "Palimpsest.resume", "Palimpsest.unknown");

    /** These begin with something that they do not look at in between. */
    private static final Set<Verb> NOT_ENDED = EnumSet.of(Verb.CHECK, Verb.STANDING);

    /** These are for a database that is not the one that the home knows, too. */
    private static final Set<Verb> ON_ANY = EnumSet.of(Verb.ADOPT, Verb.UNINSTALL);

    @TempDir
    private Path directory;

    /** Those that leave the business as it is share a scene. */
    static Stream<Arguments> writing() {
        List<Verb> writing = Stream.of(Verb.values())
                .filter(verb -> verb.writes != Writes.NOTHING)
                .toList();
        List<Verb> gentle = writing.stream()
                .filter(verb -> verb.writes != Writes.BUSINESS && !ON_ANY.contains(verb))
                .toList();
        List<List<Verb>> scenes = new ArrayList<>(List.of(gentle));
        writing.stream().filter(verb -> !gentle.contains(verb)).forEach(verb -> scenes.add(List.of(verb)));
        return scenes.stream()
                .flatMap(verbs -> Stream.of(Product.values()).map(product -> Arguments.of(verbs, product)));
    }

    @Test
    void no_verb_is_missing_here() {
        Map<String, Integer> there = new TreeMap<>();
        for (Class<?> type :
                List.of(Palimpsest.class, LegalHolds.class, SavedSelections.class, FindingDecisions.class)) {
            Arrays.stream(type.getDeclaredMethods())
                    .filter(method -> Modifier.isPublic(method.getModifiers()) && !NO_VERBS.contains(method.getName()))
                    .forEach(method -> there.merge(called(type, method.getName()), 1, Integer::sum));
        }
        SHORTER.forEach(one -> there.computeIfPresent(one, (name, many) -> many - 1));

        Map<String, Integer> here = new TreeMap<>();
        Stream.of(Verb.values()).forEach(verb -> here.merge(called(verb.type, verb.method), 1, Integer::sum));
        // one method changes what the status is, in three directions
        here.computeIfPresent("Palimpsest.change", (name, many) -> many - 2);
        assertThat(here).isEqualTo(there);
    }

    private static String called(Class<?> type, String method) {
        return type.getSimpleName() + "." + method;
    }

    @ParameterizedTest
    @EnumSource
    void what_reads_writes_nothing_tells_how_far_it_is_and_ends_when_cancelled(Product product) {
        try (Scene scene = Scene.of(product, directory)) {
            if (product == Product.POSTGRESQL) {
                scene.over(scene.database().dataSource("options=-c%20default_transaction_read_only=on"));
            }
            List<String> before = scene.rows();
            for (Verb verb : Verb.values()) {
                if (verb.writes != Writes.NOTHING) {
                    continue;
                }
                telling(scene, verb);
                assertThat(scene.rows()).as(verb.name()).isEqualTo(before);
                scene.clear();
                if (!NOT_ENDED.contains(verb)) {
                    ends(scene, verb);
                }
                scene.watching(Watch.silent());
            }
        }
    }

    /** A database that was moved or restored is not the one that the home knows. */
    @ParameterizedTest
    @MethodSource("writing")
    void what_writes_is_refused_on_another_database_and_writes_on_its_own_where_it_is_said_to(
            List<Verb> verbs, Product product) {
        try (Scene scene = Scene.of(product, directory)) {
            verbs.forEach(verb -> refusedOrWriting(scene, verb));
        }
    }

    private static void refusedOrWriting(Scene scene, Verb verb) {
        String server = scene.database()
                .rows("select server_id from palimpsest_identity")
                .getFirst();
        if (ON_ANY.contains(verb)) {
            scene.database().execute(MOVED);
        } else {
            refused(scene, verb, MOVED, "update palimpsest_identity set server_id = '" + server + "'");
            refused(scene, verb, restored(scene, "FINISHED"), restored(scene, "PROVED"));
        }
        List<String> business = scene.rows(false);
        List<String> own = scene.rows(true);

        telling(scene, verb);

        // a run that is resumed when all are done finds nothing to write
        boolean resumed = verb == Verb.RESUME;
        assertThat(!scene.rows(false).equals(business))
                .as(verb.name())
                .isEqualTo(verb.writes == Writes.BUSINESS && !resumed);
        if (!resumed) {
            assertThat(!scene.rows(true).equals(own)).as(verb.name()).isEqualTo(verb.writes != Writes.UNDONE);
        }
    }

    private static final String MOVED = "update palimpsest_identity set server_id = 'before the move'";

    /** A state from before the proof, or the one there is. */
    private static String restored(Scene scene, String status) {
        return "update palimpsest_run set status = '" + status + "' where run_id = '" + scene.proved() + "'";
    }

    private static void refused(Scene scene, Verb verb, String become, String undo) {
        scene.database().execute(become);
        List<String> before = scene.rows();

        PalimpsestException refused = catchThrowableOfType(PalimpsestException.class, () -> verb.doing.in(scene));

        assertThat(refused).as("a refusal after: " + become).isNotNull();
        assertThat(refused.code())
                .as(refused.getMessage())
                .isIn(ErrorCode.DATABASE_NOT_ADOPTED, ErrorCode.PREVIEW_OTHER_DATABASE);
        assertThat(scene.rows()).isEqualTo(before);
        scene.database().execute(undo);
    }

    private static void telling(Scene scene, Verb verb) {
        List<Step> steps = Collections.synchronizedList(new ArrayList<>());

        verb.doing.in(scene.watching(Watch.telling(steps::add)));

        for (Phase phase : verb.tells) {
            List<Step> of = steps.stream().filter(step -> step.phase() == phase).toList();
            assertThat(of).as(verb + ": " + phase + " in " + steps).isNotEmpty();
            assertThat(of)
                    .as(verb.name())
                    .allSatisfy(step -> assertThat(step.done()).isBetween(0L, step.total()))
                    .isSortedAccordingTo((one, other) -> Long.compare(one.done(), other.done()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_writes_for_long_ends_when_it_is_cancelled(Product product) {
        try (Scene scene = Scene.of(product, directory)) {
            List<String> business = scene.rows(false);
            for (Verb verb : Verb.values()) {
                if (verb.writes != Writes.NOTHING && !verb.tells.isEmpty()) {
                    ends(scene, verb);
                    assertThat(scene.rows(false)).as(verb.name()).isEqualTo(business);
                }
            }
        }
    }

    private static void ends(Scene scene, Verb verb) {
        Watch cancelled = Watch.silent();
        cancelled.cancel();

        PalimpsestException ended =
                catchThrowableOfType(PalimpsestException.class, () -> verb.doing.in(scene.watching(cancelled)));

        assertThat(ended).as(verb.name()).isNotNull();
        assertThat(ended.code()).as(verb.name()).isEqualTo(ErrorCode.CANCELLED);
    }

    /** The pages that an officer reads say of every verb what was seen here. */
    @Test
    void the_documents_say_which_verbs_write_where() throws IOException {
        String security = Files.readString(Path.of("../SECURITY.md"));
        String safety =
                Files.readString(Path.of("../docs/explanation/safety.md")).replace("\n  ", " ");

        Set<String> business = words(Writes.BUSINESS);
        assertThat(quoted(between(security, "Columns and rows of the business are written by", "alone")))
                .isEqualTo(business);
        assertThat(quoted(between(safety, "- `run`", "write to the tables of the business"), "run"))
                .isEqualTo(business);
        assertThat(quoted(between(
                        security,
                        "undoes it chunk by chunk before anybody sees it.",
                        "write nothing but its own tables")))
                .isEqualTo(words(Writes.OWN_TABLES));
        assertThat(quoted(between(security, "write nothing but its own tables, and", "drops them")))
                .isEqualTo(words(Writes.DROPS_OWN_TABLES));
        assertThat(quoted(between(security, "as the map says.", "writes what a run would write")))
                .isEqualTo(words(Writes.UNDONE));
    }

    /** The word of the command line: what a hold or a selection is done with is one verb there. */
    private static Set<String> words(Writes writes) {
        return Stream.of(Verb.values())
                .filter(verb -> verb.writes == writes)
                .map(verb -> verb.type == LegalHolds.class
                        ? "hold"
                        : verb.type == SavedSelections.class
                                ? "select"
                                : verb.type == FindingDecisions.class
                                        ? "decide"
                                        : verb == Verb.MERGE_INTO_SHARED
                                                ? "merge"
                                                : verb.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String between(String text, String from, String to) {
        assertThat(text).contains(from);
        String behind = text.substring(text.indexOf(from) + from.length());
        return behind.substring(0, behind.indexOf(to));
    }

    private static Set<String> quoted(String text, String... more) {
        Set<String> words = new TreeSet<>(List.of(more));
        String[] parts = text.split("`");
        for (int i = 1; i < parts.length; i += 2) {
            words.add(parts[i]);
        }
        return words;
    }
}
