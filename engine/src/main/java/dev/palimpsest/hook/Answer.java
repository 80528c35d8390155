package dev.palimpsest.hook;

/** What became of telling a system. */
sealed interface Answer {

    /** It has forgotten them. */
    record Confirmed() implements Answer {}

    /**
     * It has not, or nobody knows.
     *
     * @param error the class of the failure, never a text of the other system
     * @param reached it answered, so that other keys may have more luck
     */
    record Failed(String error, boolean reached) implements Answer {}
}
