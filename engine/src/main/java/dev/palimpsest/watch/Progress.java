package dev.palimpsest.watch;

/** How far several threads have come with one phase together. It is told in order, whichever of them is first. Safe for several threads. */
public final class Progress {
    private final Watch watch;
    private final Phase phase;
    private final long total;
    private long begun;

    /** @param total in what the phase counts */
    public Progress(Watch watch, Phase phase, long total) {
        this.watch = watch;
        this.phase = phase;
        this.total = total;
    }

    /**
     * Tells that one more begins, and how many did before it.
     *
     * @throws dev.palimpsest.problem.PalimpsestException CANCELLED when the verb is to end here
     */
    public synchronized void next() {
        watch.at(phase, begun++, total);
    }
}
