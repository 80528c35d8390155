package dev.palimpsest.cli;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.cli.document.PersonDocument;
import dev.palimpsest.cli.terminal.Terminal;
import dev.palimpsest.cli.text.PeopleText;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.survey.Inactivity;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whoever confirms a number should be able to see whom it counts: the first of them always, everybody on request. */
final class WhoOptions {
    /** People shown without a request. */
    private static final int FIRST = 20;
    /** People read at a time. */
    private static final int BATCH = 5_000;

    @Option(
            names = "--who",
            description =
                    "Lists everybody of whom it would be done: key, name and last activity. Without it a text shows"
                            + " the first twenty.")
    private boolean everybody;

    @Option(names = "--names", description = "With --who: writes names into json.")
    private boolean names;

    /** @throws PalimpsestException BAD_ARGUMENT when names are asked for of nobody */
    void refuseUnfitting() {
        if (names && !everybody) {
            throw new PalimpsestException(
                    ErrorCode.BAD_ARGUMENT, "--names says what --who writes into json. Add --who.");
        }
    }

    /** For JSON; null when nobody has asked. */
    @Nullable
    List<PersonDocument> document(Palimpsest palimpsest, Inactivity inactivity, List<SubjectKey> keys) {
        return everybody
                ? palimpsest.people(inactivity, keys).stream()
                        .map(person -> PersonDocument.of(person, names))
                        .toList()
                : null;
    }

    /** @param all whether everybody was asked for in another way */
    void print(
            Terminal terminal,
            String title,
            Palimpsest palimpsest,
            Inactivity inactivity,
            List<SubjectKey> keys,
            boolean all) {
        if (keys.isEmpty()) {
            return;
        }
        terminal.heading(title);
        int shown = everybody || all ? keys.size() : Math.min(FIRST, keys.size());
        for (int from = 0; from < shown; from += BATCH) {
            PeopleText.print(
                    terminal, palimpsest.people(inactivity, keys.subList(from, Math.min(shown, from + BATCH))));
        }
        PeopleText.more(terminal, keys.size() - shown);
    }
}
