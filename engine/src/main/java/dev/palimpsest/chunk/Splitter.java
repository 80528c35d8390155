package dev.palimpsest.chunk;

import dev.palimpsest.database.ConnectionFailure;
import dev.palimpsest.database.Session;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Gets chunks through: what a business that goes on may have changed meanwhile is tried again, and a chunk that the data
 * stand against is split until the subject that fails stands alone.
 */
public final class Splitter {
    /** A count or sum that differs every time is no coincidence. */
    private static final int ATTEMPTS_AGAINST_CHANGE = 3;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

    /** One transaction for some subjects; commits. */
    @FunctionalInterface
    public interface Work {
        void on(List<SubjectKey> keys) throws SQLException, ChunkLocks.WritersStillBusy;
    }

    /** Takes a subject that fails even alone. */
    @FunctionalInterface
    public interface Refusal {
        /** @param reason in words that name no person */
        void of(SubjectKey key, String reason) throws SQLException;
    }

    /** Says where the data of a subject stand against it. */
    @FunctionalInterface
    public interface Place {
        /**
         * Called with nothing under way, and leaves it so.
         *
         * @param refused what the database said of the subject alone
         * @return names of what stands against it; never a value
         */
        String of(SubjectKey key, SQLException refused) throws SQLException;

        /** What the database itself has said. */
        static Place told() {
            return (key, refused) -> ConnectionFailure.refusal(refused).toString();
        }
    }

    /** Is told what keeps a chunk from getting through. */
    public interface Listener {
        Listener NONE = new Listener() {};

        /** It waits for somebody else. */
        default void waiting(int attempt) {}

        /** It is halved. */
        default void split(int subjects) {}
    }

    private final RunSettings settings;
    private final Listener listener;
    private final Session session;
    private final Work work;
    private final Refusal refusal;
    private Place place = Place.told();
    private boolean writersInTheWay;

    public Splitter(RunSettings settings, Listener listener, Session session, Work work, Refusal refusal) {
        this.settings = settings;
        this.listener = listener;
        this.session = session;
        this.work = work;
        this.refusal = refusal;
    }

    /** Looks for the place when the database has refused somebody. */
    public Splitter finding(Place other) {
        place = other;
        return this;
    }

    /** Writers of a table without a foreign key did not end; as long as they do not, no chunk gets through. */
    public boolean writersInTheWay() {
        return writersInTheWay;
    }

    /** @return subjects for whom every attempt met somebody else's locks */
    public List<SubjectKey> treat(List<SubjectKey> keys) throws SQLException {
        return treat(keys, 1);
    }

    private List<SubjectKey> treat(List<SubjectKey> keys, int attempt) throws SQLException {
        String reason;
        try {
            return repeated(keys) ? List.of() : keys;
        } catch (SQLException refused) {
            session.connection().rollback();
            if (ConnectionFailure.classify(refused) != ConnectionFailure.Failure.DATA) {
                throw refused;
            }
            reason = keys.size() > 1
                    ? ""
                    : ErrorCode.DATABASE_REFUSED_DATA.id() + " (" + place.of(keys.getFirst(), refused) + ")";
        } catch (PalimpsestException unexpected) {
            session.connection().rollback();
            if (unexpected.code() != ErrorCode.UNEXPECTED_ROW_COUNT
                    && unexpected.code() != ErrorCode.STATISTIC_CHANGED) {
                throw unexpected;
            }
            if (attempt < ATTEMPTS_AGAINST_CHANGE) {
                listener.waiting(attempt);
                ChunkLocks.pause(FIRST_PAUSE);
                return treat(keys, attempt + 1);
            }
            reason = String.valueOf(unexpected.getMessage());
        }
        if (keys.size() == 1) {
            refusal.of(keys.getFirst(), reason);
            return List.of();
        }
        listener.split(keys.size());
        int half = keys.size() / 2;
        List<SubjectKey> left = new ArrayList<>(treat(keys.subList(0, half)));
        left.addAll(treat(keys.subList(half, keys.size())));
        return left;
    }

    /** Repeats after deadlocks, lock time-outs and writers that would not end; at last gives up. */
    private boolean repeated(List<SubjectKey> keys) throws SQLException {
        Duration pause = FIRST_PAUSE;
        boolean writers = false;
        for (int attempt = 1; attempt <= settings.attempts(); attempt++) {
            try {
                work.on(keys);
                return true;
            } catch (ChunkLocks.WritersStillBusy busy) {
                session.connection().rollback();
                writers = true;
            } catch (SQLException failure) {
                if (ConnectionFailure.classify(failure) != ConnectionFailure.Failure.RETRY) {
                    throw failure;
                }
                session.connection().rollback();
                writers = false;
            }
            listener.waiting(attempt);
            ChunkLocks.pause(pause);
            Duration doubled = pause.multipliedBy(2);
            pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
        }
        writersInTheWay = writers;
        return false;
    }
}
