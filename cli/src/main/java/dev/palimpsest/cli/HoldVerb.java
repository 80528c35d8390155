package dev.palimpsest.cli;

import static dev.palimpsest.cli.terminal.Numbers.counted;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.cli.document.Document;
import dev.palimpsest.cli.document.HoldDocument;
import dev.palimpsest.cli.document.Stopwatch;
import dev.palimpsest.cli.terminal.Terminal;
import dev.palimpsest.cli.terminal.TextTable;
import dev.palimpsest.ledger.Hold;
import dev.palimpsest.ledger.HoldReason;
import dev.palimpsest.map.PrivacyMap;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code palimpsest hold}. */
@Command(
        name = "hold",
        mixinStandardHelpOptions = true,
        description =
                "Places, lifts and lists legal holds. While one holds, nothing that hides or destroys is done to the"
                        + " person.",
        optionListHeading = "%nOptions:%n",
        footerHeading = Texts.EXAMPLES,
        footer = {
            "  palimpsest hold add --map gym.yaml --url jdbc:postgresql://localhost:5432/gym --user gym \\",
            "                  --key 4711 --reason litigation --reference 'AZ 7 O 12/26' --until 2027-12-31",
            "  palimpsest hold lift (the same database) --key 4711",
            "  palimpsest hold list (the same database)",
            "",
            "A hold ends with its last day, or when it is lifted. The reference is a file number; write no name into it.",
            "",
            Texts.EXIT_CODES
        })
final class HoldVerb implements Callable<Integer> {
    /** What is done with holds. */
    enum Action {
        ADD,
        LIFT,
        LIST;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Terminal terminal;

    @Parameters(paramLabel = "add|lift|list", description = "What to do.")
    @SuppressWarnings("NullAway.Init")
    private Action action;

    @Mixin
    private final Attachment attachment;

    @Mixin
    private final KeyOptions keys = new KeyOptions();

    @Option(
            names = "--reason",
            paramLabel = "REASON",
            description = "Why: litigation, claim, authority, tax-audit or other. Required to add one.")
    private @Nullable String reason;

    @Option(names = "--reference", paramLabel = "TEXT", description = "A file number. No names.")
    private String reference = "";

    @Option(
            names = "--until",
            paramLabel = "YYYY-MM-DD",
            description = "The last day on which it holds (default: until it is lifted).")
    private @Nullable LocalDate until;

    @Option(names = "--all", description = "Lists also holds that have ended or were lifted.")
    private boolean all;

    @Mixin
    private final Output output = new Output();

    HoldVerb(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.attachment = new Attachment(terminal, environment);
    }

    @Override
    public Integer call() {
        Stopwatch stopwatch = new Stopwatch();
        PrivacyMap map = attachment.map();
        if (!keys.areGiven() && action != Action.LIST) {
            throw new PalimpsestException(
                    ErrorCode.BAD_ARGUMENT, "A hold is placed on, or lifted from, somebody. Add --key.");
        }
        Palimpsest palimpsest = attachment.attach(map);
        List<SubjectKey> named = keys.of(palimpsest);
        String by = System.getProperty("user.name", "unknown");
        LocalDate today = palimpsest.today();
        List<Hold> holds = switch (action) {
            case ADD -> palimpsest.holds().place(named, reason(), reference, until, by);
            case LIFT -> lifted(palimpsest, named, by);
            case LIST ->
                palimpsest.holds().all().stream()
                        .filter(hold -> all || hold.isActive(today))
                        .filter(hold -> named.isEmpty() || named.contains(hold.key()))
                        .toList();
        };
        HoldDocument document = HoldDocument.of(action.toString(), map.name(), holds, today, stopwatch.seconds());
        if (output.isJson()) {
            Document.print(terminal.out(), "hold", document);
        } else {
            tell(document);
        }
        return ExitCode.DONE;
    }

    private HoldReason reason() {
        if (reason == null) {
            throw new PalimpsestException(
                    ErrorCode.BAD_ARGUMENT,
                    "A hold has a reason. Add --reason with " + String.join(", ", HoldReason.words()) + ".");
        }
        ListOptions.refuse("--reason", List.of(reason), HoldReason.words());
        return HoldReason.of(reason).orElseThrow();
    }

    private static List<Hold> lifted(Palimpsest palimpsest, List<SubjectKey> named, String by) {
        List<Hold> lifted = palimpsest.holds().lift(named, by);
        if (lifted.isEmpty()) {
            throw new PalimpsestException(
                    ErrorCode.HOLD_UNKNOWN, "nothing holds these people now. See 'palimpsest hold list'.");
        }
        return lifted;
    }

    private void tell(HoldDocument document) {
        String did = switch (action) {
            case ADD -> " placed";
            case LIFT -> " lifted";
            case LIST -> "";
        };
        terminal.out()
                .println(terminal.bold(counted(document.holds().size(), "legal hold", "legal holds")) + did + ".");
        TextTable table = new TextTable("lllll");
        for (HoldDocument.HoldLine hold : document.holds()) {
            String end = hold.liftedAt() != null
                    ? "lifted by " + hold.liftedBy() + " on " + hold.liftedAt().substring(0, 10)
                    : hold.until() == null ? "until lifted" : "until " + hold.until();
            table.row(
                    hold.key(),
                    hold.reason(),
                    hold.reference(),
                    end,
                    "placed by " + hold.placedBy() + " on " + hold.placedAt().substring(0, 10));
        }
        table.print(terminal.out(), "  ");
    }
}
