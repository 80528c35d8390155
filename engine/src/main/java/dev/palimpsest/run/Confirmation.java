package dev.palimpsest.run;

import dev.palimpsest.ledger.RunRecord;
import dev.palimpsest.ledger.Runs;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.work.Attachment;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** What must be as the human saw it before anything is done. */
final class Confirmation {
    /** Two machines' clocks may differ by so much. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

    private final Attachment at;

    Confirmation(Attachment at) {
        this.at = at;
    }

    void refuseUnlessConfirmed(Preview preview, String confirmedDigest) {
        if (!preview.digest().equals(confirmedDigest)) {
            throw new PalimpsestException(
                    ErrorCode.PREVIEW_NOT_CONFIRMED,
                    "the confirmed digest is not that of the preview, so nothing is changed. Look at the preview and"
                            + " confirm the digest it shows.");
        }
        refuseUntimely(preview);
    }

    /** @throws PalimpsestException PREVIEW_EXPIRED also when its day has not come yet */
    void refuseUntimely(Preview preview) {
        if (preview.createdAt().isAfter(at.now().plus(CLOCK_TOLERANCE))
                || preview.moment().today().isAfter(at.today())) {
            throw new PalimpsestException(
                    ErrorCode.PREVIEW_EXPIRED,
                    "the preview was made for a day or time that has not come yet, so nothing is changed. Check the clocks,"
                            + " then make a new one.");
        }
        if (at.now().isAfter(preview.expiresAt())) {
            throw new PalimpsestException(
                    ErrorCode.PREVIEW_EXPIRED,
                    "the preview expired at " + preview.expiresAt() + ", so nothing is changed. Make a new one.");
        }
    }

    void refuseOtherPlan(Preview preview, Plan plan) {
        refuseOtherMap(preview.mapDigest(), "Make a new preview with this map.");
        if (!plan.schemaDigest().equals(preview.schemaDigest())
                || !plan.digest().equals(preview.planDigest())) {
            throw new PalimpsestException(
                    ErrorCode.PREVIEW_OTHER_SCHEMA,
                    "a mapped or linked table was changed since the preview. Look at it with 'check', then make a new"
                            + " preview.");
        }
        if (preview.keys().isEmpty()) {
            throw new PalimpsestException(
                    ErrorCode.NOTHING_SELECTED, "the preview holds nobody who may go, so there is nothing to run.");
        }
    }

    void refuseOtherMap(String digest, String wayOut) {
        if (!at.map().digest().equals(digest)) {
            throw new PalimpsestException(
                    ErrorCode.PREVIEW_OTHER_MAP,
                    "the map is not the one of the preview, so nothing is changed. " + wayOut);
        }
    }

    /** @throws PalimpsestException PREVIEW_SPENT when the preview was executed already */
    void refuseSpent(Preview preview, Runs runs) throws SQLException {
        Optional<RunRecord> spent = runs.ofPreview(preview.digest());
        if (spent.isPresent()) {
            throw spent(spent.get());
        }
    }

    static PalimpsestException spent(RunRecord run) {
        return new PalimpsestException(
                ErrorCode.PREVIEW_SPENT,
                "this preview was executed already, by run " + run.id() + " (" + run.status()
                        + "). Go on with 'resume' if it was interrupted, else make a new preview.");
    }
}
