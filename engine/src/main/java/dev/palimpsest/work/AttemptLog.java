package dev.palimpsest.work;

import dev.palimpsest.database.Location;
import dev.palimpsest.ledger.Attempt;
import dev.palimpsest.ledger.Attempts;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.watch.Watch;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes down who tried something without the confirmation of what was shown: in Palimpsest's own tables, and where these
 * are not there or the user may not write them, in the home. The refusal stays what it is, whatever comes of that.
 */
public final class AttemptLog {
    private static final Set<ErrorCode> WRITTEN_DOWN =
            EnumSet.of(ErrorCode.PREVIEW_NOT_CONFIRMED, ErrorCode.ACT_NOT_CONFIRMED);
    private static final String NOTE = "refused";
    private static final String BETWEEN = "\t";
    private static final int PARTS = 10;

    private final Attachment at;
    /** Where the database lies, as far as is known. */
    private @Nullable Location place;

    public AttemptLog(Attachment at) {
        this(at, null);
    }

    /** @param previewed where the database lies of which was shown what is to be confirmed; in case it cannot be asked */
    public AttemptLog(Attachment at, @Nullable Location previewed) {
        this.at = at.with(Watch.silent());
        this.place = previewed;
    }

    /**
     * Does it, and writes down when it is refused for want of the right confirmation.
     *
     * @param about what would have been the right one
     */
    public <T> T around(String verb, String about, String by, Supplier<T> work) {
        return around(verb, () -> about, by, work);
    }

    /** The same, when what would have been the right one is found out only then. */
    public <T> T around(String verb, Supplier<String> about, String by, Supplier<T> work) {
        try {
            return work.get();
        } catch (PalimpsestException refusal) {
            if (WRITTEN_DOWN.contains(refusal.code())) {
                write(new Attempt(at.now(), verb, refusal.code().id(), about.get(), by), refusal);
            }
            throw refusal;
        }
    }

    private void write(Attempt attempt, PalimpsestException refusal) {
        try {
            if (!written(attempt)) {
                note(attempt);
            }
        } catch (PalimpsestException notThere) {
            try {
                note(attempt);
            } catch (PalimpsestException neither) {
                refusal.addSuppressed(neither);
            }
        }
    }

    private boolean written(Attempt attempt) {
        return at.working("the record of the refusal", Need.LOOKS, ready -> {
            place = ready.standing().here();
            boolean written = ready.standing().isKnown() && new Attempts(ready.own(), ready.session()).write(attempt);
            ready.session().connection().commit();
            return written;
        });
    }

    /** One home may serve several databases, whose maps may bear the same name. */
    private void note(Attempt attempt) {
        Location known = place == null ? new Location("", "", "") : place;
        List<String> parts = List.of(
                NOTE,
                at.map().name(),
                known.server(),
                known.database(),
                known.name(),
                attempt.at().toString(),
                attempt.verb(),
                attempt.code(),
                attempt.about(),
                attempt.by());
        at.home()
                .note(String.join(
                        BETWEEN,
                        parts.stream()
                                .map(part -> part.replaceAll("\\p{Cntrl}", " "))
                                .toList()));
    }

    /** The newest attempts on this map's people in this database, of its own tables and of this home. */
    public List<Attempt> newest(Ready ready, int limit) throws SQLException {
        List<Attempt> all = new ArrayList<>();
        Attempts attempts = new Attempts(ready.own(), ready.session());
        if (attempts.canBeRead()) {
            all.addAll(attempts.newest(limit));
        }
        Location here = ready.standing().here();
        for (String note : at.home().notes()) {
            String[] parts = note.split(BETWEEN, -1);
            if (parts.length == PARTS
                    && parts[0].equals(NOTE)
                    && parts[1].equals(at.map().name())
                    && here.fits(new Location(parts[2], parts[3], parts[4]))) {
                all.add(new Attempt(Instant.parse(parts[5]), parts[6], parts[7], parts[8], parts[9]));
            }
        }
        return all.stream()
                .sorted(Comparator.comparing(Attempt::at).reversed())
                .limit(limit)
                .toList();
    }
}
