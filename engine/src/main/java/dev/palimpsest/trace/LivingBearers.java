package dev.palimpsest.trace;

import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Session;
import dev.palimpsest.identity.Bearing;
import dev.palimpsest.identity.Fingerprint;
import dev.palimpsest.identity.Fingerprinter;
import dev.palimpsest.identity.Identifier;
import dev.palimpsest.identity.TraceSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Finds which traces living people bear, too: one thread reads their identifiers, a few others compare. */
final class LivingBearers {
    private static final int MOST_THREADS = 4;
    /** Identifiers handed on at a time. */
    private static final int BATCH = 2_000;
    /** Batches that wait; when there are more, the reader compares, too, so that memory does not grow. */
    private static final int WAITING = 8;

    private final SubjectIdentifiers identifiers;
    private final Fingerprinter fingerprinter;
    private final TraceSet traces;
    private final Queue<Bearing> free = new ConcurrentLinkedQueue<>();
    private final Set<Fingerprint> borne = ConcurrentHashMap.newKeySet();

    LivingBearers(SubjectIdentifiers identifiers, Fingerprinter fingerprinter, TraceSet traces) {
        this.identifiers = identifiers;
        this.fingerprinter = fingerprinter;
        this.traces = traces;
    }

    /** @param living who is alive, as part of a statement */
    TraceSet of(Session session, Dialect.KeySet living) throws SQLException {
        int threads = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MOST_THREADS);
        try (ExecutorService comparers = new ThreadPoolExecutor(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING),
                new ThreadPoolExecutor.CallerRunsPolicy())) {
            List<Future<?>> comparing = new ArrayList<>();
            List<Identifier> batch = new ArrayList<>();
            identifiers.readOwn(session, living, (key, identifier) -> {
                batch.add(identifier);
                if (batch.size() == BATCH) {
                    comparing.add(compare(comparers, batch));
                }
            });
            comparing.add(compare(comparers, batch));
            Waiting.forAll(comparing);
        }
        return TraceSet.of(borne);
    }

    private Future<?> compare(ExecutorService comparers, List<Identifier> batch) {
        List<Identifier> compared = List.copyOf(batch);
        batch.clear();
        return comparers.submit(() -> {
            Bearing next = free.poll();
            Bearing bearing = next == null ? new Bearing(fingerprinter, traces) : next;
            compared.forEach(identifier -> bearing.of(identifier, borne::add));
            free.add(bearing);
        });
    }
}
