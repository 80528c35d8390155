package dev.palimpsest.work;

import dev.palimpsest.database.Session;
import dev.palimpsest.identity.FingerprintKey;
import dev.palimpsest.identity.Fingerprinter;
import dev.palimpsest.ledger.OwnTables;
import dev.palimpsest.ledger.RunId;
import dev.palimpsest.ledger.RunRecord;
import dev.palimpsest.ledger.Runs;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.trace.Traces;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The runs that the database knows, as far as this map may go on with them. */
public final class KnownRuns {
    private final Attachment at;

    public KnownRuns(Attachment at) {
        this.at = at;
    }

    /**
     * @param id empty for the newest run
     * @throws PalimpsestException RUN_UNKNOWN, PREVIEW_OTHER_MAP when the map knows its people by another column
     */
    public RunRecord find(Session session, Plan plan, Optional<RunId> id) throws SQLException {
        OwnTables tables = Attachment.own(plan);
        Optional<RunRecord> run = Optional.empty();
        List<Runs.OfOthers> ofOthers = List.of();
        if (tables.exist(session)) {
            new KnownDatabase(at).ready(session, plan);
            Runs runs = new Runs(tables, session);
            run = id.isPresent() ? runs.find(id.get()) : runs.latest();
            ofOthers = run.isPresent() ? List.of() : runs.ofOthers();
        }
        if (run.isEmpty()) {
            throw new PalimpsestException(ErrorCode.RUN_UNKNOWN, unknown(plan, tables, id, ofOthers));
        }
        refuseOtherKey(session, plan, tables, run.get());
        return run.get();
    }

    /** Open runs of people whose table is gone, as warnings: it may have been renamed, and then it is the same people. */
    public static List<String> ofRenamed(Session session, Plan plan) throws SQLException {
        OwnTables tables = Attachment.own(plan);
        if (!tables.exist(session) || !tables.mayReadRuns(session)) {
            return List.of();
        }
        return new Runs(tables, session)
                .ofOthers().stream()
                        .filter(other -> isGone(plan, other))
                        .map(other -> "run " + other.id() + " of " + other.table()
                                + ", which is gone, is not proved. If that is what " + tables.subjectTable()
                                + " was called, the run can be finished and proved only under the old name: give the table"
                                + " that name back until the run is proved, and rename it then.")
                        .toList();
    }

    private static boolean isGone(Plan plan, Runs.OfOthers other) {
        return plan.schema().tables().stream()
                .noneMatch(table -> table.name().toString().equals(other.table()));
    }

    private static String unknown(Plan plan, OwnTables tables, Optional<RunId> id, List<Runs.OfOthers> ofOthers) {
        for (Runs.OfOthers other : ofOthers) {
            boolean named = id.filter(other.id()::equals).isPresent();
            if (isGone(plan, other) && (named || id.isEmpty())) {
                return "this database knows no run of " + tables.subjectTable() + ", but run " + other.id() + " of "
                        + other.table()
                        + ", which is gone. A run knows its people by the name of their table. If it was"
                        + " renamed, give it its name back until the run is proved, and rename it then.";
            }
            if (named) {
                return "run " + other.id() + " is of " + other.table() + ". Name the map of these people.";
            }
        }
        return id.map(wanted -> "this database knows no run " + wanted + " of " + tables.subjectTable()
                        + ". 'runs' lists those it knows.")
                .orElse("this database knows no run of " + tables.subjectTable()
                        + " yet. A run begins with a 'preview'.");
    }

    /** Keys of one column mean other people in another. */
    private static void refuseOtherKey(Session session, Plan plan, OwnTables tables, RunRecord run)
            throws SQLException {
        String key = plan.subject().key().name();
        String keptKey = new Runs(tables, session).keyColumn(run.id()).orElse(key);
        // it was not written down by the first programmes
        if (!keptKey.isEmpty() && !keptKey.equals(key)) {
            throw new PalimpsestException(
                    ErrorCode.PREVIEW_OTHER_MAP,
                    "run " + run.id() + " knows its people by the column " + keptKey + ", this map by " + key
                            + (plan.subject().table().column(keptKey).isPresent()
                                    ? ". Name a map with the same 'key'."
                                    : ". The column is gone, and keys of one column may mean other people in another. Give it its"
                                            + " name back until the run is proved, and rename it then. A new preview does not"
                                            + " need that."));
        }
    }

    /** @throws PalimpsestException RUN_KEY_LOST */
    public Traces traces(Session session, Plan plan, RunRecord run) throws SQLException {
        FingerprintKey key = key(session, plan, run)
                .map(FingerprintKey::of)
                .orElseThrow(() -> new PalimpsestException(
                        ErrorCode.RUN_KEY_LOST,
                        "the key of run " + run.id() + " is not in "
                                + at.home().directory()
                                + ". Name the home the run was started with. If that is lost for good, the run can neither be"
                                + " finished nor proved, only closed."));
        return new Traces(plan, run, new Fingerprinter(key, at.map().jurisdiction()));
    }

    private Optional<byte[]> key(Session session, Plan plan, RunRecord run) throws SQLException {
        return new KnownDatabase(at).home(session, plan).key(run.id().value());
    }

    /** @throws PalimpsestException BAD_ARGUMENT when a proof need not be lost */
    public void refuseWithKey(Session session, Plan plan, RunRecord run) throws SQLException {
        if (key(session, plan, run).isPresent()) {
            throw new PalimpsestException(
                    ErrorCode.BAD_ARGUMENT,
                    "the key of run " + run.id()
                            + " is here, so that it can be swept and proved for those it has treated."
                            + " Close it without losing the proof.");
        }
    }
}
