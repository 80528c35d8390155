package dev.palimpsest.work;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.database.Location;
import dev.palimpsest.database.Session;
import dev.palimpsest.home.Home;
import dev.palimpsest.ledger.Adoption;
import dev.palimpsest.ledger.DatabaseIdentity;
import dev.palimpsest.ledger.DatabaseStanding;
import dev.palimpsest.ledger.Identities;
import dev.palimpsest.ledger.OwnSchema;
import dev.palimpsest.ledger.OwnTables;
import dev.palimpsest.ledger.RunId;
import dev.palimpsest.ledger.RunRecord;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Which database this is, and whether its own tables and the home know it as the one it was. */
public final class KnownDatabase {
    private static final String BEGUN = "begun ";
    private static final String PROVED = "proved ";
    private static final String LEFT = "left ";

    private final Attachment at;

    public KnownDatabase(Attachment at) {
        this.at = at;
    }

    /**
     * Makes the own tables where they are missing, and asks whether this is the database it was. Commits.
     *
     * @throws PalimpsestException DATABASE_NOT_ADOPTED when it is not
     */
    public OwnTables ready(Session session, Plan plan) throws SQLException {
        OwnTables own = Attachment.own(plan);
        new OwnSchema(own, session).create(at.now());
        refuseUnknown(session, plan);
        return own;
    }

    /**
     * Asks whether this is the database it was, and makes nothing. Commits.
     *
     * @throws PalimpsestException DATABASE_NOT_ADOPTED when it is not
     */
    public void refuseUnknown(Session session, Plan plan) throws SQLException {
        DatabaseStanding standing = standing(session, plan);
        session.connection().commit();
        if (!standing.isKnown()) {
            throw new PalimpsestException(
                    ErrorCode.DATABASE_NOT_ADOPTED,
                    String.join(" ", standing.findings())
                            + " Nothing is changed until somebody says which and adopts it as "
                            + String.join(" or ", Adoption.words()) + ".");
        }
    }

    /** @throws PalimpsestException PREVIEW_OTHER_DATABASE when the preview was made of another database */
    public void refuseOther(DatabaseIdentity previewed, Session session, Plan plan) throws SQLException {
        DatabaseIdentity here = new Identities(Attachment.own(plan), session).here();
        if (previewed.canBe(here)) {
            return;
        }
        Location seen = previewed.location();
        throw new PalimpsestException(
                ErrorCode.PREVIEW_OTHER_DATABASE,
                seen.fits(here.location())
                        ? "the own tables of " + here.location() + " are not the ones the preview was made with: the"
                                + " database was made anew, restored or adopted since, so nothing is changed. Make a new"
                                + " preview."
                        : "the preview was made of the database " + seen + ", and this is " + here.location()
                                + ", so nothing is changed. Attach to the database of the preview, or make a new one.");
    }

    /** What is known of the database. Changes nothing. */
    DatabaseStanding standing(Session session, Plan plan) throws SQLException {
        OwnTables own = Attachment.own(plan);
        Identities identities = new Identities(own, session);
        Location here = Location.of(session.connection(), own.subject().schema());
        Optional<Identities.Written> written = identities.newest();
        if (written.isEmpty()) {
            return new DatabaseStanding(here, written, List.of(), false);
        }
        List<String> notes = home(written.get()).notes();
        Map<String, RunRecord.Status> runs = identities.runs();
        List<String> beyond = notes.stream()
                .filter(note -> isBeyond(note, runs))
                .map(note -> note.substring(note.indexOf(' ') + 1))
                .distinct()
                .toList();
        return new DatabaseStanding(here, written, beyond, notes.stream().anyMatch(note -> note.startsWith(LEFT)));
    }

    private static boolean isBeyond(String note, Map<String, RunRecord.Status> runs) {
        if (note.startsWith(BEGUN)) {
            return !runs.containsKey(note.substring(BEGUN.length()));
        }
        return note.startsWith(PROVED) && runs.get(note.substring(PROVED.length())) != RunRecord.Status.PROVED;
    }

    /** The part of the home that belongs to this database. Its own tables are there. */
    public Home home(Session session, Plan plan) throws SQLException {
        return home(new Identities(Attachment.own(plan), session)
                .newest()
                .orElseThrow(() -> new IllegalStateException("the own tables are made ready first")));
    }

    /** The same; empty where there are no own tables yet, or the user may not read which database they are of. */
    public Optional<Home> homeIfKnown(Session session, Plan plan) throws SQLException {
        return new Identities(Attachment.own(plan), session).newest().map(this::home);
    }

    private Home home(Identities.Written written) {
        return at.home().of(Objects.requireNonNull(written.identity().mark()));
    }

    /** Notes where the database cannot forget it that a run was begun. After the commit. */
    public static void begun(Home home, RunId run) {
        home.note(BEGUN + run);
    }

    /** The same of a green proof. */
    public static void proved(Home home, RunId run) {
        home.note(PROVED + run);
    }

    /**
     * See {@link Palimpsest#adopt}. The home goes first: if the rest fails, the keys still lie where they lay.
     */
    public DatabaseStanding adopt(Session session, Plan plan, Adoption as, String by) throws SQLException {
        OwnTables own = Attachment.own(plan);
        DatabaseStanding standing = new OwnSchema(own, session).locked(() -> {
            DatabaseStanding found = standing(session, plan);
            refuseUnfit(found, as);
            Identities.Written before = found.written().orElseThrow();
            Identities identities = new Identities(own, session);
            Map<String, RunRecord.Status> runs = identities.runs();
            DatabaseIdentity now = identities.adopt(before, found.here(), as, by, at.now());
            Home from = home(before);
            Home to = at.home().of(Objects.requireNonNull(now.mark()));
            runs.forEach((run, status) -> takeAlong(run, status, from, to));
            from.notes().stream()
                    .filter(note -> note.startsWith(CoveredColumns.COVERS))
                    .forEach(to::note);
            session.connection().commit();
            if (as != Adoption.COPIED) {
                runs.keySet().forEach(from::forgetKey);
                from.note(LEFT + as.word() + " " + now.mark());
            }
            return standing(session, plan);
        });
        session.connection().commit();
        return standing;
    }

    private static void refuseUnfit(DatabaseStanding standing, Adoption as) {
        if (standing.isKnown()) {
            throw new PalimpsestException(
                    ErrorCode.BAD_ARGUMENT, "this is the database it was, so there is nothing to adopt.");
        }
        if (as == Adoption.MOVED && !standing.beyond().isEmpty()) {
            throw new PalimpsestException(
                    ErrorCode.BAD_ARGUMENT,
                    "a database that was only moved would know what was done last ("
                            + standing.beyondInWords() + "), and this one does not: it is '" + Adoption.RESTORED.word()
                            + "' or '"
                            + Adoption.COPIED.word() + "'.");
        }
    }

    /** Keys, the last report and its list of hits of a run that the adopted database knows. */
    private static void takeAlong(String run, RunRecord.Status status, Home from, Home to) {
        if (status != RunRecord.Status.PROVED) {
            from.key(run).ifPresent(key -> {
                from.keepKey(run, key);
                to.keepKey(run, key);
            });
        }
        for (String form : List.of(".json", ".html")) {
            from.report(run + form).ifPresent(report -> to.writeReport(run + form, report));
        }
        for (String list : List.of(Home.HIT_LINES, Home.HIT_TABLE)) {
            from.copyReport(run + list, to);
        }
        to.note((status == RunRecord.Status.PROVED ? PROVED : BEGUN) + run);
    }
}
