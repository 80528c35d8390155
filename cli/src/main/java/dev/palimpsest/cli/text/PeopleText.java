package dev.palimpsest.cli.text;

import static dev.palimpsest.cli.terminal.Numbers.grouped;

import dev.palimpsest.cli.terminal.Terminal;
import dev.palimpsest.cli.terminal.TextTable;
import dev.palimpsest.survey.Person;
import java.time.LocalDate;
import java.util.List;

/** Shows people whom a number counts, for the screen only. */
public final class PeopleText {
    private PeopleText() {}

    public static void print(Terminal terminal, List<Person> people) {
        TextTable table = new TextTable("lll");
        people.forEach(person -> table.row(person.key().value(), terminal.bold(person.title()), lastActivity(person)));
        table.print(terminal.out(), "  ");
    }

    /** @param others how many are not shown */
    public static void more(Terminal terminal, int others) {
        if (others > 0) {
            terminal.out().println("  and " + grouped(others) + " more; --who lists them all");
        }
    }

    private static String lastActivity(Person person) {
        LocalDate day = person.lastActivity();
        return day == null ? "last activity unknown" : "last active on " + day;
    }
}
