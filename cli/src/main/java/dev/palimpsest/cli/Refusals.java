package dev.palimpsest.cli;

import dev.palimpsest.cli.document.Document;
import dev.palimpsest.cli.document.ErrorDocument;
import dev.palimpsest.cli.terminal.Terminal;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns whatever went wrong into words, or a document, on the error stream, and into an exit code. */
final class Refusals implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private static final Pattern BUT_WAS = Pattern.compile(" but was '.*'", Pattern.DOTALL);

    private final Terminal terminal;

    Refusals(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        CommandLine verb = wrong.getCommandLine();
        String help = verb.getCommandSpec().qualifiedName() + " --help";
        List<String> suggestions = wrong instanceof CommandLine.UnmatchedArgumentException unmatched
                ? unmatched.getSuggestions()
                : List.of();
        String didYouMean = suggestions.isEmpty() ? "" : " Did you mean " + String.join(" or ", suggestions) + "?";
        String message = sentence(withoutWhatWasTyped(wrong)) + didYouMean + " See '" + help + "'.";
        return tell(new PalimpsestException(ErrorCode.BAD_ARGUMENT, message), asksForJson(arguments));
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine verb, @Nullable ParseResult parsed) {
        boolean json = parsed != null && asksForJson(parsed.originalArgs().toArray(String[]::new));
        if (failure instanceof PalimpsestException refusal) {
            return tell(refusal, json);
        }
        return tell(bug(failure), json);
    }

    /** The place in the code is enough to find the mistake; the exception's own text might quote a value. */
    private static PalimpsestException bug(Exception failure) {
        StringBuilder place = new StringBuilder(failure.getClass().getName());
        for (StackTraceElement frame : failure.getStackTrace()) {
            if (frame.getClassName().startsWith("dev.palimpsest")) {
                place.append(" at ").append(frame);
                break;
            }
        }
        return new PalimpsestException(
                ErrorCode.BUG,
                "This must not happen: " + place
                        + ". Please report it. What was committed stays; a run is finished with" + " 'resume'.");
    }

    private int tell(PalimpsestException refusal, boolean json) {
        String hint = Hints.of(refusal);
        if (json) {
            Document.print(terminal.err(), "error", ErrorDocument.of(refusal, hint));
        } else {
            refusal.problems().stream()
                    .flatMap(problem -> problem.toString().lines())
                    .forEach(line -> terminal.err().println(line));
            if (hint != null) {
                terminal.err().println("  " + hint);
            }
            if (refusal.problems().size() > 1) {
                terminal.err().println(refusal.problems().size() + " problems. Nothing was changed.");
            }
        }
        return ExitCode.of(refusal.code());
    }

    private static boolean asksForJson(String[] arguments) {
        for (int i = 0; i < arguments.length; i++) {
            String argument = arguments[i].toLowerCase(Locale.ROOT);
            boolean next = i + 1 < arguments.length && arguments[i + 1].equalsIgnoreCase("json");
            if (argument.equals("--format=json") || (argument.equals("--format") && next)) {
                return true;
            }
        }
        return false;
    }

    /** What belongs to no option, or is none of the words that are asked for, may be part of a name that was not put in quotes. */
    private static @Nullable String withoutWhatWasTyped(ParameterException wrong) {
        boolean text = wrong instanceof CommandLine.UnmatchedArgumentException unmatched
                && unmatched.getUnmatched().stream().anyMatch(argument -> !argument.startsWith("-"));
        if (text) {
            return "An argument belongs to no option. A text with blanks stands in quotes.";
        }
        String message = wrong.getMessage();
        return message == null ? null : BUT_WAS.matcher(message).replaceFirst("");
    }

    private static String sentence(@Nullable String message) {
        String text = message == null ? "The arguments cannot be understood" : plain(message.strip());
        return text.endsWith(".") ? text : text + ".";
    }

    /** Types of Java as people call them. */
    private static String plain(String message) {
        return message.replaceFirst("' is not an? (int|long|short|byte)\\b", "' is not a whole number")
                .replaceFirst("' is not a (double|float)\\b", "' is not a number")
                .replaceFirst("' is not a boolean\\b", "' is neither true nor false");
    }
}
