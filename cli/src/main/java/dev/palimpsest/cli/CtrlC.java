package dev.palimpsest.cli;

import dev.palimpsest.cli.terminal.Terminal;

/**
 * Lets the verb under way end where nothing is half done when somebody presses Ctrl-C or stops the process, instead of
 * breaking off.
 */
final class CtrlC {
    private final Terminal terminal;

    private CtrlC(Terminal terminal) {
        this.terminal = terminal;
    }

    /** From now on, until {@link #done}. */
    static CtrlC heededBy(Terminal terminal) {
        CtrlC heeded = new CtrlC(terminal);
        Runtime.getRuntime().addShutdownHook(new Thread(heeded::end, "palimpsest-ctrl-c"));
        return heeded;
    }

    private void end() {
        if (terminal.hasEnded()) {
            return;
        }
        terminal.watch().cancel();
        terminal.err().println();
        terminal.err().println("Ending where nothing is half done ...");
        if (!terminal.awaitEnd(Terminal.SECONDS_TO_END)) {
            terminal.err()
                    .println("It did not come to an end in " + Terminal.SECONDS_TO_END
                            + " seconds and is broken off; what was not committed is undone. A run is finished with"
                            + " 'resume'.");
        }
        terminal.err().flush();
    }

    /** The verb has ended and said so. */
    void done() {
        terminal.ended();
    }
}
