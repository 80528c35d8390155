package dev.palimpsest.cli.terminal;

import dev.palimpsest.ledger.RunId;
import dev.palimpsest.run.RunEvent;
import dev.palimpsest.watch.Phase;
import dev.palimpsest.watch.Step;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Shows how far a run is, on the error stream: a bar that is written again in place on a terminal, otherwise a line for
 * every tenth of the run or every five seconds, whichever is rarer. Each phase has a bar of its own. Safe for several
 * threads.
 */
public final class Progress implements RunEvent.Listener, AutoCloseable {
    private static final long FIVE_SECONDS = 5_000_000_000L;
    private static final long TENTH_OF_A_SECOND = 100_000_000L;
    private static final int BAR = 30;

    private final Terminal terminal;
    private final boolean silent;
    private long begun = System.nanoTime();
    private long lastShown;
    private long lastTenth;
    private long lastSeen;
    private @Nullable Phase phase;
    private @Nullable RunId run;

    private Progress(Terminal terminal, boolean silent) {
        this.terminal = terminal;
        this.silent = silent;
        terminal.shows(this);
    }

    public static Progress on(Terminal terminal) {
        return new Progress(terminal, false);
    }

    /** For output that a machine reads: shown on a terminal only. */
    public static Progress onlyLive(Terminal terminal) {
        return new Progress(terminal, !terminal.isLive());
    }

    /** Says what is under way; on a terminal the next message replaces it. */
    public synchronized void doing(String what) {
        terminal.shows(this);
        if (!silent && terminal.isLive()) {
            show(what + " ...");
        }
    }

    /** The run that began, if one did. */
    public synchronized Optional<RunId> run() {
        return Optional.ofNullable(run);
    }

    synchronized void at(Step step) {
        if (silent || step.total() == 0 || (step.phase() == Phase.TREAT && run != null)) {
            // how a run treats is told by its events
            return;
        }
        String what = word(step.phase()) + ", " + Numbers.grouped(step.done()) + " of " + Numbers.grouped(step.total());
        long time = System.nanoTime();
        boolean begins = step.phase() != phase;
        phase = step.phase();
        if (terminal.isLive()) {
            if (begins || time - lastShown > TENTH_OF_A_SECOND) {
                lastShown = time;
                show(bar(step.done(), step.total()) + String.format(" %3d %%  ", step.done() * 100 / step.total())
                        + what + "  " + Numbers.seconds((time - begun) / 1e9));
            }
        } else if (begins || time - lastShown > FIVE_SECONDS) {
            lastShown = time;
            terminal.err().println(what);
        }
    }

    private static String word(Phase phase) {
        return switch (phase) {
            case JUDGE -> "Judging subjects";
            case COUNT -> "Counting what would happen, tables";
            case FORESEE -> "Looking for mentions, tables";
            case MOVE -> "Moving rows, links";
            case EXPORT -> "Exporting people";
            case TREAT -> "Changing subjects";
            case REHEARSE -> "Rehearsing subjects";
            case TREAT_AGAIN -> "Treating subjects again";
            case SWEEP -> "Sweeping tables";
            case CLEAR -> "Cleaning up tables";
            case TELL -> "Telling systems";
            case SEARCH -> "Reading tables again";
        };
    }

    @Override
    public synchronized void on(RunEvent event) {
        if (event instanceof RunEvent.Started started) {
            run = started.run();
            terminal.shows(this);
        }
        if (silent) {
            return;
        }
        switch (event) {
            case RunEvent.Started started -> {
                begun = System.nanoTime();
                line("Run " + started.run() + " begins: " + Numbers.counted(started.remaining(), "subject", "subjects")
                        + ".");
            }
            case RunEvent.Progress now -> advanced(now);
            case RunEvent.Waiting waiting ->
                doing("Waiting for other users of the database, attempt " + waiting.attempt());
            case RunEvent.Split split ->
                doing("Looking for what fails in a chunk of "
                        + Numbers.counted(split.subjects(), "subject", "subjects"));
            case RunEvent.Sweeping sweeping -> {
                // counted by its phase
            }
            case RunEvent.Housekeeping cleaning -> {
                // counted by its phase
            }
            case RunEvent.Finished finished -> clear();
            case RunEvent.Telling telling -> doing("Telling " + telling.hook());
        }
    }

    private void advanced(RunEvent.Progress now) {
        long seen = now.done() + now.skipped() + now.failed();
        long time = System.nanoTime();
        boolean last = seen == now.subjects();
        if (terminal.isLive()) {
            if (last || time - lastShown > TENTH_OF_A_SECOND) {
                lastShown = time;
                show(bar(seen, now.subjects()) + numbers(now, seen));
            }
            return;
        }
        long tenth = now.subjects() == 0 ? 10 : seen * 10 / now.subjects();
        if (seen > lastSeen && (last || (tenth > lastTenth && time - lastShown > FIVE_SECONDS))) {
            lastSeen = seen;
            lastTenth = tenth;
            lastShown = time;
            terminal.err().println(numbers(now, seen).strip());
        }
    }

    private String bar(long seen, long all) {
        int filled = all == 0 ? BAR : (int) (seen * BAR / all);
        return terminal.hasUnicode()
                ? "█".repeat(filled) + "░".repeat(BAR - filled)
                : "[" + "#".repeat(filled) + "-".repeat(BAR - filled) + "]";
    }

    private String numbers(RunEvent.Progress now, long seen) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(" %3d %%", now.subjects() == 0 ? 100 : seen * 100 / now.subjects()));
        text.append("  ").append(Numbers.grouped(seen)).append(" of ").append(Numbers.grouped(now.subjects()));
        if (now.skipped() > 0) {
            text.append(", ").append(Numbers.grouped(now.skipped())).append(" skipped");
        }
        if (now.failed() > 0) {
            text.append(", ").append(Numbers.grouped(now.failed())).append(" failed");
        }
        return text.append("  ")
                .append(Numbers.seconds((System.nanoTime() - begun) / 1e9))
                .toString();
    }

    private void line(String text) {
        clear();
        terminal.err().println(text);
    }

    private void show(String text) {
        terminal.rewrite(text);
    }

    private void clear() {
        terminal.rewrite("");
    }

    /** Takes away what is shown in place, until something else is under way. May be called more than once. */
    @Override
    public synchronized void close() {
        terminal.shows(null);
        clear();
    }
}
