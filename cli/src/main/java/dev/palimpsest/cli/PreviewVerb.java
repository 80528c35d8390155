package dev.palimpsest.cli;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.cli.document.Document;
import dev.palimpsest.cli.document.PreviewDocument;
import dev.palimpsest.cli.document.Stopwatch;
import dev.palimpsest.cli.document.SubjectDocument;
import dev.palimpsest.cli.terminal.Progress;
import dev.palimpsest.cli.terminal.Terminal;
import dev.palimpsest.cli.text.ActText;
import dev.palimpsest.cli.text.MentionsText;
import dev.palimpsest.cli.text.PreviewText;
import dev.palimpsest.cli.text.SubjectText;
import dev.palimpsest.map.PrivacyMap;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.PreviewFile;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.survey.Assessment;
import dev.palimpsest.trace.Mentions;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code palimpsest preview}. */
@Command(
        name = "preview",
        mixinStandardHelpOptions = true,
        description = "Freezes who would be anonymised and shows what would happen to every table. Changes nothing.",
        optionListHeading = "%nOptions:%n",
        footerHeading = Texts.EXAMPLES,
        footer = {
            "  palimpsest preview --map gym.yaml --url jdbc:postgresql://localhost:5432/gym --user gym",
            "  palimpsest preview (the same options) --key 4711 --out p.json",
            "",
            "A preview expires after 24 hours, and a run executes it once. Its file holds keys and counts, no names.",
            "",
            Texts.EXIT_CODES
        })
final class PreviewVerb implements Callable<Integer> {
    private static final DateTimeFormatter EXPIRY =
            DateTimeFormatter.ofPattern("uuuu-MM-dd 'at' HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private final Terminal terminal;

    @Mixin
    private final Attachment attachment;

    @Mixin
    private final SelectionOptions selection = new SelectionOptions();

    @Option(names = "--out", paramLabel = "FILE", description = "Writes the preview to this file, for 'run'.")
    private @Nullable Path file;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description =
                    "What the operation is called; stands in the preview, the run and its report. Name nobody in it.")
    private @Nullable String name;

    @Option(
            names = "--list",
            description =
                    "Lists everybody who was selected and cannot go now, with the reasons, and the keys of those who"
                            + " share an identifier with somebody who stays.")
    private boolean list;

    @Option(
            names = "--samples",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Shows the rows of one subject before and after, at most N per table, and N mentions per column; 0 for"
                            + " none (default: 1). On the screen only.")
    private int samples;

    @Mixin
    private final MentionsOptions mentioned = new MentionsOptions();

    @Mixin
    private final WhoOptions who = new WhoOptions();

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final Today today = new Today();

    PreviewVerb(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.attachment = new Attachment(terminal, environment);
    }

    @Override
    public Integer call() {
        Stopwatch stopwatch = new Stopwatch();
        refuseUnfitting();
        PrivacyMap map = attachment.map();
        String spoken = attachment.language(map);
        Palimpsest palimpsest = today.on(attachment.attach(map));
        Selection selected = selection.of(palimpsest);
        List<String> unknown = Keys.unknown(palimpsest, selected);
        List<Assessment> blocked = new ArrayList<>();
        MentionsOptions.Previewed previewed;
        try (Progress progress = Progress.onlyLive(terminal)) {
            progress.doing("Judging and counting");
            previewed = mentioned.of(palimpsest, selected, output.isJson() ? 0 : samples, subject -> {
                if (list) {
                    blocked.add(subject);
                }
            });
        }
        Preview preview = previewed.preview();
        @Nullable Mentions mentions = previewed.mentions();
        long recordsKept = palimpsest.recordsKept(preview.keys());
        if (name != null) {
            preview = preview.named(name);
        }
        if (file != null) {
            PreviewFile.write(preview, file);
        }
        List<PreviewDocument.Sharing> sharing =
                list && !preview.sharedIdentifiers().isEmpty() ? sharing(palimpsest, preview) : List.of();
        if (output.isJson()) {
            List<SubjectDocument> listed = list
                    ? blocked.stream()
                            .map(subject -> SubjectDocument.of(subject, null, null))
                            .toList()
                    : null;
            String written = file == null ? null : file.toString();
            Document.print(
                    terminal.out(),
                    "preview",
                    PreviewDocument.of(
                            preview,
                            recordsKept,
                            mentions,
                            written,
                            unknown,
                            listed,
                            list ? sharing : null,
                            who.document(palimpsest, selected.inactivity(), preview.keys()),
                            stopwatch.seconds()));
        } else {
            tell(palimpsest, preview, recordsKept, mentions, selected, blocked, sharing, spoken);
            ActText.unknown(terminal, unknown);
        }
        return unknown.isEmpty() && !Keys.refused(selected, preview.blocked()) ? ExitCode.DONE : ExitCode.INCOMPLETE;
    }

    private static List<PreviewDocument.Sharing> sharing(Palimpsest palimpsest, Preview preview) {
        return palimpsest.sharedIdentifiers(preview.keys()).entrySet().stream()
                .map(shared -> PreviewDocument.Sharing.of(shared.getKey(), shared.getValue()))
                .toList();
    }

    private void refuseUnfitting() {
        who.refuseUnfitting();
        if (samples < 0) {
            throw new PalimpsestException(ErrorCode.BAD_ARGUMENT, "--samples is " + samples + "; 0 means none.");
        }
        if (today.isSet() && file != null) {
            throw new PalimpsestException(
                    ErrorCode.BAD_ARGUMENT,
                    "--today is for looking at another day; what it shows can never be run. Leave --out away.");
        }
    }

    private void tell(
            Palimpsest palimpsest,
            Preview preview,
            long recordsKept,
            @Nullable Mentions mentions,
            Selection selected,
            List<Assessment> blocked,
            List<PreviewDocument.Sharing> sharing,
            String spoken) {
        PreviewText.print(terminal, preview);
        PreviewText.states(terminal, preview.keys().size(), recordsKept);
        who.print(terminal, "Who would go", palimpsest, selected.inactivity(), preview.keys(), false);
        PreviewText.reservations(terminal, preview);
        PreviewText.sharing(terminal, sharing);
        if (!blocked.isEmpty()) {
            terminal.heading("Who cannot go now");
            Map<SubjectKey, String> titles =
                    palimpsest.titles(blocked.stream().map(Assessment::key).toList());
            blocked.forEach(
                    subject -> SubjectText.print(terminal, subject, titles.getOrDefault(subject.key(), ""), spoken));
        }
        if (samples > 0 && !preview.keys().isEmpty()) {
            SubjectKey first = preview.keys().getFirst();
            String title = palimpsest.titles(List.of(first)).getOrDefault(first, "");
            PreviewText.samples(terminal, title + ", key " + first, palimpsest.samples(first, samples));
        }
        if (!preview.keys().isEmpty()) {
            MentionsText.print(terminal, mentions);
        }
        terminal.out().println();
        terminal.out().println("Digest: " + terminal.bold(preview.digest()));
        if (preview.keys().isEmpty()) {
            terminal.out().println("Nobody may go, so there is nothing to run.");
        } else if (file == null) {
            terminal.out().println("Nothing was written. To run it, make the preview with --out FILE.");
        } else {
            terminal.out().println(Texts.FINAL);
            terminal.out()
                    .println("Written to " + file + "; it expires on " + EXPIRY.format(preview.expiresAt())
                            + ". To run it:");
            terminal.out()
                    .println("  " + Shell.palimpsest() + " run " + attachment.asArguments() + " --preview "
                            + Shell.quoted(file.toString()) + " --confirm " + preview.digest());
        }
    }
}
