package dev.palimpsest.run;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.chunk.Chunk;
import dev.palimpsest.chunk.ChunkTable;
import dev.palimpsest.chunk.Rehearsed;
import dev.palimpsest.chunk.Rounds;
import dev.palimpsest.database.Session;
import dev.palimpsest.identity.FingerprintKey;
import dev.palimpsest.identity.Fingerprinter;
import dev.palimpsest.ledger.Outcome;
import dev.palimpsest.ledger.OwnTables;
import dev.palimpsest.ledger.RunId;
import dev.palimpsest.ledger.RunRecord;
import dev.palimpsest.ledger.Runs;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.trace.Traces;
import dev.palimpsest.watch.Phase;
import dev.palimpsest.work.Attachment;
import dev.palimpsest.work.KnownDatabase;
import dev.palimpsest.work.Need;
import dev.palimpsest.work.Ready;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A preview is treated for real and undone, chunk by chunk: by the chunks of a run, of which only the ending differs. The key
 * of the fingerprints lives as long as the rehearsal and is kept nowhere.
 */
public final class Rehearsal {
    /** Stands where a run has its number; is written down nowhere. */
    private static final RunId NOBODY_KNOWS = new RunId("rehearsal");

    private final Attachment at;
    private final Confirmation confirmation;
    private final KnownDatabase database;

    public Rehearsal(Attachment at) {
        this.at = at;
        this.confirmation = new Confirmation(at);
        this.database = new KnownDatabase(at);
    }

    /** See {@link Palimpsest#rehearse(Preview, int)}. */
    public RehearsalResult of(Preview preview, int sample) {
        if (sample < 1) {
            throw new PalimpsestException(
                    ErrorCode.BAD_ARGUMENT, "a sample is of 1 person or more; it is to be of " + sample + ".");
        }
        confirmation.refuseUntimely(preview);
        return at.working("the rehearsal", Need.TREATS, ready -> {
            Session session = ready.session();
            Plan plan = ready.plan();
            database.refuseOther(preview.database(), session, plan);
            confirmation.refuseOtherPlan(preview, plan);
            database.refuseUnknown(session, plan);
            OwnTables own = ready.own();
            boolean ownTables = own.exist(session);
            if (ownTables) {
                confirmation.refuseSpent(preview, new Runs(own, session));
            }
            return rehearse(ready, preview, spread(preview.keys(), sample), new Rehearsed(plan, ownTables));
        });
    }

    /** So many of them, evenly, and the same every time. */
    static List<SubjectKey> spread(List<SubjectKey> keys, int sample) {
        if (sample >= keys.size()) {
            return keys;
        }
        List<SubjectKey> spread = new ArrayList<>();
        for (long i = 0; i < sample; i++) {
            spread.add(keys.get((int) (i * keys.size() / sample)));
        }
        return spread;
    }

    private RehearsalResult rehearse(Ready ready, Preview preview, List<SubjectKey> people, Rehearsed rehearsed)
            throws SQLException {
        Plan plan = ready.plan();
        Session session = ready.session();
        RunRecord run = Execution.record(NOBODY_KNOWS, preview, "", null, at.now());
        Fingerprinter fingerprinter = new Fingerprinter(
                FingerprintKey.random(new SecureRandom()), at.map().jurisdiction());
        Traces traces = new Traces(plan, run, fingerprinter);
        traces.readNames(session, people);
        Chunk chunk = Chunk.rehearsed(plan, run, at.settings(), traces, at.clock(), rehearsed);
        long[] nanos = new long[1];
        try (ChunkTable table = ChunkTable.in(session, plan)) {
            new Rounds(at.settings(), at.watch(), Phase.REHEARSE)
                    .finding((key, refused) -> chunk.refusedPlace(session, key, refused))
                    .through(
                            session,
                            people,
                            keys -> {
                                long begun = System.nanoTime();
                                try {
                                    return chunk.treat(session, keys).busy();
                                } finally {
                                    nanos[0] += System.nanoTime() - begun;
                                }
                            },
                            (key, reason) -> rehearsed.refuse(key, Outcome.FAILED, reason))
                    .forEach(key -> rehearsed.refuse(key, Outcome.SKIPPED, Rounds.BUSY));
        } catch (PalimpsestException failure) {
            throw failure.code() == ErrorCode.CANCELLED ? ended(people, rehearsed) : failure;
        }
        return RehearsalResult.of(preview, plan, people.size(), rehearsed, Duration.ofNanos(nanos[0]));
    }

    private static PalimpsestException ended(List<SubjectKey> people, Rehearsed rehearsed) {
        long seen = rehearsed.done() + rehearsed.refused().size();
        return new PalimpsestException(
                ErrorCode.CANCELLED,
                "the rehearsal was ended before it was done: of " + people.size() + " people " + seen
                        + " had been rehearsed, and " + rehearsed.refused().size()
                        + " of these would not go. Nothing is changed; call again to begin anew.");
    }
}
