package dev.palimpsest.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** The nearest known word to a mistyped one, for "did you mean". */
public final class Suggestion {
    private Suggestion() {}

    /** Returns {@code " Did you mean 'x'?"}, or an empty text when nothing is near. */
    public static String didYouMean(String wrong, Collection<String> known) {
        int bound = Math.max(1, wrong.length() / 3);
        return known.stream()
                .filter(word -> distance(wrong, word) <= bound)
                .min(Comparator.<String>comparingInt(word -> distance(wrong, word))
                        .thenComparing(word -> word))
                .map(word -> " Did you mean '" + word + "'?")
                .orElse("");
    }

    /** Levenshtein distance, letter case ignored. */
    private static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
