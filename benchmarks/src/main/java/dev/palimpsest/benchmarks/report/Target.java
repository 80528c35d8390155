package dev.palimpsest.benchmarks.report;

/** What is promised of each job, in one place. The reasons are in docs/adr/0015-how-we-measure.md. */
public enum Target {
    /** Time beside the hand-written statements, inside the process. */
    SURVEY(Bound.AT_MOST, 1.3),
    /** The same as a user sees it, with the start of Java and the connection. */
    SURVEY_WHOLE_PROCESS(Bound.AT_MOST, 1.5),
    /** Time beside the hand-written statements, which know in what forms this schema writes identifiers. */
    PREVIEW(Bound.AT_MOST, 2.0),
    /** People per second beside the hand-written run that does the same work. */
    RUN(Bound.AT_LEAST, 0.8),
    /** People per second beside the same work in one transaction for each person. */
    RUN_ONE_BY_ONE(Bound.AT_LEAST, 5),
    /** Bytes of the write-ahead log for each person beside the hand-written run. */
    RUN_WAL(Bound.AT_MOST, 1.3),
    /** Time of sweep and proof together beside bare reading of the columns that have to be read. */
    PROOF(Bound.AT_MOST, 1.7),
    /** Time per person at the end of a run beside its beginning, of a second run beside the first, of more members. */
    GROWTH(Bound.AT_MOST, 1.5),
    /** Seconds until the help stands there. */
    START_HELP(Bound.AT_MOST_SECONDS, 0.3),
    /** Seconds until the gym's map is checked. */
    START_CHECK(Bound.AT_MOST_SECONDS, 0.8);

    private final Bound bound;
    private final double value;

    Target(Bound bound, double value) {
        this.bound = bound;
        this.value = value;
    }

    /** How a target is held against a measurement. */
    public enum Bound {
        /** The ratio may not be more. */
        AT_MOST,
        /** The ratio may not be less. */
        AT_LEAST,
        /** What we need may not be more, in seconds; the hand-written side is shown beside it. */
        AT_MOST_SECONDS
    }

    public Bound bound() {
        return bound;
    }

    public double value() {
        return value;
    }

    boolean isMet(double ours, double ratio) {
        return switch (bound) {
            case AT_MOST -> ratio <= value;
            case AT_LEAST -> ratio >= value;
            case AT_MOST_SECONDS -> ours <= value;
        };
    }
}
