package dev.palimpsest.cli.demo;

import static dev.palimpsest.cli.terminal.Numbers.grouped;

import dev.palimpsest.act.ActResult;
import dev.palimpsest.cli.document.Stopwatch;
import dev.palimpsest.cli.document.SurveyDocument;
import dev.palimpsest.cli.terminal.Terminal;
import dev.palimpsest.cli.terminal.TextTable;
import dev.palimpsest.cli.text.SubjectText;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.survey.Act;
import dev.palimpsest.survey.Inactivity;
import dev.palimpsest.survey.SurveyResult;
import dev.palimpsest.survey.Verdict;
import java.util.List;

/**
 * The story of the academy: who was not seen for longest, what counts as being seen, and that people are set inactive in the
 * application, and out of its subscription, before anybody is anonymised.
 */
final class AcademyStory extends Story {
    private static final Inactivity COURSES_ONLY = new Inactivity(null, List.of("course"));

    AcademyStory(Stage stage) {
        super(stage);
    }

    @Override
    Preparation prepare() {
        Longest longest = new Longest();
        progress.doing("Judging everybody");
        SurveyResult anything = palimpsest.survey(longest);
        List<Example> examples = longest.named(palimpsest);
        SurveyResult courses = palimpsest.survey(COURSES_ONLY, subject -> {});
        progress.close();
        narrator.chapter(
                "Who was not seen for longest",
                terminal -> examples.forEach(example -> {
                    terminal.out().print("  ");
                    SubjectText.print(terminal, example.subject(), example.title(), settings.language());
                }));
        narrator.chapter("What counts as being seen", terminal -> compare(terminal, anything, courses));
        return deactivate();
    }

    private static void compare(Terminal terminal, SurveyResult anything, SurveyResult courses) {
        terminal.out()
                .println(
                        "Somebody who reads the newsletter is not gone, unless one looks at courses only ('--activity course').");
        new TextTable("lrr")
                .row("", "any activity", "courses only")
                .row("active", grouped(count(anything, Verdict.ACTIVE)), grouped(count(courses, Verdict.ACTIVE)))
                .row("inactive", grouped(anything.inactive()), grouped(courses.inactive()))
                .row(
                        "  of them unblocked",
                        grouped(anything.inactive() - count(anything, Verdict.BLOCKED)),
                        grouped(courses.inactive() - count(courses, Verdict.BLOCKED)))
                .print(terminal.out(), "  ");
        terminal.out().println("This story goes on with any activity, the map's own definition.");
    }

    private static long count(SurveyResult survey, Verdict verdict) {
        return survey.verdicts().getOrDefault(verdict, 0L);
    }

    /** First inactive, then anonymous. */
    private Preparation deactivate() {
        progress.doing("Deactivating");
        SurveyResult before = palimpsest.survey(subject -> {});
        Selection everybody = Selection.eligible();
        int permitted = palimpsest
                .consider(Act.DEACTIVATE, everybody, refused -> {})
                .keys()
                .size();
        ActResult done =
                palimpsest.change(Act.DEACTIVATE, everybody, permitted, System.getProperty("user.name", "unknown"));
        Stopwatch stopwatch = new Stopwatch();
        SurveyResult after = palimpsest.survey(subject -> {});
        SurveyDocument survey = SurveyDocument.of(palimpsest.map().name(), after, stopwatch.seconds());
        progress.close();
        SurveyResult.Subscription counted = subscription(before, after);
        narrator.chapter(
                "First inactive, then anonymous: the application's own status",
                terminal -> deactivated(terminal, done, counted, survey));
        return new Preparation(survey, counted, 0);
    }

    private void deactivated(
            Terminal terminal, ActResult done, SurveyResult.Subscription counted, SurveyDocument survey) {
        terminal.out()
                .println(grouped(done.done()) + " of " + grouped(done.subjects())
                        + " were set to the status INACTIEF in the application. That can be undone.");
        terminal.out()
                .println("Count towards the subscription: "
                        + terminal.bold(grouped(counted.before()) + " before, " + grouped(counted.after()) + " after")
                        + ".");
        terminal.out().println("May be anonymised in a second step: " + grouped(survey.eligible()) + ".");
    }

    private static SurveyResult.Subscription subscription(SurveyResult before, SurveyResult after) {
        SurveyResult.Subscription then = before.subscription();
        SurveyResult.Subscription now = after.subscription();
        if (then == null || now == null) {
            throw new IllegalStateException("The academy's map does not say who counts towards the subscription.");
        }
        return new SurveyResult.Subscription(then.before(), now.before());
    }
}
