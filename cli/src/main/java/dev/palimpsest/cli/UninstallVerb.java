package dev.palimpsest.cli;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.cli.document.Stopwatch;
import dev.palimpsest.cli.document.UninstallDocument;
import dev.palimpsest.cli.terminal.Terminal;
import dev.palimpsest.cli.text.UninstallText;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.problem.Suggestion;
import dev.palimpsest.uninstall.Loss;
import dev.palimpsest.uninstall.Uninstallation;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code palimpsest uninstall}. */
@Command(
        name = "uninstall",
        mixinStandardHelpOptions = true,
        description =
                "Shows what Palimpsest's own tables hold, and with --confirm drops them. What was done to people stays"
                        + " done, but nobody knows of it any more.",
        optionListHeading = "%nOptions:%n",
        footerHeading = Texts.EXAMPLES,
        footer = {
            "  palimpsest uninstall --map gym.yaml --url jdbc:postgresql://localhost:5432/gym --user gym",
            "  palimpsest uninstall (the same options) --confirm",
            "  palimpsest uninstall (the same options) --confirm --lose legal-holds,unproved-runs",
            "",
            "The tables of all maps that share them go at once. The home stays: its reports are evidence, and the keys of runs"
                    + " that were not proved are of no use without the tables.",
            "",
            Texts.EXIT_CODES
        })
final class UninstallVerb extends AttachedVerb {
    @Option(names = "--confirm", description = "Does it. Without it nothing changes.")
    private boolean confirmed;

    @Option(
            names = "--lose",
            paramLabel = "WHAT",
            split = ",",
            description =
                    "What may be lost although somebody still needs it: legal-holds, unproved-runs, untold (people whom"
                            + " other systems have not confirmed to have forgotten).")
    private List<String> lose = new ArrayList<>();

    UninstallVerb(Terminal terminal, Map<String, String> environment) {
        super(terminal, environment);
    }

    @Override
    String doing() {
        return "Looking at Palimpsest's own tables";
    }

    @Override
    void refuseArguments() {
        losses();
    }

    private Set<Loss> losses() {
        Set<Loss> losses = EnumSet.noneOf(Loss.class);
        for (String word : lose) {
            losses.add(Loss.of(word)
                    .orElseThrow(() -> new PalimpsestException(
                            ErrorCode.BAD_ARGUMENT,
                            "--lose is '" + word + "'; it is one of " + String.join(", ", Loss.words()) + "."
                                    + Suggestion.didYouMean(word, Loss.words()))));
        }
        return losses;
    }

    @Override
    Came on(Palimpsest palimpsest, Stopwatch stopwatch) {
        Uninstallation uninstallation = confirmed ? palimpsest.uninstall(losses()) : palimpsest.uninstall();
        UninstallDocument document = UninstallDocument.of(uninstallation, stopwatch.seconds());
        return new Came("uninstall", document, true, terminal -> {
            UninstallText.print(terminal, document);
            if (!document.dropped() && !document.tables().isEmpty()) {
                terminal.out().println();
                terminal.out().println(Texts.FINAL);
                terminal.out().println("To do it: " + again("uninstall") + " --confirm");
                if (!document.losses().isEmpty()) {
                    // not to be copied without a thought
                    terminal.paragraph(
                            "  ",
                            "It refuses while somebody still needs what is marked with ! above. See to that first; what"
                                    + " may be lost all the same is said by --lose "
                                    + String.join(",", document.losses().keySet()) + ".");
                }
            }
        });
    }
}
