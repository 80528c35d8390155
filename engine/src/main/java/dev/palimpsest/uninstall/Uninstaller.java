package dev.palimpsest.uninstall;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.database.ConnectionFailure;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.TableName;
import dev.palimpsest.home.Home;
import dev.palimpsest.ledger.OwnContents;
import dev.palimpsest.ledger.OwnSchema;
import dev.palimpsest.ledger.RunId;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.work.Attachment;
import dev.palimpsest.work.KnownDatabase;
import dev.palimpsest.work.Need;
import dev.palimpsest.work.Ready;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Shows what Palimpsest's own tables hold, and drops them: all or none where the database can. */
public final class Uninstaller {
    /** Whoever reads the tables just now is waited for, but not for long. */
    private static final int LOCK_WAIT_MILLIS = 5_000;

    private final Attachment at;

    public Uninstaller(Attachment at) {
        this.at = at;
    }

    /** See {@link Palimpsest#uninstall()}. */
    public Uninstallation look() {
        return at.reading("the look at Palimpsest's own tables", Need.LOOKS, ready -> seen(ready, false));
    }

    /** See {@link Palimpsest#uninstall(Set)}. */
    public Uninstallation drop(Set<Loss> accepted) {
        return at.working(
                "the dropping of Palimpsest's own tables",
                Need.LOOKS,
                ready -> new OwnSchema(ready.own(), ready.session()).locked(() -> dropLocked(ready, accepted)));
    }

    private Uninstallation seen(Ready ready, boolean dropped) throws SQLException {
        Session session = ready.session();
        OwnContents contents = OwnContents.read(ready.own(), session, at.today());
        Optional<Home> home = new KnownDatabase(at).homeIfKnown(session, ready.plan());
        return new Uninstallation(
                ready.standing().here(),
                contents,
                dropped,
                home.map(Home::directory).orElse(null),
                home.map(Home::contents).orElse(null));
    }

    private Uninstallation dropLocked(Ready ready, Set<Loss> accepted) throws SQLException {
        Session session = ready.session();
        Set<TableName> present = ready.own().present(session);
        if (present.isEmpty()) {
            return seen(ready, true);
        }
        List<RunId> locked = new ArrayList<>();
        try {
            session.execute(session.dialect().boundSessionLockWaits(LOCK_WAIT_MILLIS));
            // whoever is writing there is seen, or comes too late
            session.execute(session.dialect().lockTables(present));
            Uninstallation found = seen(ready, true);
            refuseLosses(found, accepted);
            for (RunId run : found.contents().unproved()) {
                lock(session, run);
                locked.add(run);
            }
            at.watch().look();
            drop(session, new OwnSchema(ready.own(), session).dropping(present));
            return found;
        } catch (SQLException | RuntimeException failure) {
            session.connection().rollback();
            throw failure;
        } finally {
            release(session, locked);
            session.execute(session.dialect().resetSessionLockWaits());
        }
    }

    private static void refuseLosses(Uninstallation found, Set<Loss> accepted) {
        List<Loss> refused =
                found.losses().stream().filter(loss -> !accepted.contains(loss)).toList();
        if (!refused.isEmpty()) {
            throw new PalimpsestException(
                    ErrorCode.UNINSTALL_LOSES,
                    "with Palimpsest's own tables something would be lost that somebody still needs: "
                            + refused.stream()
                                    .map(loss ->
                                            loss.inWords(found.contents()) + " (" + loss.wayOut(found.contents()) + ")")
                                    .collect(Collectors.joining("; "))
                            + ". Nothing is dropped. See to these first, or say that "
                            + refused.stream().map(Loss::word).collect(Collectors.joining(", "))
                            + " may be lost.");
        }
    }

    private static void lock(Session session, RunId run) throws SQLException {
        if (!Boolean.TRUE.equals(
                session.first(session.dialect().trySessionLock(run.value()), row -> row.getBoolean(1)))) {
            throw new PalimpsestException(
                    ErrorCode.RUN_BUSY,
                    "run " + run
                            + " is being executed or proved by another process, so nothing is dropped. Wait for it, or"
                            + " stop it first.");
        }
    }

    private static void release(Session session, List<RunId> locked) throws SQLException {
        for (RunId run : locked) {
            session.execute(session.dialect().releaseSessionLock(run.value()));
        }
    }

    private static void drop(Session session, Sql dropping) throws SQLException {
        try {
            session.execute(dropping);
            session.connection().commit();
        } catch (SQLException refused) {
            if (ConnectionFailure.classify(refused) == ConnectionFailure.Failure.RIGHTS) {
                throw new PalimpsestException(
                        ErrorCode.DATABASE_RIGHTS_MISSING,
                        "the database user may not drop Palimpsest's own tables, so nothing is dropped. Have somebody who"
                                + " may run: " + dropping.text() + ";");
            }
            throw refused;
        }
    }
}
