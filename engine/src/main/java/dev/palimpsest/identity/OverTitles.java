package dev.palimpsest.identity;

import java.util.Arrays;

/** The words of a phrase without the titles amid them, of which a name consists, too: {@code Berg, Dr. Anna}. */
final class OverTitles {
    private static final int BITS = 12;

    private final long[] titles;
    /** Which beginnings of hashes titles have: asked of every word. */
    private final long[] beginnings = new long[1 << BITS - 6];

    private boolean passed;
    private long before1;
    private long before2;
    private long before3;
    private long before4;

    OverTitles(Forms forms) {
        titles = NameForms.DEGREES.stream()
                .mapToLong(title -> forms.word(title.toCharArray(), 0, title.length()))
                .sorted()
                .toArray();
        for (long title : titles) {
            beginnings[(int) (title >>> 64 - BITS + 6)] |= 1L << (title >>> 64 - BITS);
        }
    }

    boolean isTitle(long word) {
        return (beginnings[(int) (word >>> 64 - BITS + 6)] >>> (word >>> 64 - BITS) & 1) != 0
                && Arrays.binarySearch(titles, word) >= 0;
    }

    /** Whether the phrase has a title that was passed over. */
    boolean havePassed() {
        return passed;
    }

    void end() {
        passed = false;
    }

    /** Passes over the title behind these words. */
    void pass(long word1, long word2, long word3, long word4) {
        if (!passed) {
            passed = true;
            before1 = word1;
            before2 = word2;
            before3 = word3;
            before4 = word4;
        }
    }

    /** Goes on with a word, and says whether it may be the last of a name. */
    boolean mayEndName(long word, NameCandidates names, Found found) {
        long two = names.joined(word, before1);
        long three = names.joined(two, before2);
        long four = names.joined(three, before3);
        long five = names.joined(four, before4);
        before4 = before3;
        before3 = before2;
        before2 = before1;
        before1 = word;
        return found.mayHoldName(two) || found.mayHoldName(three) || found.mayHoldName(four) || found.mayHoldName(five);
    }
}
