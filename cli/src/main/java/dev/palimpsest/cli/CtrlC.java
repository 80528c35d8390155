package dev.palimpsest.cli;

import dev.palimpsest.cli.terminal.Terminal;

/**
 * Lets the verb under way end where nothing is half done when somebody presses Ctrl-C or stops the process, instead of
 * breaking off.
 */
final class CtrlC {
    private final Terminal terminal;
    private final Thread hook = new Thread(this::end, "palimpsest-ctrl-c");
    private volatile int code = ExitCode.ENDED;

    private CtrlC(Terminal terminal) {
        this.terminal = terminal;
    }

    /** From now on, until {@link #done}. */
    static CtrlC heededBy(Terminal terminal) {
        CtrlC heeded = new CtrlC(terminal);
        Runtime.getRuntime().addShutdownHook(heeded.hook);
        return heeded;
    }

    private void end() {
        if (!terminal.hasEnded() && !awaited()) {
            return;
        }
        terminal.err().flush();
        if (code != ExitCode.ENDED) {
            // Java would say that a signal ended the verb; what the verb has opened, it has closed
            Runtime.getRuntime().halt(code);
        }
    }

    private boolean awaited() {
        terminal.watch().cancel();
        terminal.err().println();
        terminal.err().println("Ending where nothing is half done ...");
        boolean ended = terminal.awaitEnd(Terminal.SECONDS_TO_END);
        if (!ended) {
            terminal.err()
                    .println("It did not come to an end in " + Terminal.SECONDS_TO_END
                            + " seconds and is broken off; what was not committed is undone. A run is finished with"
                            + " 'resume'.");
        }
        terminal.err().flush();
        return ended;
    }

    /**
     * The verb has ended and said so. Told to end while it came to its end by itself, the process has its code all the same.
     *
     * @param came what it came to
     */
    void done(int came) {
        code = came;
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // the hook waits for this
        }
        terminal.ended();
    }
}
