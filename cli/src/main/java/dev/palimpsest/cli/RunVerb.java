package dev.palimpsest.cli;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.cli.document.Document;
import dev.palimpsest.cli.document.RunDocument;
import dev.palimpsest.cli.document.Stopwatch;
import dev.palimpsest.cli.terminal.Progress;
import dev.palimpsest.cli.terminal.Terminal;
import dev.palimpsest.cli.text.ExportText;
import dev.palimpsest.cli.text.RunText;
import dev.palimpsest.export.ExportResult;
import dev.palimpsest.map.PrivacyMap;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.PreviewFile;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.run.RunResult;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code palimpsest run}. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Executes a preview, once: anonymises the people it froze who still may go. Cannot be undone.",
        optionListHeading = "%nOptions:%n",
        footerHeading = Texts.EXAMPLES,
        footer = {
            "  palimpsest run --map gym.yaml --url jdbc:postgresql://localhost:5432/gym --user gym \\",
            "                 --preview p.json --confirm DIGEST",
            "  palimpsest run (the same options) --chunk-size 200 --brake 0.05",
            "  palimpsest run (the same options) --export-first copy",
            "",
            "The digest is what 'preview' shows: who confirms it confirms exactly what was seen. Interrupted, the run goes"
                    + " on with 'resume'. Read everything again afterwards with 'prove'.",
            "",
            Texts.EXIT_CODES
        })
final class RunVerb implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final Attachment attachment;

    @Option(
            names = "--preview",
            paramLabel = "FILE",
            description = "The preview, as 'preview --out' wrote it. Required.")
    private @Nullable Path file;

    @Option(names = "--confirm", paramLabel = "DIGEST", description = "The whole digest of the preview. Required.")
    private @Nullable String digest;

    @Option(
            names = "--export-first",
            paramLabel = "DIRECTORY",
            description =
                    "Writes the data of everybody in the preview there before anything is changed, as 'export' does;"
                            + " if that fails, nothing is changed.")
    private @Nullable Path exportFirst;

    @Mixin
    private final Pace pace = new Pace();

    @Mixin
    private final Output output = new Output();

    RunVerb(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.attachment = new Attachment(terminal, environment);
    }

    @Override
    public Integer call() {
        Stopwatch stopwatch = new Stopwatch();
        if (file == null) {
            throw new PalimpsestException(
                    ErrorCode.BAD_ARGUMENT,
                    "A run executes a preview. Make one with 'preview --out FILE', look at it, and name it with --preview.");
        }
        if (digest == null) {
            throw new PalimpsestException(
                    ErrorCode.PREVIEW_NOT_CONFIRMED,
                    "the run was not confirmed, so nothing was changed. " + Texts.FINAL
                            + " Look at the preview and add --confirm with the digest it shows.");
        }
        PrivacyMap map = attachment.map();
        Palimpsest palimpsest = attachment.attach(map).with(pace.settings());
        Preview preview = PreviewFile.read(file);
        String by = System.getProperty("user.name", "unknown");
        ExportResult copy = exportFirst == null
                ? null
                : palimpsest.exportFirst(preview, digest, by, exportFirst, attachment.language(map));
        if (copy != null && !output.isJson()) {
            terminal.out().println("Exported first: " + ExportText.summary(copy) + ".");
        }
        RunResult result;
        try (Progress progress = output.isJson() ? Progress.onlyLive(terminal) : Progress.on(terminal)) {
            try {
                result = palimpsest.run(preview, digest, by, progress);
            } catch (PalimpsestException failure) {
                throw attachment.ended(failure, progress.run());
            }
        }
        String exported = copy == null ? null : copy.directory().toString();
        return tell(terminal, output, attachment, RunDocument.of(result, exported, stopwatch.seconds()));
    }

    static int tell(Terminal terminal, Output output, Attachment attachment, RunDocument run) {
        if (output.isJson()) {
            Document.print(terminal.out(), "run", run);
        } else {
            RunText.print(terminal, run);
            if (run.state().equals("closed")) {
                terminal.out()
                        .println(
                                "The run is closed, and nothing is left to do with it: without its key, or when nobody was treated, there is nothing"
                                        + " to prove.");
            } else {
                terminal.out()
                        .println("Next, read everything again: " + Shell.palimpsest() + " prove "
                                + attachment.asArguments() + " --run " + run.run());
            }
        }
        return run.complete() ? ExitCode.DONE : ExitCode.INCOMPLETE;
    }
}
