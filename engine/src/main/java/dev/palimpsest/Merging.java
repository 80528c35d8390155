package dev.palimpsest;

import dev.palimpsest.database.Session;
import dev.palimpsest.ledger.MergeReason;
import dev.palimpsest.merge.MergeRequest;
import dev.palimpsest.merge.MergeResult;
import dev.palimpsest.merge.Merger;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.run.Execution;
import dev.palimpsest.run.RunEvent;
import dev.palimpsest.run.RunResult;
import dev.palimpsest.work.Attachment;
import dev.palimpsest.work.AttemptLog;
import dev.palimpsest.work.Need;

/** Merges, looked at, confirmed and written down: of two profiles of a person, or of one person into the shared profile. */
final class Merging {
    private static final String VERB = "merge";

    private final Attachment at;

    Merging(Attachment at) {
        this.at = at;
    }

    /** See {@link Palimpsest#merge(MergeRequest)}. */
    MergeResult look(MergeRequest request) {
        return at.reading(
                "the merge",
                Need.READS_EVERYTHING,
                ready -> new Merger(ready.plan(), at.moment(), at.settings(), at.watch())
                        .look(ready.session(), request));
    }

    /** See {@link Palimpsest#merge(MergeRequest, String, String)}. */
    MergeResult merge(MergeRequest request, String confirmed, String mergedBy) {
        return new AttemptLog(at)
                .around(VERB, () -> digestNow(request), mergedBy, () -> merged(request, confirmed, mergedBy));
    }

    /** What would have to be confirmed; not the keys, which may be somebody's address. */
    private String digestNow(MergeRequest request) {
        try {
            return look(request).digest();
        } catch (PalimpsestException impossible) {
            return "";
        }
    }

    private MergeResult merged(MergeRequest request, String confirmed, String mergedBy) {
        return at.working("the merge", Need.MERGES, ready -> {
            Session session = ready.session();
            Plan plan = ready.plan();
            ready.ownToWrite();
            Execution execution = new Execution(at);
            Merger.Release release = new Merger.Release("merge-" + execution.newId(), mergedBy, at.now());
            return new Merger(plan, at.moment(), at.settings(), at.watch())
                    .merge(session, request, confirmed, release)
                    .with(execution.tell(session, plan, release.act(), hook -> {}));
        });
    }

    /** See {@link Palimpsest#mergeIntoShared}. */
    RunResult intoShared(
            Preview preview, String confirmed, MergeReason reason, String mergedBy, RunEvent.Listener listener) {
        if (preview.keys().size() != 1) {
            throw new PalimpsestException(
                    ErrorCode.BAD_ARGUMENT,
                    "a merge is of one person, and the preview holds "
                            + preview.keys().size() + ". Name one key.");
        }
        Merger.requireShared(at.map());
        requireConfirmed(preview, confirmed, mergedBy);
        return new Execution(at).run(preview, preview.digest(), mergedBy, reason, listener);
    }

    /** See {@link Palimpsest#requireConfirmed}. */
    void requireConfirmed(Preview preview, String confirmed, String mergedBy) {
        new AttemptLog(at, preview.database().location()).around(VERB, preview.effectDigest(), mergedBy, () -> {
            Merger.refuseUnlessConfirmed(confirmed, preview.effectDigest());
            return confirmed;
        });
    }
}
