package dev.palimpsest.cli;

import static dev.palimpsest.cli.terminal.Numbers.counted;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.cli.document.DecideDocument;
import dev.palimpsest.cli.document.Stopwatch;
import dev.palimpsest.cli.terminal.Terminal;
import dev.palimpsest.cli.terminal.TextTable;
import dev.palimpsest.ledger.Decision;
import dev.palimpsest.ledger.RunId;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.proof.DecisionRequest;
import dev.palimpsest.proof.FindingDecisions;
import dev.palimpsest.trace.RowNames;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code palimpsest decide}. */
@Command(
        name = "decide",
        mixinStandardHelpOptions = true,
        description =
                "Decides about single hits of a proof: that a text is a treated person's, so that 'resume' strikes it, or"
                        + " that it stays. Changes no business data.",
        optionListHeading = "%nOptions:%n",
        footerHeading = Texts.EXAMPLES,
        footer = {
            "  palimpsest decide keep --map gym.yaml --url jdbc:postgresql://localhost:5432/gym --user gym \\",
            "                  --table artist --column name --key 7 --reason 'a singer, no member of ours'",
            "  palimpsest decide treat (the same database) --table note --column body --key 9 --reason 'is hers'",
            "  palimpsest decide (the same database) --decisions hits.csv",
            "  palimpsest decide list (the same database)",
            "",
            "Table, column and key are those of the report. A file is the list of hits with its columns decision and reason"
                    + " filled in. A decision holds for the very text that stands there now. Write no name into the reason.",
            "",
            Texts.EXIT_CODES
        })
final class DecideVerb extends AttachedVerb {
    /** What is done with decisions. */
    enum Action {
        TREAT,
        KEEP,
        WITHDRAW,
        LIST;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Parameters(
            arity = "0..1",
            paramLabel = "treat|keep|withdraw|list",
            description = "What to decide; withdraw takes a decision back. None with --decisions.")
    private @Nullable Action action;

    @Option(names = "--run", paramLabel = "ID", description = "The run (default: the newest).")
    private @Nullable String id;

    @Option(names = "--table", paramLabel = "NAME", description = "The table, as the report names it.")
    private @Nullable String table;

    @Option(names = "--column", paramLabel = "NAME", description = "The column.")
    private @Nullable String column;

    @Option(names = "--key", paramLabel = "KEY", description = "The key of the row.")
    private @Nullable String key;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; at most 500 characters. No names.")
    private @Nullable String reason;

    @Option(
            names = "--decisions",
            paramLabel = "FILE",
            description =
                    "A list of hits, as CSV or JSON lines, with decision (treat or keep) and reason where there is one.")
    private @Nullable Path decisions;

    DecideVerb(Terminal terminal, Map<String, String> environment) {
        super(terminal, environment);
    }

    @Override
    String doing() {
        return "Looking at what was found there";
    }

    @Override
    void refuseArguments() {
        boolean place = Stream.of(table, column, key).allMatch(Objects::nonNull);
        boolean any = Stream.of(table, column, key, reason).anyMatch(Objects::nonNull);
        if (decisions != null ? action != null || any : action == null) {
            throw refusal(
                    "Say what to decide: 'treat' or 'keep' with a place, 'withdraw', 'list', or --decisions FILE alone.");
        }
        if (action == Action.LIST && any) {
            throw refusal("'list' shows everything that was decided of a run. Leave the place out.");
        }
        if (action != null && action != Action.LIST && !place) {
            throw refusal("A decision is about one place. Name --table, --column and --key, as the report names them.");
        }
        boolean decides = action == Action.TREAT || action == Action.KEEP;
        if (decides && reason == null) {
            throw refusal("A decision has a reason. Add --reason.");
        }
        if (action == Action.WITHDRAW && reason != null) {
            throw refusal("A withdrawal has no reason. Leave --reason out.");
        }
    }

    private static PalimpsestException refusal(String why) {
        return new PalimpsestException(ErrorCode.BAD_ARGUMENT, why);
    }

    @Override
    Came on(Palimpsest palimpsest, Stopwatch stopwatch) {
        Optional<RunId> run = Optional.ofNullable(id).map(RunId::new);
        FindingDecisions all = palimpsest.decisions();
        String by = System.getProperty("user.name", "unknown");
        String act = action == Action.WITHDRAW || action == Action.LIST ? action.toString() : "decide";
        FindingDecisions.Taken taken = switch (action) {
            case null -> all.decide(run, new DecisionFile(Objects.requireNonNull(decisions)).read(), by);
            case TREAT -> all.decide(run, List.of(request(Decision.Verdict.TREAT)), by);
            case KEEP -> all.decide(run, List.of(request(Decision.Verdict.KEEP)), by);
            case WITHDRAW -> all.withdraw(run, List.of(place()));
            case LIST -> all.all(run);
        };
        DecideDocument document = DecideDocument.of(act, taken, stopwatch.seconds());
        return new Came("decide", document, true, terminal -> tell(terminal, document));
    }

    private DecisionRequest request(Decision.Verdict verdict) {
        DecisionRequest.Place place = place();
        return new DecisionRequest(
                place.table(), place.column(), place.key(), verdict, Objects.requireNonNullElse(reason, ""));
    }

    private DecisionRequest.Place place() {
        return new DecisionRequest.Place(
                Objects.requireNonNull(table), Objects.requireNonNull(column), Objects.requireNonNull(key));
    }

    private void tell(Terminal terminal, DecideDocument document) {
        List<DecideDocument.Line> lines = document.decisions();
        String did = document.act().equals("withdraw") ? " withdrawn" : "";
        terminal.out()
                .println(terminal.bold(counted(lines.size(), "decision", "decisions")) + did + " about run "
                        + document.run() + ".");
        TextTable shown = new TextTable("llll");
        lines.forEach(line -> shown.row(
                line.decision(),
                line.table() + "." + line.column() + ", key " + line.key(),
                line.reason(),
                "by " + line.by() + " on " + line.at().substring(0, 10)));
        shown.print(terminal.out(), "  ");
        long earlier = lines.stream().filter(line -> !line.counts()).count();
        if (earlier > 0) {
            terminal.paragraph("  ", "Warning: " + RowNames.saysOfEarlier(earlier));
        }
        if (document.act().equals("decide") && !lines.isEmpty()) {
            boolean treats = lines.stream().anyMatch(line -> line.decision().equals("treat"));
            terminal.out().println("  Next: " + again(treats ? "resume" : "prove"));
        }
    }
}
