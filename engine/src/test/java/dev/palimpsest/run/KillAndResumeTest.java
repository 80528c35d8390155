package dev.palimpsest.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.PreviewFile;
import dev.palimpsest.proof.ProofReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A run whose process is killed without warning, at any moment and again while it resumes, ends like one left in peace. */
@Tag("database")
@ParameterizedClass
@EnumSource(Product.class)
final class KillAndResumeTest {
    private static final long SEED = Long.getLong("seed", 20261122);
    private static final int MEMBERS = 400;
    private static final int CHUNK_SIZE = 20;
    private static final long PATIENCE_SECONDS = 60;

    @Parameter
    private Product product;

    @TempDir
    private Path directory;

    @AutoClose
    private Studio studio;

    private final Random random = new Random(SEED);
    private int kills;
    private int killedInVain;

    @Test
    void ends_like_an_undisturbed_run_when_it_is_killed_and_resumed() throws Exception {
        killTimes(6);
    }

    @Test
    @Tag("slow")
    void ends_like_an_undisturbed_run_in_a_campaign() throws Exception {
        killTimes(Integer.getInteger("campaign", 40));
    }

    private void killTimes(int atLeast) throws Exception {
        System.out.println("seed " + SEED);
        studio = Studio.open(product, directory)
                .with(Studio.SETTINGS.withChunkSize(CHUNK_SIZE))
                .fill(MEMBERS);
        studio.run(studio.preview());
        List<String> undisturbed = studio.dump();
        while (kills < atLeast) {
            studio.fill(MEMBERS);
            killedRun();
            assertThat(studio.dump()).as("after %s kills", kills).isEqualTo(undisturbed);
            ProofReport proof = studio.palimpsest().prove(Optional.empty());
            assertThat(proof.findings()).isEmpty();
            assertThat(proof.done()).isEqualTo(MEMBERS);
        }
        System.out.println(kills + " kills, " + killedInVain + " after the end");
    }

    private void killedRun() throws IOException, InterruptedException {
        Path file = directory.resolve("preview" + kills + ".json");
        Preview preview = studio.preview();
        PreviewFile.write(preview, file);
        boolean over = process(Optional.of(file));
        while (!over) {
            over = process(studio.runExists() ? Optional.empty() : Optional.of(file));
        }
    }

    /** Starts a process that runs or resumes, and most often kills it. */
    private boolean process(Optional<Path> preview) throws IOException, InterruptedException {
        Process process = RunInAnotherProcess.start(studio, CHUNK_SIZE, preview);
        try {
            List<String> lines;
            if (random.nextInt(5) == 0) {
                lines = RunInAnotherProcess.lines(process, Integer.MAX_VALUE);
            } else {
                // Started, a Progress for each of 20 chunks and the busy, Sweeping, Housekeeping for each table,
                // Finished
                lines = RunInAnotherProcess.lines(process, random.nextInt(28));
                LockSupport.parkNanos(random.nextInt(15) * 1_000_000L);
                process.destroyForcibly();
                kills++;
            }
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            boolean over = lines.contains(RunInAnotherProcess.OVER);
            killedInVain += over && !process.isAlive() && process.exitValue() != 0 ? 1 : 0;
            waitUntilItsSessionsAreGone();
            return over;
        } finally {
            process.destroyForcibly();
        }
    }

    /** The server notices only between statements that a client is gone. */
    private void waitUntilItsSessionsAreGone() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!studio.otherSessions().isEmpty()) {
            assertThat(System.nanoTime())
                    .as("the killed process' session stays")
                    .isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }
}
