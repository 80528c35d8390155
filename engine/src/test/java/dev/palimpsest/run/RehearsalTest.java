package dev.palimpsest.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.TestDatabase;
import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.chunk.Rounds;
import dev.palimpsest.ledger.NotDone;
import dev.palimpsest.ledger.Outcome;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.watch.Phase;
import dev.palimpsest.watch.Step;
import dev.palimpsest.watch.Watch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A rehearsal tells what a run would do, and does nothing. */
@Tag("database")
@ParameterizedClass
@EnumSource(Product.class)
final class RehearsalTest {
    @Parameter
    private Product product;

    @TempDir
    private Path directory;

    @AutoClose
    private Studio studio;

    @BeforeEach
    void open() {
        studio = Studio.open(product, directory).fill(30);
    }

    /** Every row of every table, Palimpsest's own included. */
    static Map<String, List<String>> everything(TestDatabase database) {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        for (String table : database.tables()) {
            rows.put(
                    table,
                    database.rows("select * from " + table).stream().sorted().toList());
        }
        return rows;
    }

    private Map<String, List<String>> everything() {
        return everything(studio.database());
    }

    private RehearsalResult rehearse(Preview preview) {
        return studio.palimpsest().rehearse(preview);
    }

    private void refuse(long member) {
        studio.database()
                .execute(product.trigger(
                        "refuse_" + member,
                        "after update on member",
                        "if new.id = " + member + " then "
                                + (product == Product.POSTGRESQL
                                        ? "raise exception 'not %', old.last_name;"
                                        : "signal sqlstate '45000' set message_text = 'no';")
                                + " end if;"));
    }

    @Test
    void changes_nothing_and_makes_no_tables_of_its_own() {
        Preview preview = studio.preview();
        Map<String, List<String>> before = everything();

        RehearsalResult rehearsal = rehearse(preview);

        assertThat(rehearsal.done()).isEqualTo(30);
        assertThat(rehearsal.isComplete()).isTrue();
        assertThat(everything()).isEqualTo(before);
        assertThat(studio.database().tables()).noneMatch(table -> table.contains("palimpsest_"));
    }

    @Test
    void leaves_the_own_tables_as_they_are_and_the_preview_unspent() {
        studio.run(studio.preview(1, 2, 3));
        Preview preview = studio.preview();
        Map<String, List<String>> before = everything();

        assertThat(rehearse(preview).done()).isEqualTo(27);
        assertThat(rehearse(preview).done()).as("as often as somebody likes").isEqualTo(27);

        assertThat(everything()).isEqualTo(before);
        assertThat(studio.run(preview).done()).isEqualTo(27);
        PalimpsestException spent = catchThrowableOfType(PalimpsestException.class, () -> rehearse(preview));
        assertThat(spent.code()).isEqualTo(ErrorCode.PREVIEW_SPENT);
    }

    @Test
    void counts_what_the_run_counts_that_follows() {
        refuse(7);
        Preview preview = studio.preview();
        studio.database().execute("insert into contract (member_id, number) values (9, 'C-new')");

        RehearsalResult rehearsal = rehearse(preview);
        RunResult run = studio.run(preview);

        assertThat(rehearsal.done()).isEqualTo(run.done()).isEqualTo(28);
        assertThat(rehearsal.reasons()).isEqualTo(run.reasons()).isEqualTo(Map.of("contract", 1L));
        assertThat(rehearsal.failures()).isEqualTo(run.failures()).hasSize(1);
        assertThat(rehearsal.rows()).isEqualTo(run.rows());
        assertThat(rehearsal.keptUntil()).isEqualTo(run.keptUntil());
        assertThat(rehearsal.tables().stream().map(each -> each.table() + "|" + each.rows()))
                .containsExactlyInAnyOrderElementsOf(
                        studio.rows("select concat(table_name, '|', cast(value_after as decimal(20))) from"
                                + " palimpsest_statistic where measure in ('treated', 'severed')"));
        assertThat(rehearsal.tables())
                .extracting(RehearsalResult.TableRows::action)
                .contains("treat", "delete");
        // of each treated member the note of their own
        assertThat(rehearsal.struck().values()).containsExactly(28L);
        assertThat(rehearsal.notSwept()).singleElement().asString().endsWith("note.body");
    }

    @Test
    void tells_by_key_whom_a_trigger_refuses_and_a_run_fails_exactly_them() {
        refuse(7);
        refuse(23);
        Preview preview = studio.preview();

        RehearsalResult rehearsal = rehearse(preview);

        assertThat(rehearsal.done()).isEqualTo(28);
        assertThat(rehearsal.failed()).isEqualTo(2);
        assertThat(rehearsal.isComplete()).isFalse();
        assertThat(rehearsal.refused())
                .extracting(NotDone::key)
                .containsExactlyInAnyOrder(new SubjectKey("7"), new SubjectKey("23"));
        assertThat(rehearsal.refused()).allSatisfy(refused -> {
            assertThat(refused.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(refused.reason()).startsWith("PAL-DB-006").doesNotContain("Lah");
        });
        studio.run(preview);
        assertThat(studio.rows("select subject_key from palimpsest_receipt where outcome = 'failed' order by 1"))
                .containsExactly("23", "7");
    }

    @Test
    void whoever_is_held_all_the_time_is_busy_and_nobody_else() {
        Preview preview = studio.preview();
        try (Clerk clerk = new Clerk(studio.database()).does("update contract set number = 'X' where member_id = 7")) {
            RehearsalResult rehearsal = rehearse(preview);

            assertThat(rehearsal.done()).isEqualTo(29);
            assertThat(rehearsal.refused())
                    .containsExactly(new NotDone(new SubjectKey("7"), Outcome.SKIPPED, Rounds.BUSY));
            clerk.commits().finishes();
            assertThat(clerk.refusals()).isEmpty();
        }
    }

    @Test
    void ended_half_way_it_has_changed_nothing_and_says_how_far_it_came() {
        Preview preview = studio.preview();
        Map<String, List<String>> before = everything();
        List<Step> steps = new ArrayList<>();
        Watch[] watch = new Watch[1];
        watch[0] = Watch.telling(step -> {
            steps.add(step);
            if (step.done() >= 20) {
                watch[0].cancel();
            }
        });
        Palimpsest cancelled =
                studio.with(Studio.SETTINGS.withChunkSize(10)).palimpsest().with(watch[0]);

        PalimpsestException ended = catchThrowableOfType(PalimpsestException.class, () -> cancelled.rehearse(preview));

        assertThat(ended.code()).isEqualTo(ErrorCode.CANCELLED);
        assertThat(ended).hasMessageContaining("of 30 people 20").hasMessageContaining("Nothing is changed");
        assertThat(steps)
                .containsExactly(
                        new Step(Phase.REHEARSE, 0, 30),
                        new Step(Phase.REHEARSE, 10, 30),
                        new Step(Phase.REHEARSE, 20, 30));
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void whoever_waits_for_a_row_of_the_chunk_gets_it_when_the_chunk_ends() {
        Preview preview = studio.preview();
        try (Clerk clerk = new Clerk(studio.database())) {
            boolean[] waited = new boolean[1];
            AtomicInteger chunks = new AtomicInteger();
            boolean[] treated = new boolean[1];
            Watched source = new Watched(studio.database().dataSource(), sql -> {
                treated[0] |= sql.contains("delete") && sql.contains("message");
                if (treated[0] && isLastOfAChunk(sql)) {
                    treated[0] = false;
                    if (chunks.getAndIncrement() == 0) {
                        clerk.does("update member set email = 'new@example.org' where id = 1");
                        waited[0] = !clerk.isIdle();
                    }
                }
            });
            Palimpsest chunked = Studio.attach(source, directory, Studio.SETTINGS.withChunkSize(10));
            boolean[] served = new boolean[1];
            chunked.with(Watch.telling(step -> {
                        if (step.done() == 10) {
                            clerk.commits().finishes();
                            served[0] = clerk.refusals().isEmpty();
                        }
                    }))
                    .rehearse(preview);

            assertThat(waited[0]).isTrue();
            assertThat(served[0]).isTrue();
            assertThat(chunks).hasValue(3);
            assertThat(studio.rows("select first_name, email from member where id = 1"))
                    .containsExactly("Fib|new@example.org");
        }
    }

    private boolean isLastOfAChunk(String sql) {
        return sql.equals(product == Product.POSTGRESQL ? "set constraints all immediate" : "do 0");
    }

    @Test
    void a_sample_is_spread_evenly_and_the_same_every_time() {
        List<SubjectKey> keys =
                IntStream.range(0, 10).mapToObj(i -> new SubjectKey("" + i)).toList();

        assertThat(Rehearsal.spread(keys, 3)).extracting(SubjectKey::value).containsExactly("0", "3", "6");
        assertThat(Rehearsal.spread(keys, 10)).isEqualTo(keys);
        assertThat(Rehearsal.spread(keys, Integer.MAX_VALUE)).isEqualTo(keys);
    }

    @Test
    void a_sample_estimates_the_time_of_all() {
        RehearsalResult rehearsal = studio.palimpsest().rehearse(studio.preview(), 10);

        assertThat(rehearsal.people()).isEqualTo(30);
        assertThat(rehearsal.rehearsed()).isEqualTo(10);
        assertThat(rehearsal.done()).isEqualTo(10);
        assertThat(rehearsal.estimate()).isEqualTo(rehearsal.took().multipliedBy(3));
        PalimpsestException nobody = catchThrowableOfType(
                PalimpsestException.class, () -> studio.palimpsest().rehearse(studio.preview(), 0));
        assertThat(nobody.code()).isEqualTo(ErrorCode.BAD_ARGUMENT);
    }

    @Test
    void a_preview_of_another_database_is_refused_as_a_run_refuses_it() {
        Preview preview = studio.preview();
        try (Studio other = Studio.open(product, directory).fill(30)) {
            Map<String, List<String>> before = everything(other.database());

            PalimpsestException refused = catchThrowableOfType(
                    PalimpsestException.class, () -> other.palimpsest().rehearse(preview));

            assertThat(refused.code()).isEqualTo(ErrorCode.PREVIEW_OTHER_DATABASE);
            assertThat(everything(other.database())).isEqualTo(before);
        }
    }

    @Test
    void profiles_that_would_receive_rows_are_made_and_undone() {
        try (Boutique boutique = Boutique.open(product, directory)
                .with(Boutique.SHARED, Boutique.STUB)
                .fill("Anne", "Luc", "Zoé")) {
            Preview preview = boutique.preview();
            Map<String, List<String>> before = everything(boutique.database());

            RehearsalResult rehearsal = boutique.palimpsest().rehearse(preview);

            assertThat(rehearsal.done()).isEqualTo(3);
            assertThat(everything(boutique.database())).isEqualTo(before);
            RunResult run = boutique.run(preview);
            assertThat(rehearsal.reassigned()).isEqualTo(run.reassigned()).isNotEmpty();
            assertThat(rehearsal.removed()).isEqualTo(run.removed()).isEqualTo(3);
            assertThat(boutique.database().count("select count(*) from palimpsest_stub"))
                    .isEqualTo(3);
            assertThat(boutique.palimpsest().prove(Optional.empty()).findings()).isEmpty();
        }
    }
}
