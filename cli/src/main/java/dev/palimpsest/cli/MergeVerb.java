package dev.palimpsest.cli;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.cli.document.Document;
import dev.palimpsest.cli.document.MergeDocument;
import dev.palimpsest.cli.document.Stopwatch;
import dev.palimpsest.cli.terminal.Progress;
import dev.palimpsest.cli.terminal.Terminal;
import dev.palimpsest.cli.text.MentionsText;
import dev.palimpsest.cli.text.MergeText;
import dev.palimpsest.cli.text.PeopleText;
import dev.palimpsest.ledger.MergeReason;
import dev.palimpsest.map.PrivacyMap;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.merge.MergeRequest;
import dev.palimpsest.merge.MergeResult;
import dev.palimpsest.merge.Merger;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.run.RunEvent;
import dev.palimpsest.run.RunResult;
import dev.palimpsest.survey.Inactivity;
import dev.palimpsest.trace.Mentions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code palimpsest merge}. */
@Command(
        name = "merge",
        mixinStandardHelpOptions = true,
        description =
                "Joins two profiles: the same person entered twice, or somebody who goes and the anonymous profile."
                        + " Shows first what would happen.",
        optionListHeading = "%nOptions:%n",
        footerHeading = Texts.EXAMPLES,
        footer = {
            "  palimpsest merge --map studio.yaml --url jdbc:postgresql://localhost:5432/studio --user studio \\",
            "                   --from 4711 --into 4712 --reason duplicate",
            "  palimpsest merge (the same options) --confirm DIGEST",
            "  palimpsest merge (the same options) --from 4711 --into-shared --reason request",
            "",
            "Without --confirm nothing is changed. A merge cannot be undone.",
            "",
            Texts.EXIT_CODES
        })
final class MergeVerb implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final Attachment attachment;

    @Option(names = "--from", paramLabel = "KEY", description = "The profile that goes. Required.")
    private @Nullable String from;

    @Option(names = "--into", paramLabel = "KEY", description = "The profile of the same person that stays.")
    private @Nullable String into;

    @Option(
            names = "--into-shared",
            description = "The anonymous profile that the map names: the person goes, as by 'preview' and 'run'.")
    private boolean intoShared;

    @Option(
            names = "--reason",
            paramLabel = "WORD",
            description = "Why: duplicate, request, correction or other. Required; written down.")
    private @Nullable String reason;

    @Option(names = "--keep-old", description = "Leaves the row of the profile that goes, without what belonged to it.")
    private boolean keepOld;

    @Option(
            names = "--confirm",
            paramLabel = "DIGEST",
            description = "Does it: the digest that was shown, or 'yes' for whatever would happen.")
    private @Nullable String confirmed;

    @Mixin
    private final MentionsOptions mentioned = new MentionsOptions();

    @Mixin
    private final Output output = new Output();

    MergeVerb(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.attachment = new Attachment(terminal, environment);
    }

    @Override
    public Integer call() {
        Stopwatch stopwatch = new Stopwatch();
        SubjectKey old = new SubjectKey(required(from, "--from with the key of the profile that goes"));
        MergeReason why = why();
        if ((into == null) != intoShared || (intoShared && keepOld)) {
            throw new PalimpsestException(
                    ErrorCode.BAD_ARGUMENT,
                    "name either --into with the key of the profile that stays, or --into-shared without --keep-old.");
        }
        PrivacyMap map = attachment.map();
        Palimpsest palimpsest = attachment.attach(map);
        Map<String, String> titles = titles(palimpsest);
        MergeDocument merge;
        @Nullable Mentions mentions = null;
        try (Progress progress = Progress.onlyLive(terminal)) {
            progress.doing("Looking at both profiles");
            if (into == null) {
                Merger.requireShared(map);
                Selection only = Selection.of(List.of(old));
                MentionsOptions.Previewed previewed = confirmed == null
                        ? mentioned.of(palimpsest, only, output.isJson() ? 0 : 1, blocked -> {})
                        : new MentionsOptions.Previewed(palimpsest.preview(only, blocked -> {}), null);
                mentions = previewed.mentions();
                merge = intoShared(palimpsest, previewed.preview(), mentions, why, stopwatch);
            } else {
                merge = ordinary(palimpsest, new MergeRequest(old, new SubjectKey(into), why, keepOld), stopwatch);
            }
        }
        if (output.isJson()) {
            Document.print(terminal.out(), "merge", merge);
        } else {
            tell(palimpsest, merge, mentions, titles);
        }
        boolean complete = confirmed == null ? merge.blocked().isEmpty() : merge.done() && merge.allConfirmed();
        return complete ? ExitCode.DONE : ExitCode.INCOMPLETE;
    }

    private MergeDocument ordinary(Palimpsest palimpsest, MergeRequest request, Stopwatch stopwatch) {
        MergeResult result =
                confirmed == null ? palimpsest.merge(request) : palimpsest.merge(request, confirmed, user());
        return MergeDocument.of(result, stopwatch.seconds());
    }

    private MergeDocument intoShared(
            Palimpsest palimpsest, Preview preview, @Nullable Mentions mentions, MergeReason why, Stopwatch stopwatch) {
        RunResult run = null;
        if (confirmed != null && preview.keys().isEmpty()) {
            palimpsest.requireConfirmed(preview, confirmed, user());
        } else if (confirmed != null) {
            run = palimpsest.mergeIntoShared(preview, confirmed, why, user(), RunEvent.Listener.none());
        }
        return MergeDocument.intoShared(String.valueOf(from), why.word(), preview, run, mentions, stopwatch.seconds());
    }

    private List<SubjectKey> both() {
        return Stream.of(from, into)
                .filter(Objects::nonNull)
                .map(SubjectKey::new)
                .toList();
    }

    /** How people see the two profiles; asked before one of them is gone. */
    private Map<String, String> titles(Palimpsest palimpsest) {
        if (output.isJson()) {
            return Map.of();
        }
        Map<String, String> titles = new HashMap<>();
        palimpsest.titles(both()).forEach((key, title) -> titles.put(key.value(), title));
        return titles;
    }

    private void tell(
            Palimpsest palimpsest, MergeDocument merge, @Nullable Mentions mentions, Map<String, String> titles) {
        MergeText.print(terminal, merge, titles);
        String run = merge.run();
        if (run != null) {
            terminal.out()
                    .println("Next, read everything again: " + Shell.palimpsest() + " prove " + attachment.asArguments()
                            + " --run " + run);
        } else if (confirmed == null && merge.blocked().isEmpty()) {
            terminal.heading("Who goes" + (into == null ? "" : ", and who stays"));
            PeopleText.print(terminal, palimpsest.people(Inactivity.OF_THE_MAP, both()));
            if (into == null) {
                MentionsText.print(terminal, mentions);
            }
            terminal.out().println();
            terminal.out().println(Texts.FINAL);
            terminal.out().println("Digest: " + terminal.bold(merge.digest()));
            terminal.out().println("To do it, add --confirm with this digest.");
        }
    }

    private MergeReason why() {
        String word = required(reason, "--reason with one of " + String.join(", ", MergeReason.words()));
        return MergeReason.of(word)
                .orElseThrow(() -> new PalimpsestException(
                        ErrorCode.BAD_ARGUMENT,
                        "'" + word + "' is no reason. Possible: " + String.join(", ", MergeReason.words())
                                + ". A free text is not, since it would soon hold a name."));
    }

    private static String required(@Nullable String value, String what) {
        if (value == null || value.isBlank()) {
            throw new PalimpsestException(ErrorCode.BAD_ARGUMENT, "a merge needs " + what + ".");
        }
        return value;
    }

    private static String user() {
        return System.getProperty("user.name", "unknown");
    }
}
