package dev.palimpsest;

import dev.palimpsest.act.ActResult;
import dev.palimpsest.act.LegalHolds;
import dev.palimpsest.check.CheckResult;
import dev.palimpsest.check.NamedFiles;
import dev.palimpsest.check.TieSearch;
import dev.palimpsest.check.UnknownKeys;
import dev.palimpsest.chunk.RunSettings;
import dev.palimpsest.database.Rights;
import dev.palimpsest.export.ExportOrder;
import dev.palimpsest.export.ExportResult;
import dev.palimpsest.export.Exporter;
import dev.palimpsest.home.Home;
import dev.palimpsest.hook.DeliverySettings;
import dev.palimpsest.ledger.Adoption;
import dev.palimpsest.ledger.DatabaseStanding;
import dev.palimpsest.ledger.MergeReason;
import dev.palimpsest.ledger.OwnSchema;
import dev.palimpsest.ledger.RunId;
import dev.palimpsest.map.IdentifierKind;
import dev.palimpsest.map.PrivacyMap;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.merge.MergeRequest;
import dev.palimpsest.merge.MergeResult;
import dev.palimpsest.merge.Merger;
import dev.palimpsest.preview.Choice;
import dev.palimpsest.preview.MentionedPreview;
import dev.palimpsest.preview.PeopleKept;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Previewer;
import dev.palimpsest.preview.Sample;
import dev.palimpsest.preview.Samples;
import dev.palimpsest.preview.SavedSelections;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.proof.FindingDecisions;
import dev.palimpsest.proof.Look;
import dev.palimpsest.proof.ProofReport;
import dev.palimpsest.proof.Proving;
import dev.palimpsest.proof.Reports;
import dev.palimpsest.run.Execution;
import dev.palimpsest.run.Rehearsal;
import dev.palimpsest.run.RehearsalResult;
import dev.palimpsest.run.Rest;
import dev.palimpsest.run.RunEvent;
import dev.palimpsest.run.RunHistory;
import dev.palimpsest.run.RunList;
import dev.palimpsest.run.RunResult;
import dev.palimpsest.survey.Act;
import dev.palimpsest.survey.Assessment;
import dev.palimpsest.survey.Inactivity;
import dev.palimpsest.survey.Moment;
import dev.palimpsest.survey.People;
import dev.palimpsest.survey.Person;
import dev.palimpsest.survey.Survey;
import dev.palimpsest.survey.SurveyPage;
import dev.palimpsest.survey.SurveyResult;
import dev.palimpsest.survey.Titles;
import dev.palimpsest.trace.MentionSearch;
import dev.palimpsest.trace.Mentions;
import dev.palimpsest.trace.SharedIdentifiers;
import dev.palimpsest.uninstall.Loss;
import dev.palimpsest.uninstall.Uninstallation;
import dev.palimpsest.uninstall.Uninstaller;
import dev.palimpsest.watch.Watch;
import dev.palimpsest.watch.WorkSettings;
import dev.palimpsest.work.Attachment;
import dev.palimpsest.work.AttemptLog;
import dev.palimpsest.work.KnownDatabase;
import dev.palimpsest.work.Need;
import dev.palimpsest.work.Ready;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import javax.sql.DataSource;

/**
 * Palimpsest attached to one business database with one privacy map: the entry to every verb. Immutable and safe for
 * several threads; every verb takes connections of its own and gives them back: a proof and a search for mentions one and two
 * for each reader, a run three, every other verb one. They are taken at once; {@code PAL-WORK-002} says that there were fewer.
 *
 * <p>Every verb throws {@link PalimpsestException}: {@code PAL-MAP-*} when the map does not fit the database,
 * {@code PAL-DB-*} when the database cannot be used, and the codes named at the verb. Nothing was changed then, unless the
 * verb says otherwise.
 *
 * <p>This is an index and nothing else: of each verb the contract, in the order of the work: the database and Palimpsest's own
 * tables in it; who is inactive, and who is held; what a run would do; changes that can be undone, and copies; the run; its
 * proof; merges. What a verb does stands in the package of its name; what takes several of them, in a class beside this one.
 */
public final class Palimpsest {
    private static final String RUN = "run";
    private static final String RESUME = "resume";

    private final Attachment at;

    private Palimpsest(Attachment at) {
        this.at = at;
    }

    /**
     * Attaches. Opens no connection yet.
     *
     * @param home keeps the keys of runs and the reports
     */
    public static Palimpsest attach(DataSource dataSource, PrivacyMap map, Home home) {
        return new Palimpsest(new Attachment(
                dataSource,
                map,
                home,
                RunSettings.STANDARD,
                DeliverySettings.STANDARD,
                WorkSettings.STANDARD,
                Watch.silent(),
                Clock.systemUTC()));
    }

    public Palimpsest with(RunSettings other) {
        return new Palimpsest(at.with(other));
    }

    /** How patiently the systems are told that the map names under {@code after-run}. */
    public Palimpsest with(DeliverySettings other) {
        return new Palimpsest(at.with(other));
    }

    /** How many connections a verb that reads much may take. */
    public Palimpsest with(WorkSettings other) {
        return new Palimpsest(at.with(other));
    }

    /**
     * Whoever is told how far the verbs called here are, and may end them: such a verb throws {@code PAL-WORK-001} between two
     * chunks, pages or tables, and says what was done until then. A run goes on with {@link #resume}.
     */
    public Palimpsest with(Watch other) {
        return new Palimpsest(at.with(other));
    }

    /** The clock that says what day it is; the map's time zone is applied to it. */
    public Palimpsest with(Clock other) {
        return new Palimpsest(at.with(other));
    }

    public PrivacyMap map() {
        return at.map();
    }

    public Home home() {
        return at.home();
    }

    /** The business day. */
    public LocalDate today() {
        return at.today();
    }

    /** Compares the map with the live schema, tries its predicates, and asks for the rights. Changes nothing. */
    public CheckResult check() {
        return at.reading("the check", Need.CHECKS, ready -> {
            Rights rights = ready.check();
            return new CheckResult(
                    ready.plan(),
                    rights,
                    ready.rightsToMerge(),
                    ready.standing(),
                    TieSearch.of(ready.plan(), ready.session()),
                    rights.areEnough() ? NamedFiles.of(ready.plan(), ready.session()) : Map.of(),
                    new OwnSchema(ready.own(), ready.session()).version());
        });
    }

    /** Whether this is the database that its own tables and the home know. Changes nothing. */
    public DatabaseStanding standing() {
        return at.reading("the look at the database", Need.LOOKS, Ready::standing);
    }

    /**
     * Writes down that this is now the database, under a new mark: after a move, a restored backup or a copy. Keys of runs
     * that are not proved go along; a copy takes copies of them. Previews made before are void.
     *
     * @param by who says so
     * @return how it stands now
     * @throws PalimpsestException {@code PAL-ARG-001} when there is nothing to adopt, or the home knows that it was not
     *     only moved
     */
    public DatabaseStanding adopt(Adoption as, String by) {
        return at.working(
                "the adoption",
                Need.LOOKS,
                ready -> new KnownDatabase(at).adopt(ready.session(), ready.plan(), as, by));
    }

    /**
     * What would go with Palimpsest's own tables, whoever's people they speak of, and what would stay in the home. Changes
     * nothing.
     */
    public Uninstallation uninstall() {
        return new Uninstaller(at).look();
    }

    /**
     * Drops Palimpsest's own tables: who was treated, held and merged is forgotten, and the database is one that Palimpsest has
     * never seen. What it did to people stays done. The home is left as it is.
     *
     * @param accepted what may be lost although somebody still needs it
     * @throws PalimpsestException {@code PAL-OWN-001} when something would be lost that is not accepted, {@code PAL-RUN-008}
     *     while a run or proof is under way; nothing was changed then
     */
    public Uninstallation uninstall(Set<Loss> accepted) {
        return new Uninstaller(at).drop(accepted);
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
        Moment moment = at.moment(inactivity);
        return at.reading(
                "the survey",
                Need.READS,
                ready -> new Survey(ready.plan(), moment, at.watch()).read(ready.session(), each));
    }

    /**
     * Counts as {@link #survey(Inactivity, Consumer)}, but tells only of those who may be inactive and of those treated. Of
     * whoever is active it looks for one activity after the cut-off rather than for the newest, which takes a fraction of the
     * time.
     *
     * @param quiet is given their assessments in the order of the keys
     * @throws PalimpsestException {@code PAL-ARG-001} for an activity that the map does not know
     */
    public SurveyResult surveyCounts(Inactivity inactivity, Consumer<Assessment> quiet) {
        Moment moment = at.moment(inactivity);
        return at.readingBySeveral(
                "the survey",
                Need.READS,
                ready -> new Survey(ready.plan(), moment, at.watch()).count(ready.session(), ready.others(), quiet));
    }

    /**
     * Reads one page of the list of subjects, without counting the others. Changes nothing.
     *
     * @throws PalimpsestException {@code PAL-ARG-001} for an activity that the map does not know, or a place that no page has
     *     named
     */
    public SurveyPage surveyPage(Inactivity inactivity, SurveyPage.Wanted wanted) {
        Moment moment = at.moment(inactivity);
        return at.reading(
                "the survey",
                Need.READS,
                ready -> new Survey(ready.plan(), moment, at.watch()).page(ready.session(), wanted));
    }

    /**
     * How operators see these subjects, and when they were last active. Read for display, stored nowhere. Changes nothing.
     *
     * @param inactivity as in the selection that the keys come from
     * @return in the order of the keys; whoever is not there is left out
     */
    public List<Person> people(Inactivity inactivity, List<SubjectKey> keys) {
        Moment moment = at.moment(inactivity);
        return at.reading("the people", Need.READS, ready -> People.of(ready.plan(), moment, ready.session(), keys));
    }

    /** How operators see these subjects: the title columns, joined. Read for display, stored nowhere. */
    public Map<SubjectKey, String> titles(List<SubjectKey> keys) {
        return at.reading("the titles", Need.LOOKS, ready -> Titles.of(ready.plan(), ready.session(), keys));
    }

    /**
     * Those of the keys that no subject bears.
     *
     * @throws PalimpsestException {@code PAL-ARG-001} when one is not of the type of the key column
     */
    public List<SubjectKey> unknown(List<SubjectKey> keys) {
        return at.reading("the keys", Need.LOOKS, ready -> UnknownKeys.of(ready.plan(), ready.session(), keys));
    }

    /**
     * The same for keys of which it is known where they stand, for instance in which line of a file.
     *
     * @param called says it of the key at this place, from 0, for a refusal: the key itself may be a name
     * @throws PalimpsestException as {@link #unknown(List)}
     */
    public List<SubjectKey> unknown(List<SubjectKey> keys, IntFunction<String> called) {
        return at.reading("the keys", Need.LOOKS, ready -> UnknownKeys.of(ready.plan(), ready.session(), keys, called));
    }

    /** The saved selections of this database. */
    public SavedSelections selections() {
        return new SavedSelections(at);
    }

    /** The legal holds on subjects of this database. */
    public LegalHolds holds() {
        return new LegalHolds(at);
    }

    /**
     * Freezes a selection and counts what would happen to it. Changes nothing.
     *
     * @param skipped is given every selected subject that cannot go now
     */
    public Preview preview(Selection selection, Consumer<Assessment> skipped) {
        Moment moment = at.moment(selection.inactivity());
        return at.readingBySeveral(
                "the preview",
                Need.PLANS,
                ready -> new Previewer(ready.plan(), moment, ready.hidden(), at.watch())
                        .preview(ready.session(), ready.others(), selection, at.now(), skipped));
    }

    /**
     * The same, and then {@link #mentions} of those who would go: over the connections of both, so that nobody is judged where
     * there are too few to search.
     *
     * @param samples as in {@link #mentions}
     */
    public MentionedPreview previewWithMentions(Selection selection, int samples, Consumer<Assessment> skipped) {
        Moment moment = at.moment(selection.inactivity());
        return at.reading("the preview", Need.PLANS, MentionSearch.connections(at.work()), ready -> {
            Preview preview = new Previewer(ready.plan(), moment, ready.hidden(), at.watch())
                    .preview(ready.session(), ready.ofOneMoment(), selection, at.now(), skipped);
            return new MentionedPreview(
                    preview,
                    new MentionSearch(ready.plan(), moment.today(), at.watch())
                            .of(ready.session(), ready.others(), preview.keys(), samples));
        });
    }

    /** Rows of a subject before and after, for display only. Changes nothing. */
    public List<Sample> samples(SubjectKey key, int perTable) {
        return at.reading(
                "the samples",
                Need.LOOKS,
                ready -> new Samples(ready.plan(), at.moment()).of(ready.session(), key, perTable));
    }

    /** Who of these subjects shares which kinds of identifiers with somebody who is not among them. Changes nothing. */
    public Map<SubjectKey, Set<IdentifierKind>> sharedIdentifiers(List<SubjectKey> keys) {
        return at.reading(
                "the shared identifiers",
                Need.READS,
                ready -> new SharedIdentifiers(ready.plan(), at.today()).of(ready.session(), keys));
    }

    /**
     * Where these subjects stand outside their own rows, as if a run had treated them now: what its sweep would strike in the
     * rows of others, which rows look like theirs and are tied to them by nothing, and what would be left for the proof to
     * find. Reads all texts of the database, which takes about as long as a proof. Changes nothing.
     *
     * @param samples how many texts of each swept column are kept, for display only; 0 or more
     */
    public Mentions mentions(List<SubjectKey> keys, int samples) {
        LocalDate today = at.today();
        return at.reading(
                "the search for mentions",
                Need.READS,
                MentionSearch.connections(at.work()),
                ready -> new MentionSearch(ready.plan(), today, at.watch())
                        .of(ready.session(), ready.others(), keys, samples));
    }

    /** Of how many of these subjects the law wants a record kept, so that a run would not leave them anonymous. Changes nothing. */
    public long recordsKept(List<SubjectKey> keys) {
        return at.reading(
                "the kept records",
                Need.READS,
                ready -> PeopleKept.count(ready.plan(), at.today(), ready.session(), keys));
    }

    /**
     * Treats everybody of a preview for real and undoes it, chunk by chunk under the locks of a run. Changes nothing; the
     * preview stays unspent.
     *
     * @throws PalimpsestException as {@link #run}, but for the confirmation
     */
    public RehearsalResult rehearse(Preview preview) {
        return rehearse(preview, Integer.MAX_VALUE);
    }

    /**
     * Rehearses so many people of a preview, spread evenly over it, the same every time.
     *
     * @param sample 1 or more; more than there are means everybody
     * @throws PalimpsestException as {@link #rehearse(Preview)}; {@code PAL-ARG-001} for a sample of nobody
     */
    public RehearsalResult rehearse(Preview preview, int sample) {
        return new Rehearsal(at).of(preview, sample);
    }

    /**
     * Who of a selection may be deactivated, archived, restored or anonymised now. Changes nothing.
     *
     * @param refused is given every selected subject of whom it is not permitted
     * @throws PalimpsestException {@code PAL-ACT-002} when the map does not say how the application is told
     */
    public Choice consider(Act act, Selection selection, Consumer<Assessment> refused) {
        return new Changes(at).consider(act, selection, refused);
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
        return new Changes(at).change(act, selection, confirmed, releasedBy);
    }

    /**
     * Writes people's data into files: what a person may ask for (articles 15 and 20 of the GDPR), and the safe copy before
     * anything is destroyed. All files or none; seen at one moment. Changes nothing in the database.
     *
     * <p>Where row-level security may hide rows from the database user, the result and every file say so.
     *
     * @throws PalimpsestException {@code PAL-EXP-*} because of a key or the directory, {@code PAL-ENV-001} when it cannot
     *     be written to
     */
    public ExportResult export(ExportOrder order) {
        return at.reading(
                "the export",
                Need.READS,
                ready -> new Exporter(ready.plan(), at.today(), at.now(), at.watch()).export(ready.session(), order));
    }

    /**
     * The safe copy before a run: exports everybody a preview froze who is still there, after asking what {@link #run} will
     * ask. Whoever calls goes on with the run only when this returns.
     *
     * @param directory as in {@link ExportOrder}
     * @param releasedBy as in {@link #run}
     * @throws PalimpsestException as {@link #run} and {@link #export}
     */
    public ExportResult exportFirst(
            Preview preview, String confirmedDigest, String releasedBy, Path directory, String language) {
        return new AttemptLog(at, preview.database().location())
                .around(
                        RUN,
                        preview.digest(),
                        releasedBy,
                        () -> new Execution(at).exportFirst(preview, confirmedDigest, directory, language));
    }

    /**
     * Executes a preview, once. Each subject is treated entirely or not at all; after an interruption {@link #resume} goes
     * on.
     *
     * @param confirmedDigest the digest the human confirmed
     * @param releasedBy who released the run, as it is to stand in the report
     * @throws PalimpsestException {@code PAL-RUN-002} to {@code PAL-RUN-006}, {@code PAL-RUN-015} and
     *     {@code PAL-RUN-016} when preview, confirmation, map, schema or database do not fit, {@code PAL-RUN-009} when the brake stopped the run: what was committed until then stays
     */
    public RunResult run(Preview preview, String confirmedDigest, String releasedBy, RunEvent.Listener listener) {
        return new AttemptLog(at, preview.database().location())
                .around(
                        RUN,
                        preview.digest(),
                        releasedBy,
                        () -> new Execution(at).run(preview, confirmedDigest, releasedBy, null, listener));
    }

    /**
     * Goes on with an interrupted run from its receipts. A run that is finished is swept again, and what a mended map says
     * now is done to everybody it treated.
     *
     * @param id empty for the newest run
     * @throws PalimpsestException {@code PAL-RUN-007} when there is no such run, {@code PAL-RUN-017} when map or schema changed
     *     while subjects remain, {@code PAL-RUN-008} when another process is at it, {@code PAL-RUN-011} when its key is gone
     */
    public RunResult resume(Optional<RunId> id, RunEvent.Listener listener) {
        return resume(id, Rest.AS_CONFIRMED, listener);
    }

    /**
     * The same, with what is to become of those whom the run has not reached yet: they are treated by another map than was
     * confirmed for them, or in changed tables, or they are released and the run ends with those it has treated. That, and who
     * said so, is written down for each of them.
     *
     * @throws PalimpsestException as {@link #resume(Optional, RunEvent.Listener)}; {@code PAL-RUN-002} when something else was
     *     confirmed than this map does, {@code PAL-ARG-001} when a run is to end without a proof though its key is there
     */
    public RunResult resume(Optional<RunId> id, Rest rest, RunEvent.Listener listener) {
        return new AttemptLog(at)
                .around(
                        RESUME,
                        this::planNow,
                        rest instanceof Rest.ByThisMap other ? other.by() : "",
                        () -> new Execution(at).resume(id, rest, listener));
    }

    /** What would have to be confirmed for those whom a run has not reached. */
    private String planNow() {
        try {
            return at.reading("the plan", Need.LOOKS, ready -> ready.plan().digest());
        } catch (PalimpsestException impossible) {
            return "";
        }
    }

    /**
     * The runs of this map's people that the database knows, the newest first, with what was proved of them as far as this
     * home knows. Changes nothing.
     *
     * @param limit at most so many, 1 or more
     */
    public RunList runs(int limit) {
        return new RunHistory(at).list(limit);
    }

    /**
     * Reads everything again after a run. A green proof drops the run's traces and destroys its key; a red one can be
     * repeated after repair. Later calls show the stored report.
     *
     * @param id empty for the newest run
     * @throws PalimpsestException {@code PAL-RUN-007} when there is no such run, {@code PAL-RUN-011} when its key is gone
     */
    public ProofReport prove(Optional<RunId> id) {
        return new Proving(at).prove(id, true);
    }

    /**
     * The same, but a green proof does not end the run: traces and key stay until {@link #prove}, so that decisions can be taken
     * about what was found.
     */
    public ProofReport proveWithoutEnding(Optional<RunId> id) {
        return new Proving(at).prove(id, false);
    }

    /**
     * The texts in which the last proof of a run has found something, for display only. Changes nothing.
     *
     * @see Look#cells
     */
    public Optional<Look.Cells> look(Optional<RunId> id, long from, int limit) {
        return new Look(at).cells(id, from, limit);
    }

    /** The decisions about what proofs of this database's runs have found. */
    public FindingDecisions decisions() {
        return new FindingDecisions(at);
    }

    /** The reports of proofs of this database. Its own tables are there. */
    public Reports reports() {
        return at.reading(
                "the reports",
                Need.LOOKS,
                ready -> new Reports(new KnownDatabase(at).home(ready.session(), ready.plan())));
    }

    /**
     * What joining two profiles of the same person would do. Changes nothing.
     *
     * @throws PalimpsestException {@code PAL-MRG-001} when they cannot be joined, {@code PAL-MRG-002} when rows collide and
     *     the map does not say which stays
     */
    public MergeResult merge(MergeRequest request) {
        return new Merging(at).look(request);
    }

    /**
     * Joins two profiles of the same person, entirely or not at all, and tells the systems of {@code after-run} to forget
     * the one that went.
     *
     * @param confirmed the digest of what {@link #merge(MergeRequest)} showed, or {@link Merger#YES}
     * @param mergedBy who did it, as it is to be written down
     * @throws PalimpsestException as {@link #merge(MergeRequest)}; {@code PAL-RUN-002} when something else would happen
     *     than was confirmed, {@code PAL-RUN-008} when somebody else holds what belongs to the two
     */
    public MergeResult merge(MergeRequest request, String confirmed, String mergedBy) {
        return new Merging(at).merge(request, confirmed, mergedBy);
    }

    /**
     * Executes the preview of one person whose rows go to the shared profile. Why is written down with the beginning of
     * the run; the record of the merge, with the treatment.
     *
     * @param confirmed the {@linkplain Preview#effectDigest digest of the effect}, or {@link Merger#YES}
     * @throws PalimpsestException as {@link #run}; {@code PAL-ARG-001} for several people, {@code PAL-MRG-001} where the map
     *     names no shared profile
     */
    public RunResult mergeIntoShared(
            Preview preview, String confirmed, MergeReason reason, String mergedBy, RunEvent.Listener listener) {
        return new Merging(at).intoShared(preview, confirmed, reason, mergedBy, listener);
    }

    /**
     * Whether this was confirmed of a merge into the shared profile, also where nobody may go.
     *
     * @param confirmed the {@linkplain Preview#effectDigest digest of the effect}, or {@link Merger#YES}
     * @throws PalimpsestException {@code PAL-RUN-002} when it was not; that is written down
     */
    public void requireConfirmed(Preview preview, String confirmed, String mergedBy) {
        new Merging(at).requireConfirmed(preview, confirmed, mergedBy);
    }
}
