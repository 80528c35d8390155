package dev.palimpsest.run;

/** What is to become of those whom an interrupted run has not reached yet. */
public sealed interface Rest {
    /** They are treated as was confirmed, and only so. */
    Rest AS_CONFIRMED = new AsConfirmed();

    /** By the map and in the tables of the preview. */
    record AsConfirmed() implements Rest {}

    /**
     * By the map as it is now, in the tables as they are now.
     *
     * @param planDigest of what is confirmed instead, as the refusal has told
     * @param by who confirms it
     */
    record ByThisMap(String planDigest, String by) implements Rest {}

    /**
     * They are released: left untouched, for a new preview. The run ends with those it has treated.
     *
     * @param withoutProof the run's key is lost for good, so that it is neither swept nor proved
     * @param by who releases them
     */
    record Released(boolean withoutProof, String by) implements Rest {}
}
