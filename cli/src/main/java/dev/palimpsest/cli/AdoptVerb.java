package dev.palimpsest.cli;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.cli.document.AdoptDocument;
import dev.palimpsest.cli.document.Document;
import dev.palimpsest.cli.document.Stopwatch;
import dev.palimpsest.cli.terminal.Terminal;
import dev.palimpsest.cli.text.AdoptText;
import dev.palimpsest.ledger.Adoption;
import dev.palimpsest.ledger.DatabaseStanding;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.problem.Suggestion;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code palimpsest adopt}. */
@Command(
        name = "adopt",
        mixinStandardHelpOptions = true,
        description =
                "Says whether this is the database that Palimpsest's own tables and the home know, and writes down what"
                        + " became of it when it is not: after a move, a restored backup or a copy.",
        optionListHeading = "%nOptions:%n",
        footerHeading = Texts.EXAMPLES,
        footer = {
            "  palimpsest adopt --map gym.yaml --url jdbc:postgresql://new:5432/gym --user gym",
            "  palimpsest adopt (the same options) --as moved",
            "",
            "Without --as it only looks. Until somebody has said which, no verb changes anything. Previews made before are"
                    + " void; runs that were not proved go on here.",
            "",
            Texts.EXIT_CODES
        })
final class AdoptVerb implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final Attachment attachment;

    @Option(
            names = "--as",
            paramLabel = "WORD",
            description = "moved: it lies here now, as it was (another server, a newer version, another name)."
                    + " restored: an older state was brought back; what was done since is undone."
                    + " copied: it goes on elsewhere, and this is a database of its own from now on.")
    private @Nullable String word;

    @Mixin
    private final Output output = new Output();

    AdoptVerb(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.attachment = new Attachment(terminal, environment);
    }

    @Override
    public Integer call() {
        Stopwatch stopwatch = new Stopwatch();
        Palimpsest palimpsest = attachment.attach();
        DatabaseStanding standing = word == null
                ? palimpsest.standing()
                : palimpsest.adopt(adoption(word), System.getProperty("user.name", "unknown"));
        AdoptDocument document = AdoptDocument.of(standing, word, stopwatch.seconds());
        if (output.isJson()) {
            Document.print(terminal.out(), "adopt", document);
        } else {
            AdoptText.print(terminal, document);
        }
        return standing.isKnown() ? ExitCode.DONE : ExitCode.INCOMPLETE;
    }

    private static Adoption adoption(String word) {
        return Adoption.of(word)
                .orElseThrow(() -> new PalimpsestException(
                        ErrorCode.BAD_ARGUMENT,
                        "--as is '" + word + "'; it is one of " + String.join(", ", Adoption.words()) + "."
                                + Suggestion.didYouMean(word, Adoption.words())));
    }
}
