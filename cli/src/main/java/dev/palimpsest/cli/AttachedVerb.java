package dev.palimpsest.cli;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.cli.document.Document;
import dev.palimpsest.cli.document.Stopwatch;
import dev.palimpsest.cli.terminal.Progress;
import dev.palimpsest.cli.terminal.Terminal;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Mixin;

/**
 * A verb that works on an attached database: here it is attached, shows how far it is, tells what it came to as text or as one
 * document, and gives its exit code. The verb itself only says what it does.
 */
abstract class AttachedVerb implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final Attachment attachment;

    @Mixin
    private final Output output = new Output();

    AttachedVerb(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.attachment = new Attachment(terminal, environment);
    }

    /**
     * What a verb came to.
     *
     * @param name of the document
     * @param complete whether the exit code is {@link ExitCode#DONE}
     * @param text tells it to people
     */
    record Came(String name, Object document, boolean complete, Consumer<Terminal> text) {}

    /** What is under way, for people who wait. */
    abstract String doing();

    /** Does it. */
    abstract Came on(Palimpsest palimpsest, Stopwatch stopwatch);

    /** Refuses arguments that do not fit, before anything is attached. */
    void refuseArguments() {}

    @Override
    public final Integer call() {
        Stopwatch stopwatch = new Stopwatch();
        refuseArguments();
        Palimpsest palimpsest = attachment.attach();
        Came came;
        try (Progress progress = output.isJson() ? Progress.onlyLive(terminal) : Progress.on(terminal)) {
            progress.doing(doing());
            came = on(palimpsest, stopwatch);
        }
        if (output.isJson()) {
            Document.print(terminal.out(), came.name(), came.document());
        } else {
            came.text().accept(terminal);
        }
        return came.complete() ? ExitCode.DONE : ExitCode.INCOMPLETE;
    }

    /** The beginning of a command to copy, with everything that attaches. */
    String again(String verb) {
        return Shell.palimpsest() + " " + verb + " " + attachment.asArguments();
    }
}
