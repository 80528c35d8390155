package dev.palimpsest.watch;

import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.util.function.Consumer;

/**
 * Somebody who watches a verb: is told how far it is, and can end it. A verb looks here between two chunks, pages or tables,
 * where nothing is half done; it also heeds {@link Thread#interrupt}. Safe for several threads.
 */
public final class Watch {
    private static final Consumer<Step> DEAF = step -> {};

    private final Consumer<Step> listener;
    private volatile boolean cancelled;

    private Watch(Consumer<Step> listener) {
        this.listener = listener;
    }

    /** Nobody listens, but the verb can be ended. */
    public static Watch silent() {
        return new Watch(DEAF);
    }

    /** @param listener must not throw; may be called by any thread, one call at a time */
    public static Watch telling(Consumer<Step> listener) {
        return new Watch(listener);
    }

    /** Asks the verb to end at the next place where nothing is half done. Stays asked. */
    public void cancel() {
        cancelled = true;
    }

    /** Whether the verb is to end, because it was cancelled or its thread interrupted, which it stays. */
    public boolean isCancelled() {
        return cancelled || Thread.currentThread().isInterrupted();
    }

    /** Whether a total is worth counting. */
    public boolean isHeard() {
        return listener != DEAF;
    }

    /**
     * Ends the verb here when that was asked.
     *
     * @throws PalimpsestException CANCELLED
     */
    public void look() {
        if (isCancelled()) {
            throw ended();
        }
    }

    /** What a verb says that was ended and can say no more of it. */
    public static PalimpsestException ended() {
        return new PalimpsestException(
                ErrorCode.CANCELLED,
                "it was ended before it was done. What was committed until then stays, nothing is half"
                        + " done; call again to begin anew.");
    }

    /**
     * Tells how far it is, and ends the verb here when that was asked.
     *
     * @throws PalimpsestException CANCELLED
     */
    public void at(Phase phase, long done, long total) {
        tell(new Step(phase, done, total));
        look();
    }

    private synchronized void tell(Step step) {
        listener.accept(step);
    }
}
