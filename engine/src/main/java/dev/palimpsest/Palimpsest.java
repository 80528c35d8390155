package dev.palimpsest;

import dev.palimpsest.database.ConnectionFailure;
import dev.palimpsest.database.Dialects;
import dev.palimpsest.database.SchemaReader;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.SessionSource;
import dev.palimpsest.export.ExportForm;
import dev.palimpsest.export.ExportOrder;
import dev.palimpsest.export.ExportResult;
import dev.palimpsest.export.Exporter;
import dev.palimpsest.home.Home;
import dev.palimpsest.hook.Delivery;
import dev.palimpsest.hook.DeliverySettings;
import dev.palimpsest.identity.FingerprintKey;
import dev.palimpsest.identity.Fingerprinter;
import dev.palimpsest.map.ActivityDeclaration;
import dev.palimpsest.map.HookDeclaration;
import dev.palimpsest.map.IdentifierKind;
import dev.palimpsest.map.Lengths;
import dev.palimpsest.map.PrivacyMap;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.plan.PlanCompiler;
import dev.palimpsest.preview.Choice;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Previewer;
import dev.palimpsest.preview.Sample;
import dev.palimpsest.preview.Samples;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.problem.Suggestion;
import dev.palimpsest.proof.ProofReport;
import dev.palimpsest.proof.Prover;
import dev.palimpsest.proof.Reports;
import dev.palimpsest.receipt.Merges;
import dev.palimpsest.receipt.Outbox;
import dev.palimpsest.receipt.OwnTables;
import dev.palimpsest.receipt.Receipts;
import dev.palimpsest.receipt.RunId;
import dev.palimpsest.receipt.RunRecord;
import dev.palimpsest.receipt.Runs;
import dev.palimpsest.receipt.Told;
import dev.palimpsest.run.ActResult;
import dev.palimpsest.run.MergeReason;
import dev.palimpsest.run.MergeRequest;
import dev.palimpsest.run.MergeResult;
import dev.palimpsest.run.Merger;
import dev.palimpsest.run.Profiles;
import dev.palimpsest.run.RunEvent;
import dev.palimpsest.run.RunResult;
import dev.palimpsest.run.RunSettings;
import dev.palimpsest.run.Runner;
import dev.palimpsest.run.StateChange;
import dev.palimpsest.survey.Act;
import dev.palimpsest.survey.Assessment;
import dev.palimpsest.survey.Inactivity;
import dev.palimpsest.survey.Moment;
import dev.palimpsest.survey.Survey;
import dev.palimpsest.survey.SurveyResult;
import dev.palimpsest.trace.SharedIdentifiers;
import dev.palimpsest.trace.Traces;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * Palimpsest attached to one business database with one privacy map: the entry to every verb. Immutable and safe for
 * several threads; every verb opens connections of its own and closes them.
 *
 * <p>Every verb throws {@link PalimpsestException}: {@code PAL-MAP-*} when the map does not fit the database,
 * {@code PAL-DB-*} when the database cannot be used, and the codes named at the verb. Nothing was changed then, unless the
 * verb says otherwise.
 */
public final class Palimpsest {
    /** Two machines' clocks may differ by so much. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

    private final DataSource dataSource;
    private final PrivacyMap map;
    private final Home home;
    private final RunSettings settings;
    private final DeliverySettings delivery;
    private final Clock clock;

    private Palimpsest(
            DataSource dataSource,
            PrivacyMap map,
            Home home,
            RunSettings settings,
            DeliverySettings delivery,
            Clock clock) {
        this.dataSource = dataSource;
        this.map = map;
        this.home = home;
        this.settings = settings;
        this.delivery = delivery;
        this.clock = clock;
    }

    /**
     * Attaches. Opens no connection yet.
     *
     * @param home keeps the keys of runs and the reports
     */
    public static Palimpsest attach(DataSource dataSource, PrivacyMap map, Home home) {
        return new Palimpsest(
                dataSource, map, home, RunSettings.STANDARD, DeliverySettings.STANDARD, Clock.systemUTC());
    }

    public Palimpsest with(RunSettings other) {
        return new Palimpsest(dataSource, map, home, other, delivery, clock);
    }

    /** How patiently the systems are told that the map names under {@code after-run}. */
    public Palimpsest with(DeliverySettings other) {
        return new Palimpsest(dataSource, map, home, settings, other, clock);
    }

    /** The clock that says what day it is; the map's time zone is applied to it. */
    public Palimpsest with(Clock other) {
        return new Palimpsest(dataSource, map, home, settings, delivery, other);
    }

    public PrivacyMap map() {
        return map;
    }

    public Home home() {
        return home;
    }

    RunSettings settings() {
        return settings;
    }

    Instant now() {
        return clock.instant();
    }

    /** The legal holds on subjects of this database. */
    public LegalHolds holds() {
        return new LegalHolds(this);
    }

    /** The saved selections of this database. */
    public SavedSelections selections() {
        return new SavedSelections(this);
    }

    /** Compares the map with the live schema, tries its predicates, and asks for the rights. Changes nothing. */
    public CheckResult check() {
        return reading("the check", session -> {
            Plan plan = plan(session);
            PredicateCheck.of(plan, session, today());
            ValueCheck.of(plan, session);
            new Profiles(plan, today()).shared(session);
            return new CheckResult(plan, NeededRights.of(session, plan));
        });
    }

    /**
     * Judges every subject. Changes nothing.
     *
     * @param each is given every assessment in the order of the keys
     */
    public SurveyResult survey(Consumer<Assessment> each) {
        return survey(Inactivity.OF_THE_MAP, each);
    }

    /**
     * Judges every subject by another standard of who is inactive. Changes nothing.
     *
     * @throws PalimpsestException {@code PAL-ARG-001} for an activity that the map does not know
     */
    public SurveyResult survey(Inactivity inactivity, Consumer<Assessment> each) {
        Moment moment = moment(inactivity);
        return reading("the survey", session -> new Survey(plan(session), moment).read(session, each));
    }

    /**
     * Freezes a selection and counts what would happen to it. Changes nothing.
     *
     * @param skipped is given every selected subject that cannot go now
     */
    public Preview preview(Selection selection, Consumer<Assessment> skipped) {
        Moment moment = moment(selection.inactivity());
        return reading("the preview", session -> {
            Plan plan = plan(session);
            new Profiles(plan, today()).shared(session);
            return new Previewer(plan, moment).preview(session, selection, clock.instant(), skipped);
        });
    }

    /** Who of these subjects shares which kinds of identifiers with somebody who is not among them. Changes nothing. */
    public Map<SubjectKey, Set<IdentifierKind>> sharedIdentifiers(List<SubjectKey> keys) {
        return reading(
                "the shared identifiers", session -> new SharedIdentifiers(plan(session), today()).of(session, keys));
    }

    /**
     * Who of a selection may be deactivated, archived, restored or anonymised now. Changes nothing.
     *
     * @param refused is given every selected subject of whom it is not permitted
     * @throws PalimpsestException {@code PAL-ACT-002} when the map does not say how the application is told
     */
    public Choice consider(Act act, Selection selection, Consumer<Assessment> refused) {
        refuseUndeclared(act);
        Moment moment = moment(selection.inactivity());
        return reading("the survey", session -> Choice.read(plan(session), moment, session, selection, act, refused));
    }

    /**
     * Deactivates, archives or restores everybody of a selection of whom it is permitted. Each is judged again under
     * locks; can be undone with {@link Act#RESTORE}.
     *
     * @param confirmed how many would change, as {@link #consider} has told
     * @param releasedBy who released it
     * @throws PalimpsestException {@code PAL-ACT-001} when another number would change now, {@code PAL-ACT-002} as
     *     {@link #consider}; nothing was changed then
     */
    public ActResult change(Act act, Selection selection, long confirmed, String releasedBy) {
        if (act == Act.ANONYMISE) {
            throw new PalimpsestException(ErrorCode.BAD_ARGUMENT, "only a run anonymises; make a preview.");
        }
        List<SubjectKey> keys = consider(act, selection, refused -> {}).keys();
        if (keys.size() != confirmed) {
            throw new PalimpsestException(
                    ErrorCode.ACT_NOT_CONFIRMED,
                    confirmed + " was confirmed, but " + keys.size()
                            + " would change now, so nothing is changed. Look again without --confirm.");
        }
        Moment moment = moment(selection.inactivity());
        return working(act.word(), session -> {
            Plan plan = plan(session);
            PredicateCheck.of(plan, session, today());
            ValueCheck.of(plan, session);
            NeededRights.of(session, plan).require();
            session.connection().commit();
            new OwnTables(plan.subject().table().name()).create(session);
            return new StateChange(plan, moment, act, releasedBy, settings, clock).execute(sessions(), keys);
        });
    }

    private void refuseUndeclared(Act act) {
        boolean declared = switch (act) {
            case DEACTIVATE -> !map.subject().deactivate().isEmpty();
            case ARCHIVE -> !map.subject().archive().isEmpty();
            case RESTORE -> !map.subject().restore().isEmpty();
            case ANONYMISE -> true;
        };
        if (!declared) {
            throw new PalimpsestException(
                    ErrorCode.ACT_NOT_DECLARED,
                    "the map does not say how the application is told. Write subject." + act.word()
                            + ": {set: {column: value}}.");
        }
    }

    /** Rows of a subject before and after, for display only. Changes nothing. */
    public List<Sample> samples(SubjectKey key, int perTable) {
        return reading("the samples", session -> new Samples(plan(session), moment()).of(session, key, perTable));
    }

    /**
     * Those of the keys that no subject bears.
     *
     * @throws PalimpsestException {@code PAL-ARG-001} when one is not of the type of the key column
     */
    public List<SubjectKey> unknown(List<SubjectKey> keys) {
        return reading("the keys", session -> UnknownKeys.of(plan(session), session, keys));
    }

    /** How operators see these subjects: the title columns, joined. Read for display, stored nowhere. */
    public Map<SubjectKey, String> titles(List<SubjectKey> keys) {
        return reading("the titles", session -> Titles.of(plan(session), session, keys));
    }

    /**
     * Writes people's data into files: what a person may ask for (articles 15 and 20 of the GDPR), and the safe copy before
     * anything is destroyed. All files or none; seen at one moment. Changes nothing in the database.
     *
     * @throws PalimpsestException {@code PAL-EXP-*} because of a key or the directory, {@code PAL-ENV-001} when it cannot
     *     be written to
     */
    public ExportResult export(ExportOrder order) {
        return reading(
                "the export", session -> new Exporter(plan(session), today(), clock.instant()).export(session, order));
    }

    /**
     * The safe copy before a run: exports everybody a preview froze who is still there, after asking what {@link #run} will
     * ask. Whoever calls goes on with the run only when this returns.
     *
     * @param directory as in {@link ExportOrder}
     * @throws PalimpsestException as {@link #run} and {@link #export}
     */
    public ExportResult exportFirst(Preview preview, String confirmedDigest, Path directory, String language) {
        refuseUnlessConfirmed(preview, confirmedDigest);
        return reading("the export", session -> {
            Plan plan = plan(session);
            refuseOtherPlan(preview, plan);
            OwnTables tables = new OwnTables(plan.subject().table().name());
            if (tables.exist(session)) {
                Optional<RunRecord> spent = new Runs(tables, session).ofPreview(preview.digest());
                if (spent.isPresent()) {
                    throw spent(spent.get());
                }
            }
            ExportOrder order = new ExportOrder(
                    preview.keys(), Set.of(), Set.of(ExportForm.JSON, ExportForm.HTML), directory, language, true);
            return new Exporter(plan, today(), clock.instant()).export(session, order);
        });
    }

    /**
     * Executes a preview, once. Each subject is treated entirely or not at all; after an interruption {@link #resume} goes
     * on.
     *
     * @param confirmedDigest the digest the human confirmed
     * @param releasedBy who released the run, as it is to stand in the report
     * @throws PalimpsestException {@code PAL-RUN-002} to {@code PAL-RUN-006} when preview, confirmation, map or schema do
     *     not fit, {@code PAL-RUN-009} when the brake stopped the run: what was committed until then stays
     */
    public RunResult run(Preview preview, String confirmedDigest, String releasedBy, RunEvent.Listener listener) {
        refuseUnlessConfirmed(preview, confirmedDigest);
        return working("the run", session -> {
            Plan plan = plan(session);
            refuseOtherPlan(preview, plan);
            PredicateCheck.of(plan, session, today());
            ValueCheck.of(plan, session);
            new Profiles(plan, today()).shared(session);
            NeededRights.of(session, plan).require();
            session.connection().commit();
            return execute(session, plan, begin(session, plan, preview, releasedBy), listener);
        });
    }

    private void refuseUnlessConfirmed(Preview preview, String confirmedDigest) {
        if (!preview.digest().equals(confirmedDigest)) {
            throw new PalimpsestException(
                    ErrorCode.PREVIEW_NOT_CONFIRMED,
                    "the confirmed digest is not that of the preview, so nothing is changed. Look at the preview and"
                            + " confirm the digest it shows.");
        }
        if (preview.createdAt().isAfter(clock.instant().plus(CLOCK_TOLERANCE))
                || preview.moment().today().isAfter(today())) {
            throw new PalimpsestException(
                    ErrorCode.PREVIEW_EXPIRED,
                    "the preview was made for a day or time that has not come yet, so nothing is changed. Check the clocks,"
                            + " then make a new one.");
        }
        if (clock.instant().isAfter(preview.expiresAt())) {
            throw new PalimpsestException(
                    ErrorCode.PREVIEW_EXPIRED,
                    "the preview expired at " + preview.expiresAt() + ", so nothing is changed. Make a new one.");
        }
    }

    private void refuseOtherPlan(Preview preview, Plan plan) {
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

    private void refuseOtherMap(String digest, String wayOut) {
        if (!map.digest().equals(digest)) {
            throw new PalimpsestException(
                    ErrorCode.PREVIEW_OTHER_MAP,
                    "the map is not the one of the preview, so nothing is changed. " + wayOut);
        }
    }

    private RunRecord begin(Session session, Plan plan, Preview preview, String releasedBy) throws SQLException {
        OwnTables tables = new OwnTables(plan.subject().table().name());
        tables.create(session);
        Runs runs = new Runs(tables, session);
        Optional<RunRecord> spent = runs.ofPreview(preview.digest());
        if (spent.isPresent()) {
            throw spent(spent.get());
        }
        RunRecord run = new RunRecord(
                newRunId(),
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
                clock.instant());
        home.keepKey(run.id().value(), FingerprintKey.random(new SecureRandom()).bytes());
        if (!runs.begin(run, plan.subject().key().name(), preview.keys())) {
            home.forgetKey(run.id().value());
            throw spent(runs.ofPreview(preview.digest()).orElse(run));
        }
        session.connection().commit();
        return run;
    }

    private static PalimpsestException spent(RunRecord run) {
        return new PalimpsestException(
                ErrorCode.PREVIEW_SPENT,
                "this preview was executed already, by run " + run.id() + " (" + run.status()
                        + "). Go on with 'resume' if it was interrupted, else make a new preview.");
    }

    private RunId newRunId() {
        byte[] random = new byte[3];
        new SecureRandom().nextBytes(random);
        return new RunId(DateTimeFormatter.BASIC_ISO_DATE.format(today()) + "-"
                + HexFormat.of().formatHex(random));
    }

    /**
     * Goes on with an interrupted run from its receipts. A run that is finished is swept again, and what a mended map says
     * now is done to everybody it treated.
     *
     * @param id empty for the newest run
     * @throws PalimpsestException {@code PAL-RUN-007} when there is no such run, {@code PAL-RUN-005} or
     *     {@code PAL-RUN-006} when map or schema changed while subjects remain, {@code PAL-RUN-008} when another process is
     *     at it
     */
    public RunResult resume(Optional<RunId> id, RunEvent.Listener listener) {
        return working("the resumed run", session -> {
            Plan plan = plan(session);
            RunRecord run = find(session, plan, id);
            tellOfEarlier(session, plan, run);
            if (run.status() == RunRecord.Status.PROVED) {
                home.forgetKey(run.id().value());
                OwnTables tables = new OwnTables(plan.subject().table().name());
                if (new Outbox(tables, session).told(run.id().value()).stream().allMatch(Told::allConfirmed)) {
                    traces(plan, run);
                }
                return told(session, plan, run, RunResult.of(run, new Receipts(tables, session, run)), listener);
            }
            Runs runs = new Runs(new OwnTables(plan.subject().table().name()), session);
            if (!runs.remaining(run.id(), -1, 1).isEmpty()) {
                refuseOtherMap(
                        run.mapDigest(),
                        "Subjects remain: resume with the map the run was started with, then mend it and resume again.");
                if (!plan.digest().equals(run.planDigest())) {
                    throw new PalimpsestException(
                            ErrorCode.PREVIEW_OTHER_SCHEMA,
                            "a mapped or linked table was changed since the preview, and subjects remain. Undo the change,"
                                    + " or treat them with a new preview.");
                }
            }
            NeededRights.of(session, plan).require();
            session.connection().commit();
            return execute(session, plan, run, listener);
        });
    }

    private RunRecord find(Session session, Plan plan, Optional<RunId> id) throws SQLException {
        OwnTables tables = new OwnTables(plan.subject().table().name());
        Optional<RunRecord> run = Optional.empty();
        if (tables.exist(session)) {
            Runs runs = new Runs(tables, session);
            run = id.isPresent() ? runs.find(id.get()) : runs.latest();
        }
        RunRecord found = run.orElseThrow(() -> new PalimpsestException(
                ErrorCode.RUN_UNKNOWN,
                id.map(wanted -> "this database knows no run " + wanted + " of " + tables.subjectTable() + ".")
                        .orElse("this database knows no run of " + tables.subjectTable() + " yet.")));
        refuseOtherKey(session, plan, tables, found);
        return found;
    }

    /** Keys of one column mean other people in another. */
    private static void refuseOtherKey(Session session, Plan plan, OwnTables tables, RunRecord run)
            throws SQLException {
        String key = plan.subject().key().name();
        String keptKey = new Runs(tables, session).keyColumn(run.id()).orElse(key);
        if (!keptKey.equals(key)) {
            throw new PalimpsestException(
                    ErrorCode.PREVIEW_OTHER_MAP,
                    "run " + run.id() + " knows its people by the column " + keptKey + ", this map by " + key
                            + ". Name a map with the same 'key'.");
        }
    }

    private RunResult execute(Session session, Plan plan, RunRecord run, RunEvent.Listener listener)
            throws SQLException {
        Traces traces = traces(plan, run);
        session.connection().commit();
        RunResult result = new Runner(plan, run, settings, traces, clock, listener).execute(sessions());
        return told(session, plan, run, result, listener);
    }

    /** A hook that came into the map after the run is told of everybody the run has treated. */
    private void tellOfEarlier(Session session, Plan plan, RunRecord run) throws SQLException {
        if (!plan.digest().equals(run.planDigest())) {
            List<String> hooks =
                    map.afterRun().stream().map(HookDeclaration::name).toList();
            new Outbox(new OwnTables(plan.subject().table().name()), session)
                    .complete(run.id(), hooks, clock.instant());
            session.connection().commit();
        }
    }

    /** Tells other systems whom they must forget, of this run and of what earlier ones left. */
    private RunResult told(Session session, Plan plan, RunRecord run, RunResult result, RunEvent.Listener listener)
            throws SQLException {
        OwnTables tables = new OwnTables(plan.subject().table().name());
        session.connection().commit();
        new Delivery(map.afterRun(), tables, delivery, clock, System::getenv)
                .deliver(session, hook -> listener.on(new RunEvent.Telling(run.id(), hook)));
        RunResult told = result.with(new Outbox(tables, session).told(run.id().value()));
        session.connection().commit();
        return told;
    }

    private Traces traces(Plan plan, RunRecord run) {
        FingerprintKey key = home.key(run.id().value())
                .map(FingerprintKey::of)
                .orElseThrow(() -> new PalimpsestException(
                        ErrorCode.RUN_KEY_LOST,
                        run.status() == RunRecord.Status.PROVED
                                ? "run " + run.id()
                                        + " was proved; its key and traces are gone. Its report is kept in the home"
                                        + " it was proved in."
                                : "the key of run " + run.id() + " is not in " + home.directory()
                                        + ". Name the home the run was started with."));
        return new Traces(plan, run, new Fingerprinter(key, map.jurisdiction()));
    }

    /**
     * Reads everything again after a run. A green proof drops the run's traces and destroys its key; a red one can be
     * repeated after repair. Later calls show the stored report.
     *
     * @param id empty for the newest run
     * @throws PalimpsestException {@code PAL-RUN-007} when there is no such run, {@code PAL-RUN-011} when its key is gone
     */
    public ProofReport prove(Optional<RunId> id) {
        return working("the proof", session -> {
            Plan plan = plan(session);
            RunRecord run = find(session, plan, id);
            Reports reports = new Reports(home);
            if (run.status() == RunRecord.Status.PROVED) {
                return storedReport(session, plan, run, reports);
            }
            Traces traces = traces(plan, run);
            lock(session, run);
            try {
                return proveLocked(session, plan, find(session, plan, Optional.of(run.id())), traces, reports);
            } finally {
                unlock(session, run);
            }
        });
    }

    /** @param run read again under the lock: somebody may have gone on with it meanwhile */
    private ProofReport proveLocked(Session session, Plan plan, RunRecord run, Traces traces, Reports reports)
            throws SQLException {
        session.connection().commit();
        if (run.status() == RunRecord.Status.PROVED) {
            return storedReport(session, plan, run, reports);
        }
        ProofReport report = new Prover(plan, run, traces).prove(sessions(), clock.instant(), reports.head());
        reports.keep(report);
        if (report.green() && run.status() == RunRecord.Status.FINISHED) {
            traces.drop(session);
            new Runs(new OwnTables(plan.subject().table().name()), session)
                    .mark(run.id(), RunRecord.Status.PROVED, clock.instant());
            session.connection().commit();
            home.forgetKey(run.id().value());
        }
        return report;
    }

    /** The report of the proof, and what other systems have confirmed since. */
    private ProofReport storedReport(Session session, Plan plan, RunRecord run, Reports reports) throws SQLException {
        home.forgetKey(run.id().value());
        ProofReport stored = reports.stored(run.id())
                .orElseThrow(() -> new PalimpsestException(
                        ErrorCode.RUN_KEY_LOST,
                        "run " + run.id() + " was proved, and its report is not in " + home.directory()
                                + ". Name the home it was proved in."));
        List<Told> told = new Outbox(new OwnTables(plan.subject().table().name()), session)
                .told(run.id().value());
        if (told.equals(stored.told())) {
            return stored;
        }
        ProofReport renewed = stored.with(told, reports.head());
        reports.keep(renewed);
        return renewed;
    }

    /** The connection may belong to a pool: it goes back without our lock, also after a failure. */
    private static void unlock(Session session, RunRecord run) {
        try {
            session.connection().rollback();
            session.execute(session.dialect().releaseSessionLock(run.id().value()));
            session.connection().commit();
        } catch (SQLException broken) {
            // a broken connection holds nothing any more
        }
    }

    /** Nobody resumes a run while it is proved, and the other way round. */
    private static void lock(Session session, RunRecord run) throws SQLException {
        if (!Boolean.TRUE.equals(
                session.first(session.dialect().trySessionLock(run.id().value()), row -> row.getBoolean(1)))) {
            throw new PalimpsestException(
                    ErrorCode.RUN_BUSY,
                    "run " + run.id()
                            + " is being executed or proved by another process. Wait for it, or stop it first.");
        }
    }

    /**
     * What joining two profiles of the same person would do. Changes nothing.
     *
     * @throws PalimpsestException {@code PAL-MRG-001} when they cannot be joined, {@code PAL-MRG-002} when rows collide and
     *     the map does not say which stays
     */
    public MergeResult merge(MergeRequest request) {
        return reading("the merge", session -> new Merger(plan(session), moment(), settings).look(session, request));
    }

    /**
     * Joins two profiles of the same person, entirely or not at all.
     *
     * @param confirmed the digest of what {@link #merge(MergeRequest)} showed, or {@link Merger#YES}
     * @param mergedBy who did it, as it is to be written down
     * @throws PalimpsestException as {@link #merge(MergeRequest)}; {@code PAL-RUN-002} when something else would happen
     *     than was confirmed, {@code PAL-RUN-008} when somebody else holds what belongs to the two
     */
    public MergeResult merge(MergeRequest request, String confirmed, String mergedBy) {
        return working("the merge", session -> {
            Plan plan = plan(session);
            PredicateCheck.of(plan, session, today());
            new OwnTables(plan.subject().table().name()).create(session);
            return new Merger(plan, moment(), settings).merge(session, request, confirmed, mergedBy, clock.instant());
        });
    }

    /**
     * Executes the preview of one person whose rows go to the shared profile, and writes down why.
     *
     * @throws PalimpsestException as {@link #run}
     */
    public RunResult mergeIntoShared(Preview preview, MergeReason reason, String mergedBy, RunEvent.Listener listener) {
        RunResult result = run(preview, preview.digest(), mergedBy, listener);
        if (result.done() > 0) {
            working("the record of the merge", session -> {
                Plan plan = plan(session);
                SubjectKey shared = new Profiles(plan, today()).shared(session).orElseThrow();
                long moved = result.reassigned().values().stream()
                        .mapToLong(Long::longValue)
                        .sum();
                new Merges(new OwnTables(plan.subject().table().name()), session)
                        .write(preview.keys().getFirst(), shared, reason.word(), mergedBy, clock.instant(), moved, 0);
                session.connection().commit();
                return result;
            });
        }
        return result;
    }

    Plan plan(Session session) {
        return PlanCompiler.compile(map, SchemaReader.read(session.connection()), today());
    }

    Moment moment() {
        return Moment.now(map, clock);
    }

    /** A misspelt activity would make everybody inactive. */
    Moment moment(Inactivity inactivity) {
        List<String> known =
                map.activity().stream().map(ActivityDeclaration::id).toList();
        for (String activity : inactivity.activities()) {
            if (!known.contains(activity)) {
                throw new PalimpsestException(
                        ErrorCode.BAD_ARGUMENT,
                        "the map knows no activity '" + activity + "'; it knows " + String.join(", ", known) + "."
                                + Suggestion.didYouMean(activity, known));
            }
        }
        Period length = inactivity.length();
        if (length != null && (length.isNegative() || length.isZero())) {
            throw new PalimpsestException(
                    ErrorCode.BAD_ARGUMENT, "the length of inactivity is " + length + "; " + Lengths.form() + ".");
        }
        return Moment.now(map, clock, inactivity);
    }

    /** The business day. */
    public LocalDate today() {
        return moment().today();
    }

    /** Something done in a session. */
    @FunctionalInterface
    interface Work<T> {
        T in(Session session) throws SQLException;
    }

    /** Reads as seen at one moment; the database refuses every change. */
    <T> T reading(String doing, Work<T> work) {
        try (Session session = sessions().open()) {
            session.connection().setReadOnly(true);
            session.connection().setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            session.connection().setAutoCommit(false);
            T result = work.in(session);
            session.connection().rollback();
            return result;
        } catch (SQLException failure) {
            throw ConnectionFailure.duringWork(failure, doing);
        }
    }

    <T> T working(String doing, Work<T> work) {
        try (Session session = sessions().open()) {
            session.connection().setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            session.connection().setAutoCommit(false);
            return work.in(session);
        } catch (SQLException failure) {
            throw ConnectionFailure.duringWork(failure, doing);
        }
    }

    SessionSource sessions() {
        return () -> {
            Connection connection = dataSource.getConnection();
            try {
                connection.setAutoCommit(true);
                return Session.open(connection, Dialects.of(connection), map.zone());
            } catch (SQLException | RuntimeException failure) {
                connection.close();
                throw failure;
            }
        };
    }
}
