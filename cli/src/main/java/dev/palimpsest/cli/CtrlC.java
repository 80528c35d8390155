package dev.palimpsest.cli;

import dev.palimpsest.cli.terminal.Terminal;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets the verb under way end where nothing is half done when somebody presses Ctrl-C or stops the process, instead of
 * breaking off.
 */
final class CtrlC {
    private static final long SECONDS_TO_END = 60;

    private final Terminal terminal;
    private final CountDownLatch done = new CountDownLatch(1);

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
        if (done.getCount() == 0) {
            return;
        }
        terminal.watch().cancel();
        terminal.err().println();
        terminal.err().println("Ending where nothing is half done ...");
        try {
            if (!done.await(SECONDS_TO_END, TimeUnit.SECONDS)) {
                terminal.err()
                        .println("It did not come to an end in " + SECONDS_TO_END
                                + " seconds and is broken off; what was not committed is undone. A run is finished with"
                                + " 'resume'.");
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        terminal.err().flush();
    }

    /** The verb has ended and said so. */
    void done() {
        done.countDown();
    }
}
