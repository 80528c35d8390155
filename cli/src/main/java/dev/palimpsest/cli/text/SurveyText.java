package dev.palimpsest.cli.text;

import static dev.palimpsest.cli.terminal.Numbers.counted;
import static dev.palimpsest.cli.terminal.Numbers.grouped;

import dev.palimpsest.cli.document.SurveyDocument;
import dev.palimpsest.cli.terminal.Terminal;
import dev.palimpsest.cli.terminal.TextTable;
import dev.palimpsest.survey.SurveyResult;

/** Tells people what a survey found: who is inactive, and who may go. */
public final class SurveyText {
    private SurveyText() {}

    /**
     * Prints the counts.
     *
     * @param title what the subjects are called
     */
    public static void print(Terminal terminal, String title, SurveyDocument survey) {
        terminal.out()
                .println(terminal.bold(title + " on " + survey.today()) + ": "
                        + counted(survey.subjects(), "subject", "subjects") + ". Inactive means: last "
                        + (survey.activities().isEmpty() ? "activity" : String.join(" or ", survey.activities()))
                        + " on " + survey.cutoff() + " or before.");
        TextTable table = new TextTable("lrl");
        table.row("active", grouped(survey.active()), "");
        table.row("inactive", grouped(survey.inactive()), "");
        table.row("  eligible", grouped(survey.eligible()), "may be anonymised");
        optional(
                table,
                "  deactivate first",
                survey.deactivateFirst(),
                "nothing forbids, but not yet set inactive in the application");
        table.row("  blocked", grouped(survey.blockedSubjects()), blockedBy(survey));
        survey.blocked().forEach((blocker, count) -> {
            if (count > 0) {
                table.row("    " + blocker, grouped(count), "");
            }
        });
        survey.warned().forEach((blocker, count) -> table.row("  warned: " + blocker, grouped(count), ""));
        optional(
                table,
                "unknown activity",
                survey.unknownActivity(),
                "no activity and no creation date: never inactive");
        optional(table, "never", survey.never(), "nobody may select them");
        optional(table, "deactivated", survey.deactivated(), "set inactive in the application, and counted above, too");
        optional(table, "archived", survey.archived(), "hidden in the application");
        optional(
                table,
                "records kept",
                survey.recordsKept(),
                "treated, but the law wants a record kept that leads to them");
        optional(table, "anonymised", survey.anonymised(), "treated, and nothing is kept");
        optional(
                table,
                "  activity since",
                survey.activityAfterAnonymisation(),
                "the business has written about them after they were treated");
        SurveyResult.Subscription subscription = survey.subscription();
        if (subscription != null) {
            table.row(
                    "subscription",
                    grouped(subscription.before()),
                    "count now; " + grouped(subscription.after())
                            + " once everybody is deactivated or anonymised who may be");
        }
        table.print(terminal.out(), "  ");
    }

    private static String blockedBy(SurveyDocument survey) {
        long sum = survey.blocked().values().stream().mapToLong(Long::longValue).sum();
        return sum > survey.blockedSubjects() ? "by, some by several:" : survey.blockedSubjects() == 0 ? "" : "by:";
    }

    private static void optional(TextTable table, String name, long count, String remark) {
        if (count > 0) {
            table.row(name, grouped(count), remark);
        }
    }
}
