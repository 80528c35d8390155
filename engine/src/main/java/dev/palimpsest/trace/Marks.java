package dev.palimpsest.trace;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.Table;
import dev.palimpsest.treatment.Redact;
import java.security.SecureRandom;
import java.util.List;

/**
 * What stands in a text for what is struck, drawn for one text: with letters of its own where the text must differ from all others.
 *
 * @param each in the order in which they are tried, until the text fits its column
 */
record Marks(List<String> each) {
    /** Never longer than what was struck. */
    static final String SHORTEST = "*";

    /**
     * Twelve, of which two equal draws among a million texts are a matter of one in 2,000. In no collation are two of them the same letter, or two beside each other a third. No digit: that could be
     * part of a number.
     */
    private static final String ALPHABET = "bdfghkmpqrtx";

    private static final SecureRandom RANDOM = new SecureRandom();

    /** @param apart whether the text must differ from others */
    static Marks of(String mark, boolean apart) {
        if (!apart) {
            return new Marks(List.of(mark, SHORTEST));
        }
        String letters = letters();
        return new Marks(List.of(mark + letters, SHORTEST + letters, SHORTEST));
    }

    /** As the unique keys of the table that can be read want it. */
    static Marks of(String mark, Column column, Table table) {
        return of(mark, table.isInUniqueKey(column.name()));
    }

    private static String letters() {
        StringBuilder letters = new StringBuilder(Redact.LETTERS_IF_UNIQUE);
        for (int i = 0; i < Redact.LETTERS_IF_UNIQUE; i++) {
            letters.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return letters.toString();
    }

    String get(int number) {
        return each.get(Math.min(number, each.size() - 1));
    }

    boolean isLast(int number) {
        return number >= each.size() - 1;
    }
}
