package dev.palimpsest.run;

import dev.palimpsest.chunk.Chunk;
import dev.palimpsest.chunk.ChunkLocks;
import dev.palimpsest.chunk.Rounds;
import dev.palimpsest.chunk.RunSettings;
import dev.palimpsest.chunk.Splitter;
import dev.palimpsest.database.Session;
import dev.palimpsest.ledger.Receipts;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.watch.Phase;
import dev.palimpsest.watch.Watch;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The map was mended since: what it says now is done to those who were treated before, too. */
final class TreatAgain {
    private final RunSettings settings;
    private final Watch watch;
    private final Splitter.Listener listener;
    private final List<SubjectKey> busy = new ArrayList<>();
    private final Map<String, Integer> refused = new TreeMap<>();
    private long again;
    private long rows;

    TreatAgain(RunSettings settings, Watch watch, Splitter.Listener listener) {
        this.settings = settings;
        this.watch = watch;
        this.listener = listener;
    }

    /** Subjects treated again. */
    long again() {
        return again;
    }

    /** Rows treated. */
    long rows() {
        return rows;
    }

    /** @throws PalimpsestException MENDED_MAP_REFUSED or RUN_BUSY when it could not be done to all; it was to the others */
    void all(Session session, Chunk chunk, Receipts receipts, String planDigest, long done) throws SQLException {
        Splitter splitter = new Splitter(
                        settings,
                        listener,
                        session,
                        keys -> {
                            Chunk.Result result = chunk.treatAgain(session, keys);
                            again += result.done();
                            rows += result.rows();
                            busy.addAll(result.busy());
                        },
                        (key, reason) -> refused.merge(reason, 1, Integer::sum))
                .finding((key, cause) -> chunk.refusedPlace(session, key, cause));
        List<SubjectKey> next = receipts.doneByAnother(planDigest, "", settings.chunkSize());
        long begun = 0;
        while (!next.isEmpty()) {
            watch.at(Phase.TREAT_AGAIN, begun, done);
            begun += next.size();
            SubjectKey last = next.getLast();
            busy.addAll(splitter.treat(next));
            next = receipts.doneByAnother(planDigest, last.value(), settings.chunkSize());
        }
        session.connection().commit();
        tryTheBusy(splitter);
        refuse();
    }

    private void tryTheBusy(Splitter splitter) throws SQLException {
        for (int round = 1; round <= settings.busyRounds() && !busy.isEmpty(); round++) {
            watch.look();
            listener.waiting(round);
            ChunkLocks.pause(settings.busyPause());
            List<SubjectKey> left = List.copyOf(busy);
            busy.clear();
            for (int from = 0; from < left.size(); from += Rounds.BUSY_CHUNK) {
                busy.addAll(splitter.treat(left.subList(from, Math.min(from + Rounds.BUSY_CHUNK, left.size()))));
            }
        }
    }

    private void refuse() {
        if (!refused.isEmpty()) {
            throw new PalimpsestException(
                    ErrorCode.MENDED_MAP_REFUSED,
                    "the mended map could not be applied to treated subjects: "
                            + refused.entrySet().stream()
                                    .map(entry -> entry.getValue() + " x " + entry.getKey())
                                    .collect(Collectors.joining("; "))
                            + ". It was to all others. Mend the cause, then call 'resume' again.");
        }
        if (!busy.isEmpty()) {
            throw new PalimpsestException(
                    ErrorCode.RUN_BUSY,
                    busy.size() + " treated subjects are held by somebody else, so the mended map could not be applied"
                            + " to them. Call 'resume' again when there is less going on.");
        }
    }
}
