package dev.palimpsest.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.palimpsest.ClubFixture;
import dev.palimpsest.Palimpsest;
import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Two go on with one run: what the first one ends, after the second has looked at it, the second does not begin again. */
@Tag("database")
@ParameterizedClass
@EnumSource(Product.class)
final class EndedMeanwhileTest {
    private static final int SECONDS = 60;

    @AutoClose
    private final ClubFixture club;

    @TempDir
    private Path directory;

    EndedMeanwhileTest(Product product) {
        this.club = ClubFixture.create(product);
    }

    private Preview preview() {
        club.member(1, "Anna", "Brandtner");
        return club.attach(directory).preview(Selection.of(List.of(new SubjectKey("1"))), skipped -> {});
    }

    /** Goes on with the run, but waits directly before it takes the lock, when it has looked at the run, until the other is done. */
    private PalimpsestException goesOnWhileAnotherEndsIt(Rest rest, Runnable end) throws Exception {
        CountDownLatch looked = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        AtomicBoolean first = new AtomicBoolean(true);
        Watched source = new Watched(club.database().dataSource(), sql -> {
            boolean lock = sql.contains("pg_try_advisory_lock") || sql.contains("get_lock(") && sql.endsWith(", 0)");
            if (lock && first.compareAndSet(true, false)) {
                looked.countDown();
                await(ended);
            }
        });
        CompletableFuture<PalimpsestException> second = CompletableFuture.supplyAsync(() -> catchThrowableOfType(
                PalimpsestException.class,
                () -> club.attach(source, directory, ClubFixture.map())
                        .resume(Optional.empty(), rest, RunEvent.Listener.none())));
        await(looked);
        end.run();
        ended.countDown();
        return second.get(SECONDS, TimeUnit.SECONDS);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private List<String> status() {
        return club.database().rows("select status from palimpsest_run");
    }

    @Test
    void a_run_that_was_proved_meanwhile_is_not_executed_again() throws Exception {
        Palimpsest other = club.attach(directory);
        Preview preview = preview();
        other.run(preview, preview.digest(), "test", RunEvent.Listener.none());

        PalimpsestException refused = goesOnWhileAnotherEndsIt(
                Rest.AS_CONFIRMED,
                () -> assertThat(other.prove(Optional.empty()).green()).isTrue());

        assertThat(refused).isNotNull();
        assertThat(refused.code()).isEqualTo(ErrorCode.RUN_BUSY);
        assertThat(refused).hasMessageContaining("has just been ended by another process");
        assertThat(status()).containsExactly("PROVED");
    }

    @Test
    void a_run_that_was_closed_meanwhile_is_not_closed_again() throws Exception {
        Preview preview = preview();
        RunEvent.Listener killing = event -> {
            throw new IllegalStateException("killed before anybody was treated");
        };
        assertThat(catchThrowableOfType(
                        IllegalStateException.class,
                        () -> club.attach(directory).run(preview, preview.digest(), "test", killing)))
                .isNotNull();
        Rest closing = new Rest.Released(false, "carla");

        PalimpsestException refused = goesOnWhileAnotherEndsIt(
                closing, () -> club.attach(directory).resume(Optional.empty(), closing, RunEvent.Listener.none()));

        assertThat(refused).isNotNull();
        assertThat(refused.code()).isEqualTo(ErrorCode.RUN_BUSY);
        assertThat(status()).containsExactly("CLOSED");
        assertThat(club.database().rows("select acted_by from palimpsest_act")).hasSize(1);
    }
}
