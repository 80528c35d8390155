package dev.palimpsest.identity;

import dev.palimpsest.map.IdentifierKind;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Postal addresses: a house number with up to five words before it (German, Dutch) or after it (French). The street is
 * looked up first, alone; where it is known, its postal code and town are looked for among the words around it, and
 * only both together make a strong hit.
 */
final class AddressCandidates {

    static final int LONGEST_STREET = 5;

    private static final int LONGEST_HOUSE_NUMBER = 4;
    private static final int AROUND = 8;
    private static final long HOUSE = 0xA0761D6478BD642FL;
    private static final long LETTER = 0xE7037ED1A0B428DBL;
    private static final long POSTAL_CODE = 0x8EBC6AF09C88C6E3L;
    private static final long TOWN = 0x589965CC75374CC3L;

    /** Street words and their abbreviations, in normal form; the same value means the same word. */
    private static final Map<String, String> STREET_WORDS = Map.ofEntries(
            Map.entry("strasse", "str"),
            Map.entry("strase", "str"),
            Map.entry("straat", "str"),
            Map.entry("str", "str"),
            Map.entry("platz", "pl"),
            Map.entry("place", "pl"),
            Map.entry("plein", "pl"),
            Map.entry("pl", "pl"),
            Map.entry("avenue", "av"),
            Map.entry("ave", "av"),
            Map.entry("av", "av"),
            Map.entry("boulevard", "bd"),
            Map.entry("boul", "bd"),
            Map.entry("blvd", "bd"),
            Map.entry("bd", "bd"),
            Map.entry("chemin", "ch"),
            Map.entry("ch", "ch"),
            Map.entry("allee", "al"),
            Map.entry("all", "al"),
            Map.entry("rue", "r"),
            Map.entry("r", "r"),
            Map.entry("gasse", "g"),
            Map.entry("gase", "g"),
            Map.entry("g", "g"),
            Map.entry("sankt", "st"),
            Map.entry("saint", "st"),
            Map.entry("sint", "st"),
            Map.entry("st", "st"),
            Map.entry("doktor", "dr"),
            Map.entry("dr", "dr"),
            Map.entry("professor", "prof"),
            Map.entry("profesor", "prof"),
            Map.entry("prof", "prof"));

    /** Endings of one-word streets. */
    private static final char[][] ENDINGS = Stream.of(
                    "strasse", "strase", "straat", "str", "platz", "plein", "pl", "gasse", "gase")
            .map(String::toCharArray)
            .toArray(char[][]::new);

    private static final int STREET_WORD_SHIFT = 64 - 7;

    private final Forms forms;
    private final Block block;
    private final boolean abbreviations;
    private final long[] wordHashes = new long[1 << 64 - STREET_WORD_SHIFT];
    private final long[] wordMeanings = new long[wordHashes.length];
    private final long[] endingHashes = new long[ENDINGS.length];
    private final long bis;
    private final long ter;

    AddressCandidates(Forms forms, Block block) {
        this.forms = forms;
        this.block = block;
        this.abbreviations = forms.on(Normalisation.ADDRESS_ABBREVIATION);
        STREET_WORDS.forEach((word, meaning) -> put(of(word), of(meaning)));
        for (int i = 0; i < ENDINGS.length; i++) {
            String ending = new String(ENDINGS[i]);
            endingHashes[i] = of(STREET_WORDS.getOrDefault(ending, ending));
        }
        this.bis = of("bis");
        this.ter = of("ter");
    }

    private void put(long word, long meaning) {
        int slot = (int) (word >>> STREET_WORD_SHIFT);
        while (wordHashes[slot] != 0) {
            slot = slot + 1 & wordHashes.length - 1;
        }
        wordHashes[slot] = word;
        wordMeanings[slot] = meaning;
    }

    void find(Words words, Found found) {
        if (!found.traces().holds(IdentifierKind.ADDRESS)) {
            return;
        }
        for (int i = 0; i < words.count(); i++) {
            if (isHouseNumber(words, i)) {
                long house = house(words, i);
                streets(words, i, i, house, found);
                if (hasLetterApart(words, i)) {
                    streets(words, i, i + 1, house + houseLetter(words.hash(i + 1)), found);
                }
            }
        }
    }

    boolean isHouseNumber(Words words, int word) {
        if (words.kind(word) == Words.DIGITS) {
            return words.length(word) <= LONGEST_HOUSE_NUMBER;
        }
        int length = words.length(word);
        return words.kind(word) == Words.MIXED
                && length <= LONGEST_HOUSE_NUMBER + 1
                && digitsBefore(words, word) == length - 1;
    }

    private int digitsBefore(Words words, int word) {
        char[] text = block.text();
        int i = words.start(word);
        while (i < words.end(word) && text[i] >= '0' && text[i] <= '9') {
            i++;
        }
        return i - words.start(word);
    }

    /** The hash of a house number, {@code 12} or {@code 12a}. */
    long house(Words words, int word) {
        if (words.kind(word) == Words.DIGITS) {
            return forms.number(words.hash(word)) * HOUSE;
        }
        long number = 0;
        int letter = words.end(word) - 1;
        for (int i = words.start(word); i < letter; i++) {
            number = number * 10 + block.text()[i] - '0';
        }
        return forms.number(number) * HOUSE + houseLetter(forms.word(block.text(), letter, letter + 1));
    }

    long houseLetter(long letter) {
        return letter * LETTER;
    }

    /** Whether the letter of the house number follows apart: {@code 12 a}. */
    boolean hasLetterApart(Words words, int word) {
        int next = word + 1;
        return abbreviations
                && next < words.count()
                && words.kind(word) == Words.DIGITS
                && words.kind(next) == Words.LETTERS
                && words.length(next) == 1
                && words.start(next) - words.end(word) <= 1
                && (words.gap(next) & Alphabet.FIELD_END) == 0;
    }

    private void streets(Words words, int first, int last, long house, Found found) {
        long hash = house;
        for (int i = first - 1; i >= 0 && first - i <= LONGEST_STREET && isStreetWord(words, i, i + 1); i--) {
            hash += street(words, i);
            look(words, i, last, hash, found);
        }
        hash = house;
        int next = last + 1;
        if (next < words.count() && isRepetition(words, next)) {
            next++;
        }
        for (int i = next; i < words.count() && i - next < LONGEST_STREET && isStreetWord(words, i, i); i++) {
            hash += street(words, i);
            look(words, first, i, hash, found);
        }
    }

    private static boolean isStreetWord(Words words, int word, int gap) {
        return words.kind(word) == Words.LETTERS
                && words.hash(word) != Words.NO_HASH
                && (words.gap(gap) & Alphabet.IN_NAME) != 0;
    }

    /** {@code 12 bis} and {@code 12 ter} are taken as 12. */
    boolean isRepetition(Words words, int word) {
        return words.hash(word) == bis || words.hash(word) == ter;
    }

    /** The hash of one word of a street, the same for its abbreviation; an ending is a word of its own. */
    long street(Words words, int word) {
        long hash = words.hash(word);
        if (!abbreviations) {
            return hash;
        }
        int length = words.length(word);
        int slot = (int) (hash >>> STREET_WORD_SHIFT);
        while (wordHashes[slot] != 0) {
            if (wordHashes[slot] == hash) {
                return wordMeanings[slot];
            }
            slot = slot + 1 & wordHashes.length - 1;
        }
        for (int i = 0; i < ENDINGS.length; i++) {
            char[] ending = ENDINGS[i];
            if (length >= ending.length + 3 && endsWith(words.end(word), ending)) {
                return forms.word(block.text(), words.start(word), words.end(word) - ending.length) + endingHashes[i];
            }
        }
        return hash;
    }

    private boolean endsWith(int end, char[] ending) {
        char[] text = block.text();
        for (int i = 1; i <= ending.length; i++) {
            if ((text[end - i] | 0x20) != ending[ending.length - i]) {
                return false;
            }
        }
        return true;
    }

    private long of(String word) {
        return forms.word(word.toCharArray(), 0, word.length());
    }

    long postalCode(long number) {
        return forms.number(number) * POSTAL_CODE;
    }

    long town(long word) {
        return word * TOWN;
    }

    static boolean isPostalCode(Words words, int word) {
        return words.kind(word) == Words.DIGITS && words.length(word) >= 4 && words.length(word) <= 6;
    }

    private void look(Words words, int first, int last, long street, Found found) {
        if (found.mark(IdentifierKind.ADDRESS, street) == 0) {
            return;
        }
        int from = Math.max(0, first - AROUND);
        int to = Math.min(words.count() - 1, last + AROUND);
        boolean whole = false;
        for (int i = from; i <= to; i++) {
            boolean outside = i < first || i > last;
            long place = !outside
                    ? 0
                    : isPostalCode(words, i)
                            ? postalCode(words.hash(i))
                            : words.kind(i) == Words.LETTERS ? town(words.hash(i)) : 0;
            if (place != 0 && found.mark(IdentifierKind.ADDRESS, street + place) != 0) {
                whole = true;
                found.cover(words.start(first), words.end(last));
                found.cover(words.start(i), words.end(i));
                found.report(IdentifierKind.ADDRESS, street + place);
            }
        }
        if (!whole) {
            found.cover(words.start(first), words.end(last));
            found.report(IdentifierKind.ADDRESS, street);
        }
    }
}
