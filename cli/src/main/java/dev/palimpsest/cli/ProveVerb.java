package dev.palimpsest.cli;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.cli.document.Document;
import dev.palimpsest.cli.document.ProofDocument;
import dev.palimpsest.cli.document.Stopwatch;
import dev.palimpsest.cli.terminal.Progress;
import dev.palimpsest.cli.terminal.Terminal;
import dev.palimpsest.cli.text.LookText;
import dev.palimpsest.cli.text.ProofText;
import dev.palimpsest.ledger.RunId;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.proof.Look;
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
            "'prove --look' shows the texts on the terminal, 'decide' takes a decision about one of them.",
            "",
            Texts.EXIT_CODES
        })
final class ProveVerb implements Callable<Integer> {
    private static final int LIMIT = 20;

    private final Terminal terminal;

    @Mixin
    private final Attachment attachment;

    @Option(names = "--run", paramLabel = "ID", description = "The run (default: the newest).")
    private @Nullable String id;

    @Option(
            names = "--look",
            description =
                    "Shows the texts with residual and possible hits of the last proof, the places marked. On a terminal"
                            + " only; nothing is stored. Where there is no proof yet, one is made first, with --keep-key.")
    private boolean look;

    @Option(
            names = "--keep-key",
            description =
                    "Keeps fingerprints and key of the run although the proof is green, so that decisions can be taken. The"
                            + " next 'prove' without it ends the run.")
    private boolean keepKey;

    @Option(names = "--limit", paramLabel = "N", description = "With --look: at most so many (default: 20).")
    private @Nullable Integer limit;

    @Option(names = "--from", paramLabel = "N", description = "With --look: passes over the first so many.")
    private @Nullable Long from;

    @Mixin
    private final Output output = new Output();

    ProveVerb(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.attachment = new Attachment(terminal, environment);
    }

    @Override
    public Integer call() {
        Stopwatch stopwatch = new Stopwatch();
        refuseArguments();
        Instant begun = Instant.now();
        Palimpsest palimpsest = attachment.attach();
        if (look && looked(palimpsest)) {
            return ExitCode.DONE;
        }
        ProofReport report;
        try (Progress progress = Progress.onlyLive(terminal)) {
            progress.doing("Reading everything again");
            Optional<RunId> named = Optional.ofNullable(id).map(RunId::new);
            report = keepKey || look ? palimpsest.proveWithoutEnding(named) : palimpsest.prove(named);
        }
        Reports reports = palimpsest.reports();
        RunId run = new RunId(report.run());
        ProofDocument document = ProofDocument.of(report, ProofDocument.Report.of(reports, run), stopwatch.seconds());
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
            } else if (report.green() && (keepKey || look)) {
                terminal.paragraph(
                        "  ",
                        "Fingerprints and key of the run are still there, so that decisions can be taken. 'prove' without"
                                + " --keep-key ends the run.");
            }
        }
        if (look) {
            looked(palimpsest);
        }
        // files that stay are told of, but no verb could do more about them
        return report.green() && report.allConfirmed() ? ExitCode.DONE : ExitCode.INCOMPLETE;
    }

    private void refuseArguments() {
        if (!look && (limit != null || from != null)) {
            throw new PalimpsestException(ErrorCode.BAD_ARGUMENT, "--limit and --from are for --look. Add it.");
        }
        if (look && (output.isJson() || !terminal.isScreen())) {
            throw new PalimpsestException(
                    ErrorCode.BAD_ARGUMENT,
                    "--look shows people's texts, which are kept nowhere: on a terminal only, neither in a file or pipe nor"
                            + " with --format json. What was found where stands in the list of hits beside the report.");
        }
        if (limit != null && limit < 1 || from != null && from < 0) {
            throw new PalimpsestException(ErrorCode.BAD_ARGUMENT, "--limit is 1 or more, --from 0 or more.");
        }
    }

    /** Whether a proof has left a list to look at. */
    private boolean looked(Palimpsest palimpsest) {
        long first = from == null ? 0 : from;
        Optional<Look.Cells> cells;
        try (Progress progress = Progress.onlyLive(terminal)) {
            progress.doing("Looking up what was found");
            cells = palimpsest.look(Optional.ofNullable(id).map(RunId::new), first, limit == null ? LIMIT : limit);
        }
        cells.ifPresent(found -> LookText.print(terminal, found, first));
        return cells.isPresent();
    }
}
