package dev.palimpsest.cli;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.cli.document.Document;
import dev.palimpsest.cli.document.ProofDocument;
import dev.palimpsest.cli.document.Stopwatch;
import dev.palimpsest.cli.terminal.Progress;
import dev.palimpsest.cli.terminal.Terminal;
import dev.palimpsest.cli.text.ProofText;
import dev.palimpsest.ledger.RunId;
import dev.palimpsest.proof.ProofReport;
import dev.palimpsest.proof.Reports;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code palimpsest prove}. */
@Command(
        name = "prove",
        mixinStandardHelpOptions = true,
        description = "Reads the whole database again after a run and says whether anything of its people is left."
                + " Changes no business data. A green proof is made once; later calls show its report.",
        optionListHeading = "%nOptions:%n",
        footerHeading = Texts.EXAMPLES,
        footer = {
            "  palimpsest prove --map gym.yaml --url jdbc:postgresql://localhost:5432/gym --user gym",
            "  palimpsest prove (the same options) --run 20261122-1a2b3c --format json",
            "",
            "A red proof names table, column and key, never the value. Mend the map, 'resume', and prove again.",
            "",
            Texts.EXIT_CODES
        })
final class ProveVerb implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final Attachment attachment;

    @Option(names = "--run", paramLabel = "ID", description = "The run (default: the newest).")
    private @Nullable String id;

    @Mixin
    private final Output output = new Output();

    ProveVerb(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.attachment = new Attachment(terminal, environment);
    }

    @Override
    public Integer call() {
        Stopwatch stopwatch = new Stopwatch();
        Instant begun = Instant.now();
        Palimpsest palimpsest = attachment.attach();
        ProofReport report;
        try (Progress progress = Progress.onlyLive(terminal)) {
            progress.doing("Reading everything again");
            report = palimpsest.prove(Optional.ofNullable(id).map(RunId::new));
        }
        Reports reports = palimpsest.reports();
        RunId run = new RunId(report.run());
        ProofDocument document = ProofDocument.of(
                report, ProofDocument.Report.of(reports.json(run), reports.page(run)), stopwatch.seconds());
        if (output.isJson()) {
            Document.print(terminal.out(), "proof", document);
        } else {
            ProofText.print(terminal, document);
            if (Instant.parse(report.provedAt()).isBefore(begun)) {
                terminal.paragraph(
                        "  ",
                        "This is the report of " + report.provedAt()
                                + ". A run whose proof was green is not read again: the"
                                + " fingerprints of its people were destroyed then.");
            }
        }
        // files that stay are told of, but no verb could do more about them
        return report.green() && report.allConfirmed() ? ExitCode.DONE : ExitCode.INCOMPLETE;
    }
}
