package dev.palimpsest.cli.demo;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.chunk.RunSettings;
import dev.palimpsest.cli.document.CheckDocument;
import dev.palimpsest.cli.document.DemoDocument;
import dev.palimpsest.cli.document.PreviewDocument;
import dev.palimpsest.cli.document.ProofDocument;
import dev.palimpsest.cli.document.RunDocument;
import dev.palimpsest.cli.document.Stopwatch;
import dev.palimpsest.cli.document.SurveyDocument;
import dev.palimpsest.cli.terminal.Progress;
import dev.palimpsest.ledger.RunId;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.PreviewFile;
import dev.palimpsest.preview.Sample;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.proof.ProofReport;
import dev.palimpsest.proof.Reports;
import dev.palimpsest.run.RunResult;
import dev.palimpsest.survey.SurveyResult;
import dev.palimpsest.trace.Mentions;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The way of a record, from the check to the proof, through the same verbs that anybody uses. A business with more to tell
 * overrides {@link #prepare()} and {@link #secure(Preview)}.
 */
class Story {
    final Palimpsest palimpsest;
    final DemoSettings settings;
    final Narrator narrator;
    final Progress progress;

    Story(Stage stage) {
        this.palimpsest = stage.palimpsest();
        this.settings = stage.settings();
        this.narrator = stage.narrator();
        this.progress = stage.progress();
    }

    final DemoDocument play(DemoDocument.Generated generated, Access access, Stopwatch whole) {
        progress.close();
        narrator.made(generated);
        CheckDocument check = check();
        SurveyDocument overview = survey();
        Preparation preparation = prepare();
        SurveyDocument survey = preparation.survey() == null ? overview : preparation.survey();
        Stopwatch previewing = new Stopwatch();
        progress.doing("Judging and counting");
        Preview preview = palimpsest.preview(Selection.eligible(), subject -> {});
        PreviewFile.write(preview, settings.preview());
        progress.doing("Looking for mentions");
        Mentions mentions = palimpsest.mentions(preview.keys(), 1);
        PreviewDocument previewed = PreviewDocument.of(
                preview,
                palimpsest.recordsKept(preview.keys()),
                mentions,
                settings.preview().toString(),
                List.of(),
                null,
                null,
                null,
                previewing.seconds());
        show(preview, mentions);
        secure(preview);
        RunDocument run = run(preview);
        ProofDocument proof = prove(run);
        DemoDocument story = new DemoDocument(
                settings.business().id(),
                settings.subjects(),
                settings.seed(),
                generated,
                check,
                survey,
                preparation.subscription() == null ? survey.subscription() : preparation.subscription(),
                preparation.merged(),
                previewed,
                run,
                proof,
                whole.seconds(),
                access.connection());
        narrator.ended(story);
        return story;
    }

    /**
     * What the business did before its preview.
     *
     * @param survey the survey afterwards; null where nothing changed for anybody
     * @param subscription who counted towards the application's subscription before and counts after it; null where the
     *     map does not say
     * @param merged profiles that were joined with another
     */
    record Preparation(@Nullable SurveyDocument survey, SurveyResult.@Nullable Subscription subscription, long merged) {
        static final Preparation NONE = new Preparation(null, null, 0);
    }

    /** The acts between the survey and the preview. */
    Preparation prepare() {
        return Preparation.NONE;
    }

    /** The acts between the preview and the run. */
    void secure(Preview preview) {
        // nothing, unless a business does more
    }

    private CheckDocument check() {
        Stopwatch stopwatch = new Stopwatch();
        progress.doing("Comparing the map with the database");
        CheckDocument check = CheckDocument.of(palimpsest.check(), stopwatch.seconds());
        progress.close();
        narrator.checked(check);
        return check;
    }

    private SurveyDocument survey() {
        Stopwatch stopwatch = new Stopwatch();
        progress.doing("Judging everybody");
        Examples examples = new Examples();
        SurveyResult result = palimpsest.survey(examples);
        SurveyDocument survey = SurveyDocument.of(palimpsest.map().name(), result, stopwatch.seconds());
        List<Example> named = examples.named(palimpsest);
        progress.close();
        narrator.surveyed(palimpsest.map().title().in(settings.language()), survey, named);
        return survey;
    }

    private void show(Preview preview, Mentions mentions) {
        if (preview.keys().isEmpty()) {
            progress.close();
            return;
        }
        SubjectKey first = preview.keys().getFirst();
        String title = palimpsest.titles(List.of(first)).getOrDefault(first, "");
        List<Sample> samples = palimpsest.samples(first, 1);
        progress.close();
        narrator.previewed(preview, title, samples, mentions);
    }

    private RunDocument run(Preview preview) {
        narrator.beforeRun(preview);
        Stopwatch stopwatch = new Stopwatch();
        // Smaller chunks than usual, so that there is something to watch.
        int chunk = Math.clamp(preview.keys().size() / 5, 20, 1_000);
        RunResult result = palimpsest
                .with(RunSettings.STANDARD.withChunkSize(chunk))
                .run(preview, preview.digest(), System.getProperty("user.name", "unknown"), progress);
        RunDocument run = RunDocument.of(result, stopwatch.seconds());
        progress.close();
        narrator.ran(run);
        return run;
    }

    private ProofDocument prove(RunDocument run) {
        Stopwatch stopwatch = new Stopwatch();
        progress.doing("Reading everything again");
        ProofReport report = palimpsest.prove(Optional.of(new RunId(run.run())));
        Reports reports = palimpsest.reports();
        RunId id = new RunId(report.run());
        ProofDocument proof = ProofDocument.of(report, ProofDocument.Report.of(reports, id), stopwatch.seconds());
        progress.close();
        narrator.proved(proof);
        return proof;
    }
}
