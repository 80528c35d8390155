package dev.palimpsest.cli.text;

import static dev.palimpsest.cli.terminal.Numbers.counted;
import static dev.palimpsest.cli.terminal.Numbers.grouped;

import dev.palimpsest.cli.document.SurveyDocument;
import dev.palimpsest.cli.terminal.Terminal;
import dev.palimpsest.cli.terminal.TextTable;

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
                        + counted(survey.subjects(), "subject", "subjects") + ". Inactive means: last activity on "
                        + survey.cutoff() + " or before.");
        TextTable table = new TextTable("lrl");
        table.row("active", grouped(survey.active()), "");
        table.row("inactive", grouped(survey.inactive()), "");
        table.row("  eligible", grouped(survey.eligible()), "may be anonymised");
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
        optional(table, "archived", survey.archived(), "hidden in the application");
        optional(table, "anonymised", survey.anonymised(), "");
        optional(
                table,
                "  activity since",
                survey.activityAfterAnonymisation(),
                "the business has written about them after they were anonymised");
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
