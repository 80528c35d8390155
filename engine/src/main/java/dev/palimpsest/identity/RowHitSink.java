package dev.palimpsest.identity;

/** Receives what the scanner finds in one row. */
@FunctionalInterface
public interface RowHitSink {

    /**
     * A trace was found.
     *
     * @param fingerprint which
     * @param column index of the column in which it starts
     * @param start index of its first character in that column's text
     * @param end index after its last character in that column's text; where the candidate goes on in another column,
     *     the end of the text at most
     * @param patched whether it is put together from parts of several columns' texts and fills none of them: "Anna Berg"
     *     in "Rosa Anna" beside "Berg, Carla"
     */
    void hit(Fingerprint fingerprint, int column, int start, int end, boolean patched);
}
