package dev.palimpsest.identity;

import dev.palimpsest.map.IdentifierKind;

/**
 * Names: one to five words in a row, in any order, over commas, blanks, tags and column borders; and two short fields
 * that lie apart in the same row or object ({@code "first":"Anna","age":30,"last":"Schmidt"}). The words of a name stand in one
 * phrase: a digit, the end of a sentence and a semicolon part them, but not the full stop of an abbreviation, nor what stands in or
 * between fields of a few words.
 */
final class NameCandidates {

    /** Words of the longest name. */
    static final int LONGEST = 5;

    /** Words of the longest name of others inside which a name is told to stand. */
    private static final int LONGEST_AROUND = 10;

    /** How many fields back the other half of a name is looked for. */
    private static final int FIELDS = 12;
    /** A power of two. */
    private static final int SLOTS = 16;

    private static final int LONGEST_FIELD = 3;
    /** A field of so few words holds nothing but a name, whatever stops stand in it. */
    private static final int SHORT_FIELD = 4;
    /** Stands for the words before a name begins, and makes no name with any word. */
    private static final long APART = 0xD1B54A32D192ED03L;

    private static final long PARTED = 0xC2B2AE3D27D4EB4FL;
    private static final long ORDER = 0x9E3779B97F4A7C15L;

    private final NameEvidence evidence;
    private final NameSpelling spelling;
    private final OverTitles over;
    private final int longest;
    private final long order;
    private final int[] fieldFirst = new int[SLOTS];
    private final int[] fieldLast = new int[SLOTS];
    private final long[] fieldHash = new long[SLOTS];
    /** What the hash of a field is multiplied by in front of the words of this one. */
    private final long[] fieldFactor = new long[SLOTS];

    private int fields;

    NameCandidates(Forms forms, Block block) {
        evidence = new NameEvidence(forms, block);
        spelling = new NameSpelling(forms, block);
        over = new OverTitles(forms);
        longest = forms.on(Normalisation.NAME_WORDS) ? LONGEST : 2;
        order = forms.on(Normalisation.NAME_ORDER) ? 1 : ORDER;
    }

    int longest() {
        return longest;
    }

    /** The hash of a name, of the hash of the words after this one and the hash of this one. */
    long joined(long after, long word) {
        return after * order + word;
    }

    void find(Words words, Found found) {
        if (!found.traces().holds(IdentifierKind.NAME)) {
            return;
        }
        fields = 0;
        boolean single = found.traces().holdsWeak(IdentifierKind.NAME); // a part of a name, or a name of one word
        long before1 = APART;
        long before2 = APART;
        long before3 = APART;
        long before4 = APART;
        over.end();
        int run = 0;
        int fieldStart = 0;
        int count = words.count();
        for (int i = 0; i < count; i++) {
            int gap = words.gap(i);
            if ((gap & Alphabet.FIELD_END) != 0) {
                endField(words, fieldStart, i - 1, found);
                fieldStart = i;
                if ((gap & Alphabet.OBJECT) != 0) {
                    fields = 0;
                }
            } else if ((gap & Alphabet.OBJECT) != 0) {
                fields = 0;
            }
            if (words.kind(i) != Words.LETTERS || words.hash(i) == Words.NO_HASH) {
                run = 0;
                continue;
            }
            if ((gap & Alphabet.IN_NAME) == 0
                    || (gap & Alphabet.PHRASE_END) != 0 && partsPhrases(words, i, fieldStart)) {
                run = 0;
            }
            if (run == 0) {
                before1 = APART;
                before2 = APART;
                before3 = APART;
                before4 = APART;
                over.end();
            }
            run++;
            long word = words.hash(i);
            long two = joined(word, before1);
            long three = joined(two, before2);
            long four = joined(three, before3);
            long five = joined(four, before4);
            // One branch for all, without short cuts: it is hardly ever taken.
            if (found.mayHoldName(two)
                    | found.mayHoldName(three)
                    | found.mayHoldName(four)
                    | found.mayHoldName(five)
                    | (single & found.mayHoldName(joined(0, word)))) {
                look(words, i, run, single, found);
            }
            if (run > 1 && over.isTitle(word)) {
                over.pass(before1, before2, before3, before4);
            } else if (over.havePassed() && over.mayEndName(word, this, found)) {
                lookOverTitles(words, i, run, found);
            }
            before4 = before3;
            before3 = before2;
            before2 = before1;
            before1 = word;
        }
        endField(words, fieldStart, count - 1, found);
    }

    /**
     * Whether the end of a phrase before this word is one: not within a short field, such as {@code Joh. Berg}, nor between two of
     * them, such as {@code Berg;Anna Maria}.
     *
     * @param field the first word of the field that this word is in or begins
     */
    private static boolean partsPhrases(Words words, int word, int field) {
        if (word > field) {
            return endOfField(words, word) - field > SHORT_FIELD;
        }
        int before = word - 1;
        while (before > 0 && word - before <= LONGEST_FIELD && (words.gap(before) & Alphabet.FIELD_END) == 0) {
            before--;
        }
        return word - before > LONGEST_FIELD || endOfField(words, word) - word > LONGEST_FIELD;
    }

    /** The word behind the field, looked for a few words far. */
    private static int endOfField(Words words, int word) {
        int end = word + 1;
        while (end < words.count() && end - word <= SHORT_FIELD && (words.gap(end) & Alphabet.FIELD_END) == 0) {
            end++;
        }
        return end;
    }

    private void look(Words words, int last, int run, boolean single, Found found) {
        long hash = 0;
        for (int first = last; first > last - Math.min(run, longest); first--) {
            hash = joined(hash, words.hash(first));
            if ((first < last || single)
                    && found.mark(IdentifierKind.NAME, hash) != 0
                    && !(found.traces().sparesAny() && isInLonger(words, first, last, last - run + 1, found))) {
                boolean weak = evidence.isWeak(words, first, last);
                found.cover(evidence.from(), evidence.to());
                found.report(IdentifierKind.NAME, spelledOr(hash, spelled(words, first, last), found), weak);
            }
        }
    }

    private void lookOverTitles(Words words, int last, int run, Found found) {
        long hash = 0;
        long spelled = 0;
        int joined = 0;
        boolean passed = false;
        for (int first = last; first > last - run && joined < longest; first--) {
            if (over.isTitle(words.hash(first))) {
                passed = true;
                continue;
            }
            hash = joined(hash, words.hash(first));
            spelled += spelling.of(words, first);
            joined++;
            if (passed
                    && found.mark(IdentifierKind.NAME, hash) != 0
                    && !(found.traces().sparesAny() && isInLonger(words, first, last, last - run + 1, found))) {
                boolean weak = evidence.isWeak(words, first, last);
                found.cover(evidence.from(), evidence.to());
                found.report(IdentifierKind.NAME, spelledOr(hash, spelled, found), weak);
            }
        }
    }

    /** How these words are spelled; the words of a name may stand in two places. */
    private long spelled(Words words, int first, int last) {
        long spelled = 0;
        for (int i = first; i <= last; i++) {
            spelled += spelling.of(words, i);
        }
        return spelled;
    }

    /** The form as it is spelled, if that is looked for: whoever is called the same but for an accent is another. */
    private static long spelledOr(long hash, long spelled, Found found) {
        return found.mark(IdentifierKind.NAME, spelled) != 0 ? spelled : hash;
    }

    /**
     * Whether the words are part of a longer name of somebody who stays.
     *
     * @param begin the first word of the phrase
     */
    private boolean isInLonger(Words words, int first, int last, int begin, Found found) {
        int end = last;
        while (end + 1 < words.count() && end + 1 - first < LONGEST_AROUND && continues(words, end + 1)) {
            end++;
        }
        for (int from = first; from >= begin && last - from < LONGEST_AROUND; from--) {
            for (int to = last; to <= end && to - from < LONGEST_AROUND; to++) {
                if (to - from > last - first && isLonger(words, from, to, found)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether these words are a longer name, with blanks and hyphens between them, or with one comma behind the surname. */
    private boolean isLonger(Words words, int from, int to, Found found) {
        int comma = -1;
        for (int i = from + 1; i <= to; i++) {
            boolean parted = evidence.neighbours().isParted(words, i);
            if (parted && comma >= 0 || !parted && !evidence.neighbours().isNextTo(words, i)) {
                return false;
            }
            comma = parted ? i : comma;
        }
        long hash = comma < 0 ? hash(words, from, to) : parted(hash(words, from, comma - 1), hash(words, comma, to));
        return found.sparesName(hash);
    }

    /** The hash of a name with the surname before a comma. */
    static long parted(long last, long given) {
        return last * PARTED + given;
    }

    private static boolean continues(Words words, int word) {
        return words.kind(word) == Words.LETTERS
                && words.hash(word) != Words.NO_HASH
                && (words.gap(word) & (Alphabet.IN_NAME | Alphabet.PHRASE_END)) == Alphabet.IN_NAME;
    }

    /** The hash of these words but the titles, without which any name is told, too. */
    private long hash(Words words, int first, int last) {
        long hash = 0;
        for (int i = last; i >= first; i--) {
            hash = over.isTitle(words.hash(i)) ? hash : joined(hash, words.hash(i));
        }
        return hash;
    }

    private void endField(Words words, int first, int last, Found found) {
        int size = last - first + 1;
        if (size < 1 || size > LONGEST_FIELD) {
            return;
        }
        long hash = 0;
        for (int i = last; i >= first; i--) {
            if (words.kind(i) != Words.LETTERS
                    || words.hash(i) == Words.NO_HASH
                    || i > first && (words.gap(i) & Alphabet.IN_NAME) == 0) {
                return;
            }
            hash = joined(hash, words.hash(i));
        }
        int oldest = Math.max(0, fields - FIELDS);
        for (int field = fields - 1; field >= oldest; field--) {
            int slot = field & SLOTS - 1;
            // Looked up before anything else is asked of the two: it is hardly ever there.
            if (found.mayHoldName(hash * fieldFactor[slot] + fieldHash[slot])) {
                lookBoth(words, slot, first, last, hash, found);
            }
        }
        long factor = order;
        for (int i = first; i < last; i++) {
            factor *= order;
        }
        int slot = fields & SLOTS - 1;
        fieldFirst[slot] = first;
        fieldLast[slot] = last;
        fieldHash[slot] = hash;
        fieldFactor[slot] = factor;
        fields++;
    }

    private void lookBoth(Words words, int slot, int first, int last, long hash, Found found) {
        int earlier = fieldLast[slot] - fieldFirst[slot] + 1;
        boolean inARow = fieldLast[slot] + 1 == first && (words.gap(first) & Alphabet.IN_NAME) != 0;
        if (inARow || earlier + last - first + 1 > longest) {
            return;
        }
        long both = hash * fieldFactor[slot] + fieldHash[slot];
        if (found.mark(IdentifierKind.NAME, both) != 0) {
            found.cover(words.start(fieldFirst[slot]), words.end(fieldLast[slot]));
            found.cover(words.start(first), words.end(last));
            long spelled = spelled(words, fieldFirst[slot], fieldLast[slot]) + spelled(words, first, last);
            boolean weak = evidence.neighbours().endsRecord(words.end(fieldLast[slot]), words.start(first));
            found.report(IdentifierKind.NAME, spelledOr(both, spelled, found), weak);
        }
    }
}
