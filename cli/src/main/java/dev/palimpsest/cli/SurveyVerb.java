package dev.palimpsest.cli;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.cli.document.PageDocument;
import dev.palimpsest.cli.document.Stopwatch;
import dev.palimpsest.cli.document.SurveyDocument;
import dev.palimpsest.cli.terminal.Progress;
import dev.palimpsest.cli.terminal.Terminal;
import dev.palimpsest.cli.text.ActText;
import dev.palimpsest.cli.text.SurveyText;
import dev.palimpsest.map.PrivacyMap;
import dev.palimpsest.survey.Inactivity;
import dev.palimpsest.survey.SurveyPage;
import dev.palimpsest.survey.SurveyResult;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code palimpsest survey}. */
@Command(
        name = "survey",
        mixinStandardHelpOptions = true,
        description =
                "Says who has been inactive since when, who may be anonymised, and who not and why. Changes nothing.",
        optionListHeading = "%nOptions:%n",
        footerHeading = Texts.EXAMPLES,
        footer = {
            "  palimpsest survey --map gym.yaml --url jdbc:postgresql://localhost:5432/gym --user gym",
            "  palimpsest survey (the same options) --list --verdict blocked --blocker dunning --format csv",
            "",
            "Text shows names; csv and json hold them only with --names. Keep such a file no longer than needed.",
            "",
            Texts.EXIT_CODES
        })
final class SurveyVerb implements Callable<Integer> {
    /** How a survey is written. */
    enum SurveyFormat {
        TEXT,
        JSON,
        CSV;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private final Terminal terminal;

    @Mixin
    private final Attachment attachment;

    @ArgGroup(validate = false, heading = "%nThe list:%n")
    private ListOptions list = new ListOptions();

    @Mixin
    private final InactivityOptions inactivity = new InactivityOptions();

    @Mixin
    private final Today today = new Today();

    @Option(
            names = "--format",
            paramLabel = "text|json|csv",
            defaultValue = "text",
            description = "text for people, one JSON document, or, with --list, CSV (default: text).")
    private SurveyFormat format = SurveyFormat.TEXT;

    SurveyVerb(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.attachment = new Attachment(terminal, environment);
    }

    @Override
    public Integer call() {
        Stopwatch stopwatch = new Stopwatch();
        if (format == SurveyFormat.CSV) {
            list.setWanted();
        }
        PrivacyMap map = attachment.map();
        String spoken = attachment.language(map);
        list.refuseUnknown(map);
        Inactivity standard = inactivity.of(map);
        Palimpsest palimpsest = today.on(attachment.attach(map));
        List<String> unknown = Keys.unknown(palimpsest, list.keys());
        try (SubjectList subjects = subjects(palimpsest, spoken)) {
            if (list.isPage()) {
                page(palimpsest.surveyPage(standard, list.page()), map, subjects, unknown, stopwatch);
                return unknown.isEmpty() ? ExitCode.DONE : ExitCode.INCOMPLETE;
            }
            SurveyResult result = judged(palimpsest, standard, subjects);
            SurveyDocument document = SurveyDocument.of(map.name(), result, unknown, stopwatch.seconds());
            subjects.end(document);
            if (format == SurveyFormat.TEXT) {
                if (list.isWanted()) {
                    terminal.out().println();
                }
                SurveyText.print(terminal, map.title().in(spoken), document);
                ActText.unknown(terminal, unknown);
                hint(document);
            }
        }
        return unknown.isEmpty() ? ExitCode.DONE : ExitCode.INCOMPLETE;
    }

    /** A list is written as it comes, and shows by itself how far it is. */
    private SurveyResult judged(Palimpsest palimpsest, Inactivity standard, SubjectList subjects) {
        if (list.needsEverybody()) {
            return palimpsest.survey(standard, subjects);
        }
        if (list.isWanted()) {
            return palimpsest.surveyCounts(standard, subjects);
        }
        try (Progress progress = Progress.onlyLive(terminal)) {
            progress.doing("Judging");
            return palimpsest.surveyCounts(standard, subjects);
        }
    }

    private void page(
            SurveyPage page, PrivacyMap map, SubjectList subjects, List<String> unknown, Stopwatch stopwatch) {
        page.subjects().forEach(subjects);
        subjects.end(PageDocument.of(map.name(), page, list.page().order(), unknown, stopwatch.seconds()));
        if (format != SurveyFormat.JSON) {
            PrintStream told = format == SurveyFormat.TEXT ? terminal.out() : terminal.err();
            told.println("Only this page was read; --count counts everybody, too.");
            if (page.next() != null) {
                told.println("Next page: --after " + Shell.quoted(page.next()));
            }
        }
        if (format == SurveyFormat.TEXT) {
            ActText.unknown(terminal, unknown);
        }
    }

    private SubjectList subjects(Palimpsest palimpsest, String spoken) {
        SubjectSink sink = switch (format) {
            case TEXT -> new SubjectSink.Text(terminal, spoken);
            case CSV -> new SubjectSink.Csv(terminal.out(), list.hasNames(), spoken);
            case JSON -> new SubjectSink.Json(terminal.out(), list.isWanted(), spoken);
        };
        boolean names = format == SurveyFormat.TEXT || list.hasNames();
        return new SubjectList(palimpsest, list, names, sink);
    }

    private void hint(SurveyDocument survey) {
        if (list.isWanted()) {
            return;
        }
        terminal.out().println();
        if (survey.eligible() > 0) {
            terminal.out()
                    .println("Next: " + Shell.palimpsest() + " preview " + attachment.asArguments()
                            + inactivity.asArguments() + " --out preview.json");
        }
        if (survey.blockedSubjects() > 0) {
            terminal.out().println("Who is blocked, and why: add --list --verdict blocked");
        }
    }
}
