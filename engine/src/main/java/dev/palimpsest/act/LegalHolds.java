package dev.palimpsest.act;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.check.UnknownKeys;
import dev.palimpsest.database.Session;
import dev.palimpsest.ledger.Hold;
import dev.palimpsest.ledger.HoldReason;
import dev.palimpsest.ledger.Holds;
import dev.palimpsest.ledger.OwnTables;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.work.Attachment;
import dev.palimpsest.work.Need;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Legal holds on subjects of one business database: while one holds, its subject is blocked by {@code legal-hold} and
 * nothing that hides or destroys is done to it. See {@link Palimpsest#holds()}.
 */
public final class LegalHolds {
    private static final int REFERENCE_AT_MOST = 100;

    private final Attachment at;

    public LegalHolds(Attachment at) {
        this.at = at;
    }

    /**
     * Places a hold on each of the subjects, or on none.
     *
     * @param reference a file number, no name; may be empty
     * @param endsOn the last day on which it holds; null = until it is lifted
     * @throws PalimpsestException {@code PAL-HOLD-001} when one of them was anonymised already, {@code PAL-HOLD-002} when
     *     somebody else is working on a record all the time, {@code PAL-HOLD-004} when nobody has one of the keys,
     *     {@code PAL-ARG-001} for an end that is past
     */
    public List<Hold> place(
            List<SubjectKey> keys, HoldReason reason, String reference, @Nullable LocalDate endsOn, String by) {
        refuseUnfit(keys, reference, endsOn);
        Instant now = at.now();
        List<Hold> holds = keys.stream()
                .distinct()
                .map(key -> new Hold(
                        UUID.randomUUID().toString(), key, reason, reference.strip(), endsOn, by, now, null, null))
                .toList();
        return at.working("the hold", Need.PROTECTS, ready -> {
            ready.ownToWrite();
            new HoldPlacing(ready.plan(), at.moment(), at.settings()).place(ready.session(), holds);
            return holds;
        });
    }

    private void refuseUnfit(List<SubjectKey> keys, String reference, @Nullable LocalDate endsOn) {
        if (keys.isEmpty()) {
            throw new PalimpsestException(ErrorCode.BAD_ARGUMENT, "a hold needs at least one key.");
        }
        if (reference.length() > REFERENCE_AT_MOST) {
            throw new PalimpsestException(
                    ErrorCode.BAD_ARGUMENT,
                    "the reference has more than " + REFERENCE_AT_MOST + " characters. Write a file number.");
        }
        if (endsOn != null && endsOn.isBefore(at.today())) {
            throw new PalimpsestException(
                    ErrorCode.BAD_ARGUMENT, "the hold would have ended on " + endsOn + ". Write a day to come.");
        }
        List<SubjectKey> unknown =
                at.reading("the keys", Need.LOOKS, ready -> UnknownKeys.of(ready.plan(), ready.session(), keys));
        if (!unknown.isEmpty()) {
            throw new PalimpsestException(
                    ErrorCode.HOLD_UNKNOWN_SUBJECT,
                    "nobody has the key "
                            + String.join(
                                    ", ",
                                    unknown.stream().map(SubjectKey::value).toList())
                            + ", so no hold was placed.");
        }
    }

    /**
     * Lifts every hold that holds these subjects now.
     *
     * @return the holds as they are now; empty where there was none
     */
    public List<Hold> lift(List<SubjectKey> keys, String by) {
        Instant now = at.now();
        LocalDate today = at.today();
        return at.working("the lifting", Need.LOOKS, ready -> {
            Session session = ready.session();
            OwnTables own = ready.own();
            List<Hold> lifted = new ArrayList<>();
            if (own.holdsExist(session)) {
                ready.ownToWrite();
                Holds holds = new Holds(own, session);
                for (Hold hold : holds.all()) {
                    if (keys.contains(hold.key()) && hold.isActive(today) && holds.lift(hold, by, now)) {
                        lifted.add(new Hold(
                                hold.id(),
                                hold.key(),
                                hold.reason(),
                                hold.reference(),
                                hold.endsOn(),
                                hold.placedBy(),
                                hold.placedAt(),
                                by,
                                now));
                    }
                }
            }
            session.connection().commit();
            return lifted;
        });
    }

    /** Every hold that was ever placed, in the order of placing. */
    public List<Hold> all() {
        return at.reading("the holds", Need.LOOKS, ready -> {
            OwnTables own = ready.own();
            return own.holdsExist(ready.session()) ? new Holds(own, ready.session()).all() : List.of();
        });
    }
}
