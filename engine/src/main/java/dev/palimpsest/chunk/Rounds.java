package dev.palimpsest.chunk;

import dev.palimpsest.database.Session;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.watch.Phase;
import dev.palimpsest.watch.Watch;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes people through chunk by chunk, and whoever was busy once more in later rounds. Looks at the watch between two
 * chunks.
 */
public final class Rounds {
    /** The reason of subjects whom somebody else held all the time. */
    public static final String BUSY = "busy";
    /** Busy subjects are tried again in small chunks, so that one does not hold up the others. */
    public static final int BUSY_CHUNK = 50;

    private final RunSettings settings;
    private final Watch watch;
    private final Phase phase;
    private Splitter.Place place = Splitter.Place.told();

    public Rounds(RunSettings settings, Watch watch, Phase phase) {
        this.settings = settings;
        this.watch = watch;
        this.phase = phase;
    }

    /** Looks for the place when the database has refused somebody. */
    public Rounds finding(Splitter.Place other) {
        place = other;
        return this;
    }

    /** One transaction for some subjects. */
    @FunctionalInterface
    public interface Work {
        /** @return those whom somebody else holds */
        List<SubjectKey> on(List<SubjectKey> keys) throws SQLException, ChunkLocks.WritersStillBusy;
    }

    /**
     * Takes them through.
     *
     * @return those whom somebody else held every time
     * @throws dev.palimpsest.problem.PalimpsestException CANCELLED between two chunks
     */
    public List<SubjectKey> through(Session session, List<SubjectKey> keys, Work work, Splitter.Refusal refusal)
            throws SQLException {
        List<SubjectKey> left = keys;
        for (int round = 0; round <= settings.busyRounds() && !left.isEmpty(); round++) {
            int size = settings.chunkSize();
            if (round > 0) {
                watch.look();
                ChunkLocks.pause(settings.busyPause());
                size = Math.min(size, BUSY_CHUNK);
            }
            left = once(session, left, size, keys.size(), work, refusal);
        }
        return left;
    }

    private List<SubjectKey> once(
            Session session, List<SubjectKey> keys, int size, long all, Work work, Splitter.Refusal refusal)
            throws SQLException {
        List<SubjectKey> busy = new ArrayList<>();
        Splitter splitter = new Splitter(
                        settings, Splitter.Listener.NONE, session, chunk -> busy.addAll(work.on(chunk)), refusal)
                .finding(place);
        for (int from = 0; from < keys.size(); from += size) {
            watch.at(phase, all - keys.size() + from - busy.size(), all);
            List<SubjectKey> chunk = keys.subList(from, Math.min(keys.size(), from + size));
            busy.addAll(splitter.writersInTheWay() ? chunk : splitter.treat(chunk));
        }
        return busy;
    }
}
