package dev.palimpsest.identity;

import dev.palimpsest.map.IdentifierKind;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Postal addresses: a house number with up to five words before it (German, Dutch) or after it (French). The street is
 * looked up first, alone; where it is known, its postal code and town are looked for among the words around it, and
 * only both together make a strong hit.
 */
final class AddressCandidates {

    static final int LONGEST_STREET = 5;

    private static final int LONGEST_HOUSE_NUMBER = 4;
    /** Words of a town, as far as its longest one. */
    private static final int LONGEST_TOWN = 3;

    private static final int AROUND = 8;
    private static final int DIGITS_BEFORE_LETTERS = 4;
    /** Characters within which a postal code belongs to a street and its town. */
    private static final int NEAR = 30;

    private static final Pattern BRITISH_CODE =
            Pattern.compile("(?<![a-z\\d])[a-z]{1,2}\\d[a-z\\d]? ?\\d[a-z]{2}(?![a-z\\d])");
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
        if (isEndOfNumber(words, first)) {
            return;
        }
        hash = house;
        int next = last + 1;
        if (next < words.count() && isRepetition(words, next)) {
            next++;
        }
        for (int i = next; i < words.count() && i - next < LONGEST_STREET && isStreetWord(words, i, i); i++) {
            hash += street(words, i);
            boolean hasItsOwn = i + 1 < words.count() && isHouseNumber(words, i + 1) && isNumberBehind(words, i + 1);
            if (!hasItsOwn) {
                look(words, first, i, hash, found);
            }
        }
    }

    private static boolean isNumberBehind(Words words, int word) {
        return (words.gap(word) & Alphabet.IN_NAME) != 0 && (words.gap(word) & Alphabet.FIELD_END) == 0;
    }

    /** Whether it is the last part of a date or another number: no house stands before its street so. */
    private boolean isEndOfNumber(Words words, int word) {
        int start = words.start(word);
        return word > 0
                && words.kind(word - 1) == Words.DIGITS
                && start == words.end(word - 1) + 1
                && "-./:".indexOf(block.text()[start - 1]) >= 0;
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
        int code = nearest(words, first, last, street, true, found);
        int town = nearest(words, first, last, street, false, found);
        boolean whole = code >= 0 || town >= 0;
        if (code >= 0) {
            found.cover(words.start(first), words.end(last));
            found.cover(words.start(code), endOfCode(words, code));
            found.report(IdentifierKind.ADDRESS, street + postalCode(words.hash(code)));
        }
        if (town >= 0) {
            // of a town of several words only the longest is looked up
            boolean behindCode = code >= 0 && town - code <= LONGEST_TOWN && isOneField(words, code, town);
            found.cover(words.start(first), words.end(last));
            found.cover(words.start(behindCode ? code : town), words.end(town));
            if (code < 0) {
                coverBritishCode(words, Math.min(first, town), Math.max(last, town), found);
            }
            boolean weak = code < 0 && hasCodeBefore(words, town);
            found.report(IdentifierKind.ADDRESS, street + town(words.hash(town)), weak);
        }
        if (!whole) {
            found.cover(words.start(first), words.end(last));
            found.report(IdentifierKind.ADDRESS, street);
        }
    }

    /** Whether the later word stands in the same field as the first. */
    private static boolean isOneField(Words words, int first, int last) {
        boolean one = last > first;
        for (int i = first + 1; one && i <= last; i++) {
            one = (words.gap(i) & Alphabet.FIELD_END) == 0;
        }
        return one;
    }

    /** Behind the postal code, with the two letters that it has in the Netherlands: {@code 1012 AB}. */
    private int endOfCode(Words words, int code) {
        int next = code + 1;
        boolean dutch = next < words.count()
                && words.length(code) == DIGITS_BEFORE_LETTERS
                && words.length(next) == 2
                && words.kind(next) == Words.LETTERS
                && words.start(next) - words.end(code) <= 1
                && (words.gap(next) & Alphabet.FIELD_END) == 0
                && Character.isUpperCase(block.original(words.start(next)))
                && Character.isUpperCase(block.original(words.start(next) + 1));
        return words.end(dutch ? next : code);
    }

    /** Covers a British postal code amid or beside these words: it is not looked up, but of nobody else. */
    private void coverBritishCode(Words words, int first, int last, Found found) {
        int from = Math.max(0, words.start(first) - NEAR);
        int to = Math.min(block.length(), words.end(last) + NEAR);
        Matcher code = BRITISH_CODE.matcher(new String(block.text(), from, to - from));
        if (code.find()) {
            found.cover(from + code.start(), from + code.end());
        }
    }

    /** Whether a postal code stands right before the town, with or without the letters of a Dutch one. */
    private static boolean hasCodeBefore(Words words, int town) {
        int code =
                town > 1 && words.kind(town - 1) == Words.LETTERS && words.length(town - 1) == 2 ? town - 2 : town - 1;
        return code >= 0 && isPostalCode(words, code);
    }

    /** The postal code or the town of this street that stands nearest, first behind it; -1 if there is none. */
    private int nearest(Words words, int first, int last, long street, boolean code, Found found) {
        for (int distance = 1; distance <= AROUND; distance++) {
            for (int i : new int[] {last + distance, first - distance}) {
                if (i >= 0 && i < words.count() && (code ? isPostalCode(words, i) : words.kind(i) == Words.LETTERS)) {
                    long place = code ? postalCode(words.hash(i)) : town(words.hash(i));
                    if (found.mark(IdentifierKind.ADDRESS, street + place) != 0) {
                        return i;
                    }
                }
            }
        }
        return -1;
    }
}
