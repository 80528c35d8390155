package dev.palimpsest.cli;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.cli.document.Document;
import dev.palimpsest.cli.document.SelectDocument;
import dev.palimpsest.cli.document.SelectDocument.SelectionLine;
import dev.palimpsest.cli.document.Stopwatch;
import dev.palimpsest.cli.terminal.Terminal;
import dev.palimpsest.cli.text.SelectText;
import dev.palimpsest.map.PrivacyMap;
import dev.palimpsest.preview.SavedSelection;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.survey.Act;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code palimpsest select}. */
@Command(
        name = "select",
        mixinStandardHelpOptions = true,
        description = "Saves, lists, shows and deletes selections under a name. Touches nobody who is in them.",
        optionListHeading = "%nOptions:%n",
        footerHeading = Texts.EXAMPLES,
        footer = {
            "  palimpsest select save \"former, two years\" --map gym.yaml \\",
            "                    --url jdbc:postgresql://localhost:5432/gym --user gym --kind former --inactive-for P2Y",
            "  palimpsest select save spring (the same database) --keys-from spring.csv",
            "  palimpsest select list (the same database)",
            "  palimpsest preview (the same database) --selection spring --out p.json",
            "",
            "A filter is looked up anew every time it is used; only a preview freezes it. A list of keys stays as it is.",
            "",
            Texts.EXIT_CODES
        })
final class SelectVerb implements Callable<Integer> {
    /** What is done with selections. */
    enum Action {
        SAVE,
        LIST,
        SHOW,
        DELETE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "save|list|show|delete", description = "What to do.")
    @SuppressWarnings("NullAway.Init")
    private Action action;

    @Parameters(index = "1", arity = "0..1", paramLabel = "NAME", description = "The name; not for list.")
    private @Nullable String name;

    @Mixin
    private final Attachment attachment;

    @Mixin
    private final FilterOptions filter = new FilterOptions();

    @Option(names = "--replace", description = "Saves in place of a selection of the same name.")
    private boolean replace;

    @Mixin
    private final Output output = new Output();

    SelectVerb(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.attachment = new Attachment(terminal, environment);
    }

    @Override
    public Integer call() {
        Stopwatch stopwatch = new Stopwatch();
        if (filter.isGiven() && action != Action.SAVE) {
            throw new PalimpsestException(
                    ErrorCode.BAD_ARGUMENT, "Filters and keys say what is saved; " + action + " takes none.");
        }
        PrivacyMap map = attachment.map();
        Palimpsest palimpsest = attachment.attach(map);
        List<String> unknown = List.of();
        List<SelectionLine> lines;
        switch (action) {
            case SAVE -> {
                Selection selection = filter.of(palimpsest);
                unknown = Keys.unknown(palimpsest, selection);
                palimpsest.selections().save(named(), selection, replace, System.getProperty("user.name", "unknown"));
                lines = List.of(now(palimpsest, palimpsest.selections().find(named())));
            }
            case SHOW -> {
                SavedSelection saved = palimpsest.selections().find(named());
                unknown = Keys.unknown(palimpsest, saved.selection());
                lines = List.of(now(palimpsest, saved));
            }
            case DELETE -> {
                SavedSelection saved = palimpsest.selections().find(named());
                palimpsest.selections().delete(named());
                lines = List.of(SelectionLine.of(saved, null));
            }
            default ->
                lines = palimpsest.selections().all().stream()
                        .map(saved -> SelectionLine.of(saved, null))
                        .toList();
        }
        SelectDocument document =
                new SelectDocument(action.toString(), map.name(), lines, unknown, stopwatch.seconds());
        if (output.isJson()) {
            Document.print(terminal.out(), "select", document);
        } else {
            if (action == Action.DELETE) {
                terminal.out().println("Deleted. Nobody in it was touched.");
            }
            SelectText.print(terminal, document);
        }
        return unknown.isEmpty() ? ExitCode.DONE : ExitCode.INCOMPLETE;
    }

    private static SelectionLine now(Palimpsest palimpsest, SavedSelection saved) {
        return SelectionLine.of(saved, palimpsest.consider(Act.ANONYMISE, saved.selection(), refused -> {}));
    }

    private String named() {
        if (name == null) {
            throw new PalimpsestException(
                    ErrorCode.BAD_ARGUMENT, "A selection has a name. Write it behind '" + action + "'.");
        }
        return name;
    }
}
