package dev.palimpsest.identity;

import java.util.List;

/** Receives what the scanner finds in one row. */
@FunctionalInterface
public interface RowHitSink {

    /**
     * A trace in a row.
     *
     * @param fingerprint which
     * @param columns indices of the columns it is spread over, the one in which it starts first
     * @param start index of its first character in the first column's text
     * @param end index after its last character in that column's text; where it goes on in another column, the end of the
     *     text at most
     * @param patched whether it is put together from parts of several columns' texts and fills none of them: "Anna Berg"
     *     in "Rosa Anna" beside "Berg, Carla"
     * @param whole whether no other word stands in any of these columns' texts
     */
    record RowHit(Fingerprint fingerprint, List<Integer> columns, int start, int end, boolean patched, boolean whole) {
        /** Index of the column in which it starts. */
        public int column() {
            return columns.getFirst();
        }
    }

    /** A trace was found. */
    void hit(RowHit hit);
}
