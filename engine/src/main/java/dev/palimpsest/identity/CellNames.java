package dev.palimpsest.identity;

import java.util.List;
import java.util.Locale;

/** Says whether the texts of neighbouring cells are somebody's name and nothing else: {@code Weber | Hanna}, {@code Dr. Hanna Weber}. */
public final class CellNames {
    /** Words of the longest name in one cell; more are prose. */
    private static final int LONGEST = NameCandidates.LONGEST;

    private static final String BETWEEN = " -',.";

    private CellNames() {}

    /**
     * Looks at the cells of one name.
     *
     * @param known whether all of their words are somebody's name already; others have to look like those of one: they begin with a
     *     capital where the script has capitals, or are particles, and none is a word that stands beside names
     */
    public static boolean areOne(List<String> cells, boolean known) {
        return !cells.isEmpty() && cells.stream().allMatch(cell -> isName(cell, known));
    }

    private static boolean isName(String cell, boolean known) {
        int words = 0;
        int at = 0;
        while (at < cell.length()) {
            if (!isOfWord(cell.charAt(at))) {
                char c = cell.charAt(at);
                boolean stop = c == '.' && at + 1 < cell.length() && isOfWord(cell.charAt(at + 1));
                if (stop || BETWEEN.indexOf(c) < 0 && !Character.isSpaceChar(c) && c != '\u2019') {
                    return false; // a login, an address, a sentence
                }
                at++;
                continue;
            }
            int end = at;
            while (end < cell.length() && isOfWord(cell.charAt(end))) {
                end++;
            }
            if (++words > LONGEST || !known && !mayBeOfName(cell.substring(at, end))) {
                return false;
            }
            at = end;
        }
        return words > 0;
    }

    private static boolean mayBeOfName(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        boolean small = Character.isLowerCase(word.charAt(0)) && !NameForms.isParticle(lower);
        return !small && !EverydayWords.standBesideNames(lower);
    }

    private static boolean isOfWord(char c) {
        int type = Character.getType(c);
        return Character.isLetter(c)
                || Character.isSurrogate(c)
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.FORMAT;
    }
}
