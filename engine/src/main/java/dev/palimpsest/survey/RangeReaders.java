package dev.palimpsest.survey;

import dev.palimpsest.database.Session;
import dev.palimpsest.database.SessionSource;
import dev.palimpsest.database.Waiting;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Several sessions that see one moment, each of which judges one range of subjects at a time. What they find is told in the order of the
 * ranges, by the thread that asked; no more ranges are in memory than there are sessions, and one.
 */
final class RangeReaders implements AutoCloseable {
    /** A session and who judges with it, for one thread at a time. */
    record Reader(Session session, Judgement judgement) {}

    /** Makes a judgement for a session. */
    @FunctionalInterface
    interface Judgements {
        Judgement of(Session session) throws SQLException;
    }

    /** Judges a page of subjects. */
    @FunctionalInterface
    interface Judging {
        List<Assessment> of(Reader reader, Subjects page) throws SQLException;
    }

    /** Takes what was found in a range. */
    @FunctionalInterface
    interface Taker {
        void take(List<Assessment> judged);
    }

    private final QuietSubjects quiet;
    private final BlockingQueue<Reader> free;
    private final List<Session> lent = new ArrayList<>();
    private final int many;

    /**
     * @param quiet finds the people of a range
     * @param own a session that reads, too, and is not used otherwise while ranges are judged
     * @param others lends the rest
     */
    RangeReaders(QuietSubjects quiet, Session own, SessionSource others, Judgements judgements) throws SQLException {
        this.quiet = quiet;
        many = 1 + others.size();
        free = new ArrayBlockingQueue<>(many);
        free.add(new Reader(own, judgements.of(own)));
        try {
            while (free.size() < many) {
                Session other = others.open();
                lent.add(other);
                free.add(new Reader(other, judgements.of(other)));
            }
        } catch (SQLException | RuntimeException failure) {
            close();
            throw failure;
        }
    }

    /** Judges them all. When it fails nobody reads any more. */
    void judge(List<QuietSubjects.Range> ranges, Judging judging, Taker taker) throws SQLException {
        try (ExecutorService threads = Executors.newFixedThreadPool(many)) {
            try {
                Deque<Future<List<Assessment>>> pending = new ArrayDeque<>();
                Iterator<QuietSubjects.Range> left = ranges.iterator();
                while (left.hasNext() || !pending.isEmpty()) {
                    while (left.hasNext() && pending.size() <= many) {
                        QuietSubjects.Range range = left.next();
                        pending.add(threads.submit(() -> judged(range, judging)));
                    }
                    taker.take(Waiting.forOne(pending.remove()));
                }
            } finally {
                threads.shutdownNow();
            }
        }
    }

    private List<Assessment> judged(QuietSubjects.Range range, Judging judging)
            throws SQLException, InterruptedException {
        Reader reader = free.take();
        try {
            return judging.of(reader, quiet.relation(range, reader.session()));
        } finally {
            free.add(reader);
        }
    }

    @Override
    public void close() throws SQLException {
        SQLException first = null;
        for (Session session : lent) {
            try {
                session.close();
            } catch (SQLException failure) {
                first = first == null ? failure : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
