package dev.palimpsest.cli;

import dev.palimpsest.cli.demo.DemoSettings;
import dev.palimpsest.cli.demo.Demonstration;
import dev.palimpsest.cli.demo.Play;
import dev.palimpsest.cli.terminal.Terminal;
import dev.palimpsest.home.Home;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code palimpsest demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description =
                "Makes a whole business in a database server of its own and tells the story: who is inactive, who is blocked"
                        + " and why, preview, run, proof.",
        parameterListHeading = "%nWhat:%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = Texts.EXAMPLES,
        footer = {
            "  palimpsest demo",
            "  palimpsest demo gym --subjects 20000 --keep",
            "",
            "Needs nothing installed and touches no other database.",
            "",
            Texts.EXIT_CODES
        })
final class DemoVerb implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            paramLabel = "BUSINESS",
            arity = "0..1",
            defaultValue = "gym",
            completionCandidates = Names.class,
            description = "The business: ${COMPLETION-CANDIDATES} (default: gym).")
    private String business = "gym";

    @Option(
            names = "--subjects",
            paramLabel = "N",
            description = "How many people the business has, 200 to 100000 (default: that of the business).")
    private @Nullable Integer subjects;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "42",
            description = "Another number makes other people (default: 42).")
    private long seed;

    @Option(
            names = "--dir",
            paramLabel = "DIRECTORY",
            description = "Where the database, the map and the reports lie (default: ~/.palimpsest/demo).")
    private @Nullable Path directory;

    @Option(names = "--keep", description = "Leaves the database running and says how to connect to it.")
    private boolean keep;

    @Option(names = "--once", description = "Leaves nothing running; that is also what happens without --keep.")
    private boolean once;

    @Option(names = "--stop", description = "Stops a database that was kept running, and does nothing else.")
    private boolean stop;

    @Mixin
    private final Language language;

    @Mixin
    private final Output output = new Output();

    DemoVerb(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.language = new Language(environment);
    }

    @Override
    public Integer call() {
        if (!isInstalled()) {
            throw new PalimpsestException(
                    ErrorCode.BAD_ARGUMENT,
                    "the demo is not part of this installation: its libraries (lib/demo) are missing. Start it from a clone of"
                            + " the sources with './palimpsest demo'.");
        }
        ListOptions.refuse("The business", List.of(business), Play.names());
        Path place = (directory == null ? Home.standard().resolve("demo") : directory)
                .toAbsolutePath()
                .normalize();
        if (stop) {
            Demonstration.stop(terminal, place);
            return ExitCode.DONE;
        }
        Play play = Play.named(business).orElseThrow();
        int people = subjects == null ? play.business().usualSubjects() : subjects;
        DemoSettings settings =
                new DemoSettings(play, people, seed, place, ending(), language.or("en"), output.isJson());
        return new Demonstration(terminal, settings).tell() ? ExitCode.DONE : ExitCode.INCOMPLETE;
    }

    /** For the help and for the shell's completion. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return isInstalled() ? Play.names().iterator() : Collections.emptyIterator();
        }
    }

    /** An installation may do without what makes the businesses and their servers. */
    private static boolean isInstalled() {
        try {
            Class.forName("dev.palimpsest.demo.Business", false, DemoVerb.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException missing) {
            return false;
        }
    }

    private DemoSettings.Ending ending() {
        if (keep && once) {
            throw new PalimpsestException(
                    ErrorCode.BAD_ARGUMENT, "--keep leaves the database running and --once does not. Choose one.");
        }
        return keep ? DemoSettings.Ending.KEEP : DemoSettings.Ending.STOP;
    }
}
