package dev.palimpsest.cli.document;

/** Measures how long a verb takes. */
public final class Stopwatch {
    private final long begun = System.nanoTime();

    /** Seconds so far, to the millisecond. */
    public double seconds() {
        return Math.round((System.nanoTime() - begun) / 1e6) / 1e3;
    }
}
