package dev.palimpsest.cli;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.cli.document.Document;
import dev.palimpsest.cli.document.ExportDocument;
import dev.palimpsest.cli.document.Stopwatch;
import dev.palimpsest.cli.terminal.Progress;
import dev.palimpsest.cli.terminal.Terminal;
import dev.palimpsest.cli.text.ExportText;
import dev.palimpsest.export.ExportForm;
import dev.palimpsest.export.ExportOrder;
import dev.palimpsest.export.ExportResult;
import dev.palimpsest.map.PrivacyMap;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.preview.SavedSelection;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.survey.Act;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code palimpsest export}. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Writes people's data into files: for them, or as a safe copy before anything is destroyed."
                + " Changes nothing in the database.",
        optionListHeading = "%nOptions:%n",
        footerHeading = Texts.EXAMPLES,
        footer = {
            "  palimpsest export --map gym.yaml --url jdbc:postgresql://localhost:5432/gym --user gym \\",
            "                    --key 4711 --out for-member-4711",
            "  palimpsest export (the same options) --keys-file leaving.txt --only check_in,invoice --as csv --out copy",
            "",
            "The files hold personal data. They can be read by nobody but you; delete them when they are no longer needed.",
            "",
            Texts.EXIT_CODES
        })
final class ExportVerb implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final Attachment attachment;

    @Mixin
    private final KeyOptions keys = new KeyOptions();

    @Option(
            names = "--selection",
            paramLabel = "NAME",
            description = "The saved selection of this name: everybody it names, or, of a filter, everybody who may go"
                    + " now.")
    private @Nullable String saved;

    @Option(
            names = "--only",
            paramLabel = "TABLE",
            split = ",",
            description = "These tables only (default: everything that is linked to the subject).")
    private Set<String> only = Set.of();

    @Option(
            names = "--as",
            paramLabel = "json|html|csv",
            split = ",",
            defaultValue = "json,html",
            description = "json and html write a file per subject, csv one per table (default: json,html).")
    private Set<ExportForm> forms = Set.of();

    @Option(
            names = "--out",
            paramLabel = "DIRECTORY",
            description = "Where the files go; nothing that is there already is replaced. Required.")
    private @Nullable Path directory;

    @Mixin
    private final Output output = new Output();

    ExportVerb(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.attachment = new Attachment(terminal, environment);
    }

    @Override
    public Integer call() {
        Stopwatch stopwatch = new Stopwatch();
        if (directory == null) {
            throw new PalimpsestException(
                    ErrorCode.BAD_ARGUMENT,
                    "an export is written into files. Name a directory that does not exist yet with --out.");
        }
        PrivacyMap map = attachment.map();
        Palimpsest palimpsest = attachment.attach(map);
        ExportOrder order = new ExportOrder(whom(palimpsest), only, forms, directory, attachment.language(map), false);
        ExportResult result;
        try (Progress progress = Progress.onlyLive(terminal)) {
            progress.doing("Exporting");
            result = palimpsest.export(order);
        }
        if (output.isJson()) {
            Document.print(terminal.out(), "export", ExportDocument.of(result, stopwatch.seconds()));
        } else {
            ExportText.print(terminal, result);
        }
        return result.complete() ? ExitCode.DONE : ExitCode.INCOMPLETE;
    }

    private List<SubjectKey> whom(Palimpsest palimpsest) {
        if (saved == null) {
            return keys.of(palimpsest);
        }
        if (keys.areGiven()) {
            throw new PalimpsestException(
                    ErrorCode.BAD_ARGUMENT, "--selection says whom already. Leave the keys away.");
        }
        SavedSelection selection = palimpsest.selections().find(saved);
        return selection.byKeys()
                ? selection.selection().keys()
                : palimpsest
                        .consider(Act.ANONYMISE, selection.selection(), refused -> {})
                        .keys();
    }
}
