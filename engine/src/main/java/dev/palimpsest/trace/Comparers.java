package dev.palimpsest.trace;

import dev.palimpsest.database.Waiting;
import dev.palimpsest.identity.Identifier;
import dev.palimpsest.map.SubjectKey;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A few threads that compare identifiers while one reads them from the database. Used by the reader only.
 *
 * @param <I> what a thread compares with; no two use the same at a time
 */
final class Comparers<I> implements AutoCloseable {
    private static final int MOST_THREADS = 4;
    /** Identifiers handed on at a time. */
    private static final int BATCH = 2_000;
    /** Batches that wait; when there are more, the reader compares, too, so that memory does not grow. */
    private static final int WAITING = 8;

    private final Supplier<I> instruments;
    private final Comparison<I> comparison;
    private final Queue<I> free = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads;
    private final List<Future<?>> comparing = new ArrayList<>();
    private List<Remembered.Borne> batch = new ArrayList<>();

    /** Compares one identifier, in whatever thread. */
    @FunctionalInterface
    interface Comparison<I> {
        void of(I instrument, SubjectKey key, Identifier identifier);
    }

    Comparers(Supplier<I> instruments, Comparison<I> comparison) {
        this.instruments = instruments;
        this.comparison = comparison;
        int processors = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MOST_THREADS);
        this.threads = new ThreadPoolExecutor(
                processors,
                processors,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING),
                new ThreadPoolExecutor.CallerRunsPolicy());
    }

    void add(SubjectKey key, Identifier identifier) {
        batch.add(new Remembered.Borne(key, identifier));
        if (batch.size() == BATCH) {
            handOn();
        }
    }

    /** Waits until everything was compared. */
    void finish() throws SQLException {
        handOn();
        Waiting.forAll(comparing);
    }

    private void handOn() {
        List<Remembered.Borne> compared = batch;
        batch = new ArrayList<>();
        comparing.add(threads.submit(() -> {
            I used = free.poll();
            I instrument = used == null ? instruments.get() : used;
            compared.forEach(borne -> comparison.of(instrument, borne.key(), borne.identifier()));
            free.add(instrument);
        }));
    }

    @Override
    public void close() {
        threads.close();
    }
}
