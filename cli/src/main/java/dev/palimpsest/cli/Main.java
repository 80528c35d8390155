package dev.palimpsest.cli;

import dev.palimpsest.cli.terminal.Terminal;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** Where the command line begins. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        // MariaDB's driver would print the server's errors, and with them values of the database
        System.setProperty("mariadb.logging.disable", "true");
        Map<String, String> environment = System.getenv();
        Terminal terminal = Terminal.ofProcess(environment);
        CtrlC ctrlC = CtrlC.heededBy(terminal);
        int code = run(terminal, environment, arguments);
        ctrlC.done(code);
        end(code);
    }

    /**
     * Ends the process. Java tells a log of every exit and looks through all jars for one, which takes a tenth of the time of the
     * help: so a verb that is done returns, unless a thread is left that would keep the process.
     */
    static void end(int code) {
        if (code != ExitCode.DONE || isKept()) {
            System.exit(code);
        }
    }

    private static boolean isKept() {
        Thread[] threads = new Thread[Thread.activeCount() + 16];
        int found = Thread.enumerate(threads);
        return found == threads.length
                || Arrays.stream(threads, 0, found)
                        .anyMatch(thread -> thread != Thread.currentThread() && !thread.isDaemon());
    }

    /** Executes one verb and returns its {@link ExitCode}. */
    static int run(Terminal terminal, Map<String, String> environment, String... arguments) {
        int code;
        try {
            List<String> words = List.of(arguments);
            // in a file of arguments, any verb may stand
            boolean all = words.contains(CompletionVerb.NAME) || words.stream().anyMatch(word -> word.startsWith("@"));
            code = commandLine(terminal, environment, verb -> all || words.contains(verb))
                    .execute(arguments);
        } catch (OutOfMemoryError full) {
            terminal.err()
                    .println(
                            "Java has not enough memory for this. Give it more, for instance"
                                    + " PALIMPSEST_JAVA_OPTS=-Xmx1g. What was committed stays; a run is finished with 'resume'.");
            code = ExitCode.ENVIRONMENT;
        }
        if (terminal.out().checkError()) {
            terminal.err().println("The output could not be written to its end.");
            code = code == ExitCode.DONE ? ExitCode.ENVIRONMENT : code;
        }
        terminal.err().flush();
        return code;
    }

    /** With all verbs and their options. */
    static CommandLine commandLine(Terminal terminal, Map<String, String> environment) {
        return commandLine(terminal, environment, verb -> true);
    }

    /** @param asked which verbs are asked for; of others only name and description are known */
    private static CommandLine commandLine(
            Terminal terminal, Map<String, String> environment, Predicate<String> asked) {
        CommandLine commandLine = new Verbs(terminal, environment).addedTo(new PalimpsestCommand(), asked);
        commandLine.getSubcommands().values().forEach(verb -> {
            verb.getCommandSpec().versionProvider(new Version());
            verb.getCommandSpec().usageMessage().abbreviateSynopsis(true);
        });
        Refusals refusals = new Refusals(terminal);
        return commandLine
                .registerConverter(LocalDate.class, Main::day)
                .setOut(writer(terminal.out()))
                .setErr(writer(terminal.err()))
                .setColorScheme(CommandLine.Help.defaultColorScheme(terminal.hasColour() ? Ansi.ON : Ansi.OFF))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setAbbreviatedOptionsAllowed(false)
                .setUsageHelpWidth(100)
                .setParameterExceptionHandler(refusals)
                .setExecutionExceptionHandler(refusals);
    }

    private static LocalDate day(String written) {
        try {
            return LocalDate.parse(written);
        } catch (DateTimeParseException wrong) {
            throw new CommandLine.TypeConversionException("'" + written + "' is no day. Write it like 2027-12-31.");
        }
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, stream.charset());
    }
}
