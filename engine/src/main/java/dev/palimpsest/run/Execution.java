package dev.palimpsest.run;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.database.Session;
import dev.palimpsest.export.ExportForm;
import dev.palimpsest.export.ExportOrder;
import dev.palimpsest.export.ExportResult;
import dev.palimpsest.export.Exporter;
import dev.palimpsest.home.Home;
import dev.palimpsest.hook.Delivery;
import dev.palimpsest.identity.FingerprintKey;
import dev.palimpsest.ledger.MergeReason;
import dev.palimpsest.ledger.Outbox;
import dev.palimpsest.ledger.OwnTables;
import dev.palimpsest.ledger.Receipts;
import dev.palimpsest.ledger.RunId;
import dev.palimpsest.ledger.RunRecord;
import dev.palimpsest.ledger.Runs;
import dev.palimpsest.ledger.Statistics;
import dev.palimpsest.ledger.Told;
import dev.palimpsest.map.HookDeclaration;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.plan.TablePlan;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.trace.Traces;
import dev.palimpsest.work.Attachment;
import dev.palimpsest.work.CoveredColumns;
import dev.palimpsest.work.KnownDatabase;
import dev.palimpsest.work.KnownRuns;
import dev.palimpsest.work.Need;
import dev.palimpsest.work.Ready;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How runs begin and go on: the preview, asked once more, then the one engine for all of them. */
public final class Execution {
    private final Attachment at;
    private final Confirmation confirmation;
    private final KnownRuns known;
    private final KnownDatabase database;

    public Execution(Attachment at) {
        this.at = at;
        this.confirmation = new Confirmation(at);
        this.known = new KnownRuns(at);
        this.database = new KnownDatabase(at);
    }

    /** See {@link Palimpsest#exportFirst}. */
    public ExportResult exportFirst(Preview preview, String confirmedDigest, Path directory, String language) {
        confirmation.refuseUnlessConfirmed(preview, confirmedDigest);
        // the run behind it will need as many: without them, nothing is copied
        return at.reading("the export before the run", Need.TREATS, Runner.CONNECTIONS, ready -> {
            Session session = ready.session();
            Plan plan = ready.plan();
            database.refuseOther(preview.database(), session, plan);
            confirmation.refuseOtherPlan(preview, plan);
            OwnTables tables = ready.own();
            if (tables.exist(session)) {
                confirmation.refuseSpent(preview, new Runs(tables, session));
            }
            ExportOrder order = new ExportOrder(
                    preview.keys(), Set.of(), Set.of(ExportForm.JSON, ExportForm.HTML), directory, language, true);
            return new Exporter(plan, at.today(), at.now(), at.watch()).export(session, order);
        });
    }

    /**
     * See {@link Palimpsest#run}.
     *
     * @param reason why somebody is merged into the shared profile; null for any other run
     */
    public RunResult run(
            Preview preview,
            String confirmedDigest,
            String releasedBy,
            @Nullable MergeReason reason,
            RunEvent.Listener listener) {
        confirmation.refuseUnlessConfirmed(preview, confirmedDigest);
        return at.working("the run", Need.TREATS, Runner.CONNECTIONS, ready -> {
            Session session = ready.session();
            Plan plan = ready.plan();
            database.refuseOther(preview.database(), session, plan);
            confirmation.refuseOtherPlan(preview, plan);
            return execute(ready, begin(session, plan, preview, releasedBy, reason), listener, nothing -> {});
        });
    }

    /** See {@link Palimpsest#resume(Optional, Rest, RunEvent.Listener)}. */
    public RunResult resume(Optional<RunId> id, Rest rest, RunEvent.Listener listener) {
        return at.working("the resumed run", Need.LOOKS, Runner.CONNECTIONS, ready -> {
            Session session = ready.session();
            Plan plan = ready.plan();
            RunRecord run = known.find(session, plan, id);
            tellOfEarlier(session, plan, run);
            if (run.status() == RunRecord.Status.PROVED) {
                database.home(session, plan).forgetKey(run.id().value());
            }
            if (run.status().isOver()) {
                return over(session, plan, run, run.status(), listener);
            }
            RestOfRun left = new RestOfRun(at, plan, run);
            if (rest instanceof Rest.Released released && released.withoutProof()) {
                known.refuseWithKey(session, plan, run);
            }
            if (rest instanceof Rest.Released released
                    && left.closeWithoutProof(session, released, "close-" + newId())) {
                database.home(session, plan).forgetKey(run.id().value());
                return over(session, plan, run, RunRecord.Status.CLOSED, listener);
            }
            RunRecord agreed = left.agreed(session, rest);
            ready.require(Need.TREATS);
            session.connection().commit();
            return execute(
                    ready,
                    agreed,
                    listener,
                    locked -> new RestOfRun(at, plan, agreed).settle(locked, rest, "resume-" + newId()));
        });
    }

    /** Of a run with which nothing is left to do, but that other systems may have to be told. */
    private RunResult over(
            Session session, Plan plan, RunRecord run, RunRecord.Status status, RunEvent.Listener listener)
            throws SQLException {
        Receipts receipts = new Receipts(Attachment.own(plan), session, run);
        return told(session, plan, run, RunResult.of(run, status, receipts), listener);
    }

    private RunRecord begin(
            Session session, Plan plan, Preview preview, String releasedBy, @Nullable MergeReason reason)
            throws SQLException {
        OwnTables tables = database.ready(session, plan);
        Home home = database.home(session, plan);
        Runs runs = new Runs(tables, session);
        confirmation.refuseSpent(preview, runs);
        RunRecord run = record(new RunId(newId()), preview, releasedBy, reason, at.now());
        home.keepKey(run.id().value(), FingerprintKey.random(new SecureRandom()).bytes());
        if (!runs.begin(run, plan.subject().key().name(), preview.keys())) {
            home.forgetKey(run.id().value());
            throw Confirmation.spent(runs.ofPreview(preview.digest()).orElse(run));
        }
        Map<String, Long> files = preview.files();
        new Statistics(tables, session, run.id())
                .expectFiles(plan.tables().stream()
                        .map(TablePlan::name)
                        .filter(table -> files.containsKey(plan.shown(table)))
                        .toList());
        session.connection().commit();
        KnownDatabase.begun(home, run.id());
        CoveredColumns.note(home, plan);
        return run;
    }

    /** What is written down of a run of the preview. */
    static RunRecord record(RunId id, Preview preview, String releasedBy, @Nullable MergeReason reason, Instant begun) {
        return new RunRecord(
                id,
                preview.name(),
                preview.mapName(),
                preview.mapDigest(),
                preview.planDigest(),
                preview.digest(),
                preview.moment().today(),
                preview.moment().cutoff(),
                preview.moment().activities(),
                preview.keys().size(),
                preview.expectedRows(),
                preview.withArchived(),
                RunRecord.Status.RUNNING,
                releasedBy,
                reason == null ? null : reason.word(),
                begun);
    }

    /** Day and a random part. */
    public String newId() {
        byte[] random = new byte[3];
        new SecureRandom().nextBytes(random);
        return DateTimeFormatter.BASIC_ISO_DATE.format(at.today()) + "-"
                + HexFormat.of().formatHex(random);
    }

    private RunResult execute(Ready ready, RunRecord run, RunEvent.Listener listener, Runner.First first)
            throws SQLException {
        Plan plan = ready.plan();
        Traces traces = known.traces(ready.session(), plan, run);
        ready.session().connection().commit();
        RunResult result = new Runner(plan, run, at.settings(), traces, at.clock(), listener, at.watch())
                .execute(ready.session(), ready.others(), first);
        return told(ready.session(), plan, run, result, listener);
    }

    /** A hook that came into the map after the run is told of everybody the run has treated. */
    private void tellOfEarlier(Session session, Plan plan, RunRecord run) throws SQLException {
        if (!plan.digest().equals(run.planDigest())) {
            List<String> hooks =
                    at.map().afterRun().stream().map(HookDeclaration::name).toList();
            new Outbox(Attachment.own(plan), session).complete(run.id(), hooks, at.now());
            session.connection().commit();
        }
    }

    private RunResult told(Session session, Plan plan, RunRecord run, RunResult result, RunEvent.Listener listener)
            throws SQLException {
        return result.with(
                tell(session, plan, run.id().value(), hook -> listener.on(new RunEvent.Telling(run.id(), hook))));
    }

    /**
     * Tells other systems whom they must forget, of this act and of what earlier ones left. After the commit.
     *
     * @return how far they were told of this act
     */
    public List<Told> tell(Session session, Plan plan, String act, Consumer<String> listener) throws SQLException {
        OwnTables tables = Attachment.own(plan);
        session.connection().commit();
        // a merge may have left them at nothing
        session.execute(session.dialect().resetSessionLockWaits());
        try {
            new Delivery(at.map().afterRun(), tables, at.delivery(), at.clock(), System::getenv, at.watch())
                    .deliver(session, listener);
        } catch (PalimpsestException failure) {
            throw failure.code() == ErrorCode.CANCELLED ? endedWhileTelling(act) : failure;
        }
        List<Told> told = new Outbox(tables, session).told(act);
        session.connection().commit();
        return told;
    }

    private static PalimpsestException endedWhileTelling(String act) {
        return new PalimpsestException(
                ErrorCode.CANCELLED,
                act
                        + " is done, but it was ended before every other system was told whom to forget. The others are told by"
                        + " 'resume', and by the next run.");
    }
}
