package dev.palimpsest.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What several threads do together is told as if one had done it. */
final class ProgressTest {
    private static final int THREADS = 8;
    private static final int EACH = 2_000;

    @Test
    void whichever_thread_is_first_it_is_told_in_order_and_nothing_twice() throws Exception {
        List<Step> told = new ArrayList<>();
        Progress progress = new Progress(Watch.telling(told::add), Phase.SEARCH, THREADS * EACH);
        CountDownLatch together = new CountDownLatch(THREADS);
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                running.add(threads.submit(() -> {
                    together.countDown();
                    together.await();
                    for (int each = 0; each < EACH; each++) {
                        progress.next();
                    }
                    return true;
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
        }

        assertThat(told)
                .extracting(Step::done)
                .containsExactlyElementsOf(
                        LongStream.range(0, THREADS * EACH).boxed().toList());
    }
}
