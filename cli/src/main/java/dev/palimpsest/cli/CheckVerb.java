package dev.palimpsest.cli;

import dev.palimpsest.check.CheckResult;
import dev.palimpsest.cli.document.CheckDocument;
import dev.palimpsest.cli.document.Document;
import dev.palimpsest.cli.document.Stopwatch;
import dev.palimpsest.cli.terminal.Terminal;
import dev.palimpsest.cli.text.CheckText;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code palimpsest check}. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description =
                "Compares the privacy map with the live database and reports every problem at once. Changes nothing.",
        optionListHeading = "%nOptions:%n",
        footerHeading = Texts.EXAMPLES,
        footer = {
            "  palimpsest check --map gym.yaml --url jdbc:postgresql://localhost:5432/gym --user gym",
            "  palimpsest check --map gym.yaml --url jdbc:postgresql://db/gym --user gym --format json",
            "",
            Texts.EXIT_CODES
        })
final class CheckVerb implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final Attachment attachment;

    @Mixin
    private final Output output = new Output();

    CheckVerb(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.attachment = new Attachment(terminal, environment);
    }

    @Override
    public Integer call() {
        Stopwatch stopwatch = new Stopwatch();
        CheckResult result = attachment.attach().check();
        CheckDocument document = CheckDocument.of(result, stopwatch.seconds());
        if (output.isJson()) {
            Document.print(terminal.out(), "check", document);
        } else {
            CheckText.print(terminal, document);
        }
        return result.isReady() ? ExitCode.DONE : ExitCode.ENVIRONMENT;
    }
}
