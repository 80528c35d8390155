package dev.palimpsest.trace;

import dev.palimpsest.database.ConnectionFailure;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.SessionSource;
import dev.palimpsest.database.Table;
import dev.palimpsest.database.Waiting;
import dev.palimpsest.identity.FingerprintKey;
import dev.palimpsest.identity.Fingerprinter;
import dev.palimpsest.identity.TraceSet;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.watch.Phase;
import dev.palimpsest.watch.Progress;
import dev.palimpsest.watch.Watch;
import dev.palimpsest.watch.WorkSettings;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Looks for people before they are treated as the sweep and the proof will look for them afterwards: with their very scanner,
 * classes and strokes, as if everybody named were gone. Reads every text column of every table, those that are swept twice,
 * since they are searched by themselves then. Changes nothing; fingerprints with a key of this one look keep the identifiers
 * out of memory.
 */
public final class MentionSearch {
    private final Plan plan;
    private final LocalDate today;
    private final Fingerprinter fingerprinter;
    private final Watch watch;

    public MentionSearch(Plan plan, LocalDate today, Watch watch) {
        this.plan = plan;
        this.today = today;
        this.watch = watch;
        this.fingerprinter = new Fingerprinter(
                FingerprintKey.random(new SecureRandom()), plan.map().jurisdiction());
    }

    /** How many connections it takes besides the one that reads the people. */
    public static int connections(WorkSettings settings) {
        return settings.readers() * Leftovers.SESSIONS_OF_A_READER;
    }

    /**
     * Searches.
     *
     * @param session reads the people
     * @param readers lends sessions that only read, {@value Leftovers#SESSIONS_OF_A_READER} for each reader
     * @param keys who would be treated
     * @param samples how many texts of each column are kept for display; 0 or more
     * @throws dev.palimpsest.problem.PalimpsestException CANCELLED between two tables or pages of texts
     */
    public Mentions of(Session session, SessionSource readers, List<SubjectKey> keys, int samples) throws SQLException {
        if (keys.isEmpty()) {
            return Mentions.NONE;
        }
        Foreseen foreseen = new Foreseen(plan, today, fingerprinter, keys, session);
        TraceSet all = foreseen.all(session);
        Classifier classifier = Classifier.of(plan, foreseen, all, session);
        MentionTally tally = new MentionTally(plan::shown, samples);
        Queue<Leftovers.Reading> work = new ConcurrentLinkedQueue<>(readings());
        Reader reader = new Reader(work, new Progress(watch, Phase.FORESEE, work.size()), tally);
        int many = Math.max(1, readers.size() / Leftovers.SESSIONS_OF_A_READER);
        ExecutorService threads = Executors.newFixedThreadPool(many);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                // opened by this thread, which alone gets a new one for one that broke while people were judged
                Session ofReading = readers.open();
                Session ofAsking = second(readers, ofReading);
                running.add(threads.submit(() -> {
                    try (Session reading = ofReading;
                            Session asking = ofAsking) {
                        read(
                                new TableMentions(plan, foreseen, classifier, fingerprinter, asking, tally),
                                reading,
                                reader);
                    }
                    return true;
                }));
            }
            Waiting.forAll(running);
        } finally {
            threads.shutdownNow();
        }
        return tally.mentions(classifier.borneByOthers());
    }

    private static Session second(SessionSource readers, Session first) throws SQLException {
        try {
            return readers.open();
        } catch (SQLException | RuntimeException failure) {
            first.close();
            throw failure;
        }
    }

    /** What the readers have in common. */
    private record Reader(Queue<Leftovers.Reading> work, Progress progress, MentionTally tally) {}

    /** Materialised views show what stands in tables, and are refreshed after a run. */
    private List<Leftovers.Reading> readings() {
        return Leftovers.readings(plan).stream()
                .filter(reading -> reading.shown().kind() != Table.Kind.MATERIALISED_VIEW)
                .toList();
    }

    private void read(TableMentions mentions, Session reading, Reader reader) throws SQLException {
        for (Leftovers.Reading next = reader.work().poll();
                next != null;
                next = reader.work().poll()) {
            reader.progress().next();
            Table table = next.shown();
            if (table.rowSecurity()) {
                reader.tally().notRead(table.name() + ": row-level security may hide rows");
            }
            Savepoint before = reading.connection().setSavepoint();
            try {
                mentions.read(reading, table, next.partition());
                reading.connection().releaseSavepoint(before);
            } catch (SQLException refused) {
                if (ConnectionFailure.classify(refused) != ConnectionFailure.Failure.RIGHTS) {
                    throw refused;
                }
                reading.connection().rollback(before);
                reader.tally().notRead(table.name() + ": no right to read it");
            }
        }
    }
}
