package dev.palimpsest.cli;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.cli.document.RunDocument;
import dev.palimpsest.cli.document.Stopwatch;
import dev.palimpsest.cli.terminal.Progress;
import dev.palimpsest.cli.terminal.Terminal;
import dev.palimpsest.ledger.RunId;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.run.Rest;
import dev.palimpsest.run.RunResult;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code palimpsest resume}. */
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        description = "Goes on with an interrupted run, or sweeps a finished one again after the map was mended.",
        optionListHeading = "%nOptions:%n",
        footerHeading = Texts.EXAMPLES,
        footer = {
            "  palimpsest resume --map gym.yaml --url jdbc:postgresql://localhost:5432/gym --user gym",
            "  palimpsest resume (the same options) --run 20261122-1a2b3c --brake 1",
            "  palimpsest resume (the same options) --close",
            "",
            Texts.EXIT_CODES
        })
final class ResumeVerb implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final Attachment attachment;

    @Option(names = "--run", paramLabel = "ID", description = "The run (default: the newest).")
    private @Nullable String id;

    @Option(
            names = "--confirm",
            paramLabel = "DIGEST",
            description =
                    "Treats those who remain by this map in these tables, though others were confirmed: the digest that the"
                            + " refusal shows.")
    private @Nullable String confirmed;

    @Option(
            names = "--close",
            description =
                    "Releases those who remain: the run ends with those it has treated; the others are left untouched, for"
                            + " a new preview.")
    private boolean close;

    @Option(
            names = "--lose-proof",
            description =
                    "With --close, when the run's key is lost for good: ends it though it can neither be swept nor proved.")
    private boolean loseProof;

    @Mixin
    private final Pace pace = new Pace();

    @Mixin
    private final Output output = new Output();

    ResumeVerb(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.attachment = new Attachment(terminal, environment);
    }

    @Override
    public Integer call() {
        Stopwatch stopwatch = new Stopwatch();
        Rest rest = rest();
        Palimpsest palimpsest = attachment.attach().with(pace.settings());
        RunResult result;
        try (Progress progress = output.isJson() ? Progress.onlyLive(terminal) : Progress.on(terminal)) {
            try {
                result = palimpsest.resume(Optional.ofNullable(id).map(RunId::new), rest, progress);
            } catch (PalimpsestException failure) {
                throw attachment.ended(failure, progress.run());
            }
        }
        return RunVerb.tell(terminal, output, attachment, RunDocument.of(result, stopwatch.seconds()));
    }

    private Rest rest() {
        if (loseProof && !close) {
            throw new PalimpsestException(
                    ErrorCode.BAD_ARGUMENT, "--lose-proof says how a run is closed. Add --close.");
        }
        if (close && confirmed != null) {
            throw new PalimpsestException(
                    ErrorCode.BAD_ARGUMENT,
                    "those who remain are treated (--confirm) or released (--close), not both. Leave one out.");
        }
        String by = System.getProperty("user.name", "unknown");
        if (close) {
            return new Rest.Released(loseProof, by);
        }
        return confirmed == null ? Rest.AS_CONFIRMED : new Rest.ByThisMap(confirmed, by);
    }
}
