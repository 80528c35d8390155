package dev.palimpsest.cli;

import dev.palimpsest.cli.terminal.Terminal;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
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
        ctrlC.done();
        System.exit(code);
    }

    /** Executes one verb and returns its {@link ExitCode}. */
    static int run(Terminal terminal, Map<String, String> environment, String... arguments) {
        int code;
        try {
            code = commandLine(terminal, environment).execute(arguments);
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

    static CommandLine commandLine(Terminal terminal, Map<String, String> environment) {
        CommandLine commandLine = new CommandLine(new PalimpsestCommand())
                .addSubcommand(new CheckVerb(terminal, environment))
                .addSubcommand(new AdoptVerb(terminal, environment))
                .addSubcommand(new SurveyVerb(terminal, environment))
                .addSubcommand(new DeactivateVerb(terminal, environment))
                .addSubcommand(new ArchiveVerb(terminal, environment))
                .addSubcommand(new RestoreVerb(terminal, environment))
                .addSubcommand(new HoldVerb(terminal, environment))
                .addSubcommand(new SelectVerb(terminal, environment))
                .addSubcommand(new PreviewVerb(terminal, environment))
                .addSubcommand(new ExportVerb(terminal, environment))
                .addSubcommand(new RehearseVerb(terminal, environment))
                .addSubcommand(new RunVerb(terminal, environment))
                .addSubcommand(new ResumeVerb(terminal, environment))
                .addSubcommand(new ProveVerb(terminal, environment))
                .addSubcommand(new RunsVerb(terminal, environment))
                .addSubcommand(new MergeVerb(terminal, environment))
                .addSubcommand(new UninstallVerb(terminal, environment))
                .addSubcommand(new DemoVerb(terminal, environment))
                .addSubcommand(new CompletionVerb(terminal))
                .addSubcommand(new CommandLine.HelpCommand());
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
