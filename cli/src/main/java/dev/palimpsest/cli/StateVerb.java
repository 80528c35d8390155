package dev.palimpsest.cli;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.cli.document.ActDocument;
import dev.palimpsest.cli.document.Document;
import dev.palimpsest.cli.document.PersonDocument;
import dev.palimpsest.cli.document.Stopwatch;
import dev.palimpsest.cli.document.SubjectDocument;
import dev.palimpsest.cli.terminal.Progress;
import dev.palimpsest.cli.terminal.Terminal;
import dev.palimpsest.cli.text.ActText;
import dev.palimpsest.cli.text.SubjectText;
import dev.palimpsest.map.PrivacyMap;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.preview.Choice;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.survey.Act;
import dev.palimpsest.survey.Assessment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What deactivating, archiving and restoring have in common: show who would change, or, confirmed, do it. */
abstract class StateVerb implements Callable<Integer> {
    private final Terminal terminal;
    private final Act act;

    @Mixin
    private final Attachment attachment;

    @Mixin
    private final SelectionOptions selection = new SelectionOptions();

    @Option(
            names = "--confirm",
            paramLabel = "N",
            description =
                    "Does it: the number of subjects that would change, as it was shown. Without it nothing changes.")
    private @Nullable Long confirmed;

    @Option(
            names = "--list",
            description =
                    "Lists everybody who would change, and everybody who was selected and may not, with the reasons.")
    private boolean list;

    @Mixin
    private final WhoOptions who = new WhoOptions();

    @Mixin
    private final Output output = new Output();

    StateVerb(Terminal terminal, Map<String, String> environment, Act act) {
        this.terminal = terminal;
        this.act = act;
        this.attachment = new Attachment(terminal, environment);
    }

    @Override
    public Integer call() {
        Stopwatch stopwatch = new Stopwatch();
        who.refuseUnfitting();
        PrivacyMap map = attachment.map();
        String spoken = attachment.language(map);
        Palimpsest palimpsest = attachment.attach(map);
        Selection selected = selection.of(palimpsest);
        List<String> unknown = Keys.unknown(palimpsest, selected);
        return confirmed == null
                ? show(palimpsest, selected, unknown, spoken, stopwatch)
                : change(palimpsest, selected, confirmed, unknown, stopwatch);
    }

    private int show(
            Palimpsest palimpsest, Selection selected, List<String> unknown, String spoken, Stopwatch stopwatch) {
        List<Assessment> refused = new ArrayList<>();
        Choice choice;
        try (Progress progress = Progress.onlyLive(terminal)) {
            progress.doing("Judging");
            choice = palimpsest.consider(act, selected, subject -> {
                if (list) {
                    refused.add(subject);
                }
            });
        }
        List<SubjectDocument> listed = list
                ? refused.stream()
                        .map(subject -> SubjectDocument.of(subject, null, null))
                        .toList()
                : null;
        List<PersonDocument> people =
                output.isJson() ? who.document(palimpsest, selected.inactivity(), choice.keys()) : null;
        ActDocument document =
                ActDocument.of(palimpsest.map().name(), act, choice, unknown, people, listed, stopwatch.seconds());
        if (output.isJson()) {
            Document.print(terminal.out(), "act", document);
        } else {
            ActText.print(terminal, document);
            who.print(terminal, "Who would change", palimpsest, selected.inactivity(), choice.keys(), list);
            if (list) {
                names(palimpsest, refused, spoken);
            }
            if (!choice.keys().isEmpty()) {
                terminal.out().println();
                terminal.out()
                        .println("To do it, repeat the command with --confirm "
                                + choice.keys().size());
            }
        }
        return unknown.isEmpty() && !Keys.refused(selected, choice.refused()) ? ExitCode.DONE : ExitCode.INCOMPLETE;
    }

    private void names(Palimpsest palimpsest, List<Assessment> refused, String spoken) {
        if (refused.isEmpty()) {
            return;
        }
        terminal.heading("Who may not change now");
        Map<SubjectKey, String> titles =
                palimpsest.titles(refused.stream().map(Assessment::key).toList());
        refused.forEach(
                subject -> SubjectText.print(terminal, subject, titles.getOrDefault(subject.key(), ""), spoken));
    }

    private int change(
            Palimpsest palimpsest, Selection selected, long number, List<String> unknown, Stopwatch stopwatch) {
        ActDocument document;
        try (Progress progress = Progress.onlyLive(terminal)) {
            progress.doing("Judging again and changing");
            document = ActDocument.of(
                    palimpsest.map().name(),
                    palimpsest.change(act, selected, number, System.getProperty("user.name", "unknown")),
                    unknown,
                    stopwatch.seconds());
        }
        if (output.isJson()) {
            Document.print(terminal.out(), "act", document);
        } else {
            ActText.print(terminal, document);
        }
        return document.complete() && !Keys.refused(selected, document.refused()) ? ExitCode.DONE : ExitCode.INCOMPLETE;
    }
}
