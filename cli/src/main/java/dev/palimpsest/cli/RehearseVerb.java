package dev.palimpsest.cli;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.chunk.RunSettings;
import dev.palimpsest.cli.document.RehearsalDocument;
import dev.palimpsest.cli.document.Stopwatch;
import dev.palimpsest.cli.terminal.Terminal;
import dev.palimpsest.cli.text.RehearsalText;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.PreviewFile;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.run.RehearsalResult;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code palimpsest rehearse}. */
@Command(
        name = "rehearse",
        mixinStandardHelpOptions = true,
        description =
                "Treats a preview, or a sample of it, for real and undoes it, chunk by chunk: says whom the database, its"
                        + " triggers and constraints would refuse, and how long a run would take. Nothing is changed, and the preview"
                        + " stays unspent.",
        optionListHeading = "%nOptions:%n",
        footerHeading = Texts.EXAMPLES,
        footer = {
            "  palimpsest rehearse --map gym.yaml --url jdbc:postgresql://localhost:5432/gym --user gym \\",
            "                      --preview p.json",
            "  palimpsest rehearse (the same options) --sample 500 --list",
            "",
            "It needs the rights of a run and locks what a run locks, for as long. Numbers that sequences have given out are not"
                    + " given back, and what a trigger does outside the database, or in a table without transactions, cannot"
                    + " be undone. Not rehearsed: the sweep in records of others, the hooks after a run, the proof.",
            "",
            Texts.EXIT_CODES
        })
final class RehearseVerb extends AttachedVerb {
    @Option(
            names = "--preview",
            paramLabel = "FILE",
            description = "The preview, as 'preview --out' wrote it. Required.")
    private @Nullable Path file;

    @Option(
            names = "--sample",
            paramLabel = "N",
            description = "Only so many of its people, spread evenly, the same every time (default: everybody).")
    private @Nullable Integer sample;

    @Option(names = "--list", description = "Lists by key everybody who would be skipped or fail, with the reason.")
    private boolean list;

    @Option(
            names = "--chunk-size",
            paramLabel = "N",
            description = "Subjects per transaction, 1 to 10000 (default: 1000). Rehearse with what the run will have.")
    private @Nullable Integer chunkSize;

    RehearseVerb(Terminal terminal, Map<String, String> environment) {
        super(terminal, environment);
    }

    @Override
    String doing() {
        return "Rehearsing";
    }

    @Override
    void refuseArguments() {
        preview();
    }

    private Path preview() {
        if (file == null) {
            throw new PalimpsestException(
                    ErrorCode.BAD_ARGUMENT,
                    "A preview is rehearsed. Make one with 'preview --out FILE', and name it with --preview.");
        }
        return file;
    }

    @Override
    Came on(Palimpsest attached, Stopwatch stopwatch) {
        Preview preview = PreviewFile.read(preview());
        Palimpsest palimpsest =
                chunkSize == null ? attached : attached.with(RunSettings.STANDARD.withChunkSize(chunkSize));
        RehearsalResult result = sample == null ? palimpsest.rehearse(preview) : palimpsest.rehearse(preview, sample);
        RehearsalDocument document = RehearsalDocument.of(result, list, stopwatch.seconds());
        return new Came("rehearsal", document, document.complete(), terminal -> {
            RehearsalText.print(terminal, document);
            if (!document.complete() && !list) {
                terminal.out().println("Who they are, by key: the same with --list");
            }
        });
    }
}
