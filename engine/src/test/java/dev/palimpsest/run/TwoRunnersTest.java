package dev.palimpsest.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Two nodes, two clicks, two runs: each subject is treated once. */
@Tag("database")
@ParameterizedClass
@EnumSource(Product.class)
final class TwoRunnersTest {
    private static final long SEED = Long.getLong("seed", 20261122);
    private static final int MEMBERS = 120;

    @Parameter
    private Product product;

    @TempDir
    private Path directory;

    @AutoClose
    private Studio studio;

    @BeforeEach
    void open() {
        studio = Studio.open(product, directory)
                .with(Studio.SETTINGS.withChunkSize(10))
                .fill(MEMBERS);
    }

    @Test
    void a_second_process_is_refused_while_the_first_is_at_the_run() {
        // given
        Preview preview = studio.preview();
        List<ErrorCode> refusals = new ArrayList<>();
        // when somebody resumes the run while it goes on
        RunResult result = studio.palimpsest().run(preview, preview.digest(), "test", event -> {
            if (event instanceof RunEvent.Progress && refusals.isEmpty()) {
                refusals.add(catchThrowableOfType(
                                PalimpsestException.class,
                                () -> studio.palimpsest().resume(Optional.empty(), RunEvent.Listener.none()))
                        .code());
            }
        });
        // then
        assertThat(refusals).containsExactly(ErrorCode.RUN_BUSY);
        assertThat(result.done()).isEqualTo(MEMBERS);
        // and afterwards nothing is in the way of whoever comes next
        studio.palimpsest().resume(Optional.empty(), RunEvent.Listener.none());
    }

    @Test
    void one_preview_clicked_twice_at_once_is_executed_once() throws Exception {
        for (int round = 0; round < 5; round++) {
            // given no table of Palimpsest's own yet
            studio.fill(MEMBERS);
            Preview preview = studio.preview();
            // when
            List<Object> ends = atOnce(() -> studio.run(preview), () -> studio.run(preview));
            // then
            assertThat(ends).filteredOn(RunResult.class::isInstance).hasSize(1);
            assertThat(ends)
                    .filteredOn(PalimpsestException.class::isInstance)
                    .hasSize(1)
                    .allSatisfy(refused ->
                            assertThat(((PalimpsestException) refused).code()).isEqualTo(ErrorCode.PREVIEW_SPENT));
            assertThat(studio.count("select count(*) from palimpsest_run")).isEqualTo(1);
            assertThat(studio.count("select count(*) from palimpsest_receipt where outcome = 'done'"))
                    .isEqualTo(MEMBERS);
        }
    }

    @Test
    void two_runs_with_people_in_common_treat_each_of_them_once() throws Exception {
        play(6);
    }

    @Test
    @Tag("slow")
    void two_runs_with_people_in_common_treat_each_of_them_once_in_a_campaign() throws Exception {
        play(Integer.getInteger("campaign", 40));
    }

    private void play(int rounds) throws Exception {
        System.out.println("seed " + SEED);
        Random random = new Random(SEED);
        for (int round = 0; round < rounds; round++) {
            // given
            studio.fill(MEMBERS).with(Studio.SETTINGS.withChunkSize(1 + random.nextInt(40)));
            int from = 1 + random.nextInt(40);
            int to = MEMBERS - random.nextInt(40);
            Preview one = studio.preview(LongStream.rangeClosed(1, to).toArray());
            Preview other = studio.preview(LongStream.rangeClosed(from, MEMBERS).toArray());
            // when
            List<Object> ends = atOnce(() -> studio.run(one), () -> studio.run(other));
            // then
            assertThat(ends).allSatisfy(end -> assertThat(end).isInstanceOf(RunResult.class));
            RunResult first = (RunResult) ends.get(0);
            RunResult second = (RunResult) ends.get(1);
            assertThat(first.done() + second.done()).isEqualTo(MEMBERS);
            assertThat(first.skipped() + second.skipped()).isEqualTo(to - from + 1);
            assertThat(first.reasons().keySet()).isSubsetOf("anonymised", "busy");
            assertThat(second.reasons().keySet()).isSubsetOf("anonymised", "busy");
            assertThat(first.failed() + second.failed()).isZero();
            assertThat(studio.count(
                            "select count(distinct subject_key) from palimpsest_receipt where outcome = 'done'"))
                    .isEqualTo(MEMBERS);
            assertThat(studio.count("select count(*) from palimpsest_trace")).isEqualTo(MEMBERS);
            assertThat(studio.palimpsest().prove(Optional.of(first.run())).findings())
                    .isEmpty();
            assertThat(studio.palimpsest().prove(Optional.of(second.run())).findings())
                    .isEmpty();
        }
    }

    private interface Act {
        Object run();
    }

    /** What each came to: its result or its refusal. */
    private static List<Object> atOnce(Act... acts) throws Exception {
        CyclicBarrier start = new CyclicBarrier(acts.length);
        try (ExecutorService threads = Executors.newFixedThreadPool(acts.length)) {
            List<Future<Object>> running = new ArrayList<>();
            for (Act act : acts) {
                running.add(threads.submit(() -> {
                    start.await();
                    try {
                        return act.run();
                    } catch (PalimpsestException refused) {
                        return refused;
                    }
                }));
            }
            List<Object> ends = new ArrayList<>();
            for (Future<Object> end : running) {
                ends.add(end.get(60, TimeUnit.SECONDS));
            }
            return ends;
        }
    }
}
