package dev.palimpsest.cli;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.cli.document.RunsDocument;
import dev.palimpsest.cli.document.Stopwatch;
import dev.palimpsest.cli.terminal.Terminal;
import dev.palimpsest.cli.text.RunsText;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code palimpsest runs}. */
@Command(
        name = "runs",
        mixinStandardHelpOptions = true,
        description = "Lists the runs that the database knows, the newest first, and what was proved of them.",
        optionListHeading = "%nOptions:%n",
        footerHeading = Texts.EXAMPLES,
        footer = {
            "  palimpsest runs --map gym.yaml --url jdbc:postgresql://localhost:5432/gym --user gym",
            "  palimpsest runs (the same options) --limit 100 --format json",
            "",
            "States: running (people are left; 'resume' goes on), braked (look why, then 'resume --brake 1'), finished"
                    + " ('prove' comes next), proved or closed (nothing is left to do). A red proof stands in the home in which it was"
                    + " made, and is not seen from another.",
            "",
            Texts.EXIT_CODES
        })
final class RunsVerb extends AttachedVerb {
    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "Lists at most so many (default: 20).")
    private int limit;

    RunsVerb(Terminal terminal, Map<String, String> environment) {
        super(terminal, environment);
    }

    @Override
    String doing() {
        return "Looking runs up";
    }

    @Override
    Came on(Palimpsest palimpsest, Stopwatch stopwatch) {
        RunsDocument document = RunsDocument.of(palimpsest.map().name(), palimpsest.runs(limit), stopwatch.seconds());
        return new Came("runs", document, true, terminal -> RunsText.print(terminal, document));
    }
}
