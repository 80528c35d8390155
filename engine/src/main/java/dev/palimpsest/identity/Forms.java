package dev.palimpsest.identity;

import dev.palimpsest.map.IdentifierKind;
import java.util.EnumSet;
import java.util.Set;

/**
 * The keyed normal forms, the same for the identifiers and for the text: hashes of words, strings and numbers, and
 * their combination to the value of a fingerprint. Immutable; safe for any number of threads.
 */
final class Forms {

    /** Longest word that is hashed, in characters; longer ones are no names. */
    static final int LONGEST_WORD = 64;

    /** Largest number of digits that fit one word of the hash. */
    static final int LONGEST_NUMBER = 16;

    /** Length of the longest string that is hashed: an e-mail address. */
    private static final int LONGEST_STRING = 320;

    static final int LETTER_BASE = 64;
    static final int LETTER_BITS = 6;
    static final int LETTERS_PER_WORD = 10;
    static final int LONGEST_PACKED = 2 * LETTERS_PER_WORD;

    private static final int[] FOLDED = folds();
    private static final long WORD_TAG = 0xFL << 60;
    private static final long NUMBER_TAG = 0x7FL << 56;
    private static final long STRING_TAG = 0x80L << 56;

    private final Set<Normalisation> on;
    private final Alphabet alphabet;
    private final FingerprintKey key;
    private final SipHash sipHash;
    private final long[] kinds = new long[IdentifierKind.values().length];
    private final long factor;
    private final int[] folded;

    Forms(FingerprintKey key, Set<Normalisation> normalisations) {
        on = normalisations.isEmpty() ? EnumSet.noneOf(Normalisation.class) : EnumSet.copyOf(normalisations);
        alphabet = Alphabet.of(on);
        this.key = key;
        sipHash = new SipHash(key.bytes());
        for (int i = 0; i < kinds.length; i++) {
            kinds[i] = sipHash.of(0xF0L << 56 | i);
        }
        factor = sipHash.of(0xF1L << 56) | 1;
        folded = on.contains(Normalisation.DIACRITICS) ? FOLDED : new int[FOLDED.length];
    }

    private static int[] folds() {
        int[] folds = new int[128];
        folds['e'] = 1 << ('a' & 31) | 1 << ('o' & 31) | 1 << ('u' & 31);
        folds['E'] = folds['e'];
        folds['s'] = 1 << ('s' & 31);
        folds['S'] = folds['s'];
        return folds;
    }

    FingerprintKey key() {
        return key;
    }

    boolean on(Normalisation normalisation) {
        return on.contains(normalisation);
    }

    Alphabet alphabet() {
        return alphabet;
    }

    /** The value of a fingerprint. A keyed bijection, so that sums of hashes cannot be told from the stored values. */
    long value(IdentifierKind kind, long hash) {
        long value = hash ^ kinds[kind.ordinal()];
        return (value ^ value >>> 32) * factor;
    }

    /** The hash of a number of at most {@value #LONGEST_NUMBER} digits; leading zeros do not count. */
    long number(long number) {
        return sipHash.of(NUMBER_TAG | number);
    }

    /** The hash of a word in which {@code ae, oe, ue} are {@code a, o, u} and {@code ss} is {@code s}. */
    long word(char[] text, int from, int to) {
        char[] letters = new char[to - from];
        int length = 0;
        int before = 0;
        for (int i = from; i < to; i++) {
            char c = text[i];
            if (isIgnored(c)) {
                continue;
            }
            if (!isFolded(before, c)) {
                letters[length++] = c;
            }
            before = c;
        }
        return letters(letters, length);
    }

    /** Whether this letter is left out after the one before. */
    boolean isFolded(int before, int letter) {
        return letter < FOLDED.length && before < FOLDED.length && (folded[letter] >>> (before & 31) & 1) != 0;
    }

    /** For each letter the letters (bit 1 is a) after which it is left out; {@link Words} reads it directly. */
    int[] folded() {
        return folded;
    }

    private long letters(char[] letters, int length) {
        long first = 0;
        long packed = 0;
        for (int i = 0; i < length; i++) {
            int c = letters[i];
            if (c <= LETTER_BASE || c >= LETTER_BASE + (1 << LETTER_BITS) || length > LONGEST_PACKED) {
                return string(letters, 0, length);
            }
            if (i == LETTERS_PER_WORD) {
                first = packed;
                packed = 0;
            }
            packed = packed << LETTER_BITS | c - LETTER_BASE;
        }
        return packed(first, packed, length);
    }

    /** The hash of up to {@value #LONGEST_PACKED} plain letters, six bits each, ten to a word. */
    long packed(long first, long last, int length) {
        return length <= LETTERS_PER_WORD ? sipHash.of(last) : sipHash.of(first, WORD_TAG | last);
    }

    /** The hash of what was already made of a token's characters. */
    long token(long characters) {
        return sipHash.of(characters);
    }

    /** The hash of the 128 bits of an IP address. */
    long address(long high, long low) {
        return sipHash.of(high, low);
    }

    /** The hash of the characters as they stand. */
    long string(char[] text, int from, int to) {
        if (to - from > LONGEST_STRING) {
            return string(text, from, from + LONGEST_STRING);
        }
        long packed = 0;
        int length = 0;
        for (int i = from; i < to; i++) {
            int c = text[i];
            if (c >= 0x80 && isIgnored(c)) {
                continue;
            }
            if (c >= 0x80 || length == 8) {
                return longString(text, from, to);
            }
            packed = packed << 7 | c;
            length++;
        }
        return sipHash.of((long) length << 56 | packed);
    }

    private long longString(char[] text, int from, int to) {
        long[] words = new long[(to - from) / 4 + 2];
        int length = 0;
        for (int i = from; i < to; i++) {
            if (!isIgnored(text[i])) {
                words[length >> 2] |= (long) text[i] << (length << 4);
                length++;
            }
        }
        if (length <= 8 && allAscii(words)) {
            return shortString(words, length);
        }
        int last = (length >> 2) + 1;
        words[last] = STRING_TAG | length;
        return sipHash.of(words, last + 1);
    }

    private static boolean allAscii(long[] words) {
        return ((words[0] | words[1]) & 0xFF80FF80FF80FF80L) == 0;
    }

    /** A string that is short once its ignored characters are left out has the hash of the short string. */
    private long shortString(long[] words, int length) {
        long packed = 0;
        for (int i = 0; i < length; i++) {
            packed = packed << 7 | (words[i >> 2] >>> (i << 4) & 0x7F);
        }
        return sipHash.of((long) length << 56 | packed);
    }

    private boolean isIgnored(int c) {
        return c >= 0x80 && (alphabet.classes()[c] & Alphabet.IGNORED) != 0;
    }
}
