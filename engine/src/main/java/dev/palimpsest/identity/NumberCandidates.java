package dev.palimpsest.identity;

import dev.palimpsest.map.IdentifierKind;

/**
 * Telephone and customer numbers: groups of digits in a row, and words that mix letters and digits. The normal form of
 * a telephone number is its national number without leading zeros, so that country code, {@code 00}, {@code 0} and
 * {@code (0)} make no difference; that of a customer number its letters and digits.
 */
final class NumberCandidates {

    /** Fewest digits of a telephone number that is looked for. */
    static final int SHORTEST_PHONE = 6;

    /** Words and characters of the longest customer number. */
    static final int LONGEST_NUMBER = 5;

    static final int LONGEST_TEXT = 40;

    private static final int PHONE_GROUPS = 8;
    private static final int LONGEST_PHONE = 14;
    private static final int LONGEST_PREFIX = 12;
    private static final int LONGEST_SPACED_PREFIX = 4;
    private static final int SHORTEST_PART = 5;
    private static final long PADDED = 0x94D049BB133111EBL;

    private final Forms forms;
    private final Block block;
    private final CallingCodes codes;
    private final boolean national;
    private final boolean phoneSeparators;
    private final boolean numberSeparators;
    private final char[] joined = new char[LONGEST_TEXT];

    private boolean phones;
    private boolean numbers;

    NumberCandidates(Forms forms, CallingCodes codes, Block block) {
        this.forms = forms;
        this.block = block;
        this.codes = codes;
        this.national = forms.on(Normalisation.PHONE_NATIONAL);
        this.phoneSeparators = forms.on(Normalisation.PHONE_SEPARATORS);
        this.numberSeparators = forms.on(Normalisation.NUMBER_SEPARATORS);
    }

    void find(Words words, Found found) {
        phones = found.traces().holds(IdentifierKind.PHONE);
        numbers = found.traces().holds(IdentifierKind.NUMBER);
        if (!phones && !numbers) {
            return;
        }
        int lastDigits = -LONGEST_NUMBER;
        for (int i = 0; i < words.count(); i++) {
            byte kind = words.kind(i);
            if (kind == Words.DIGITS) {
                groups(words, i, found);
            }
            if (numbers) {
                if (kind == Words.MIXED) {
                    mixed(words, i, found);
                }
                lastDigits = kind == Words.LETTERS ? lastDigits : i;
                if (i - lastDigits < LONGEST_NUMBER) {
                    composed(words, i, found);
                }
            }
        }
    }

    /** Groups of digits that end with this one. */
    private void groups(Words words, int last, Found found) {
        if (words.hash(last) < 0) {
            if (numbers) {
                long hash = longNumber(block.text(), words.start(last), words.end(last));
                found.look(IdentifierKind.NUMBER, hash, words.start(last), words.end(last));
            }
            return;
        }
        long number = 0;
        int digits = 0;
        boolean phone = phones;
        boolean customer = numbers;
        for (int first = last; first >= 0 && last - first < PHONE_GROUPS; first--) {
            if (words.kind(first) != Words.DIGITS || words.hash(first) < 0) {
                return;
            }
            if (first < last) {
                int gap = words.gap(first + 1);
                phone &= phoneSeparators && (gap & Alphabet.IN_PHONE) != 0;
                customer &= numberSeparators && (gap & Alphabet.IN_NUMBER) != 0 && last - first < LONGEST_NUMBER;
            }
            int length = words.length(first);
            if (!phone && !customer || digits + length > Forms.LONGEST_NUMBER) {
                return;
            }
            number += words.hash(first) * CallingCodes.power(digits);
            digits += length;
            look(words, first, last, number, digits, phone, customer, found);
        }
    }

    private void look(
            Words words, int first, int last, long number, int digits, boolean phone, boolean customer, Found found) {
        boolean callable = phone && digits >= SHORTEST_PHONE;
        if (!callable && !customer) {
            return;
        }
        int from = words.start(first);
        int to = words.end(last);
        long hash = forms.number(number);
        if (customer) {
            found.look(IdentifierKind.NUMBER, hash, from, to);
            if (block.text()[from] == '0' && WordForms.isShort(number)) {
                found.look(IdentifierKind.NUMBER, padded(number, digits), from, to);
            }
        }
        if (!callable) {
            return;
        }
        boolean plus = (words.gap(first) & Alphabet.PLUS) != 0 && from > 0;
        int start = plus && block.text()[from - 1] == '+' ? from - 1 : from;
        found.look(IdentifierKind.PHONE, hash, start, to);
        if (national) {
            boolean international = plus
                    || block.text()[from] == '0' && words.hash(first) == 0
                    || block.text()[from] == '0' && from + 1 < to && block.text()[from + 1] == '0';
            long rest = international ? codes.national(number) : codes.nationalAtHome(number);
            if (rest > 0 && CallingCodes.digits(rest) <= LONGEST_PHONE) {
                found.look(IdentifierKind.PHONE, forms.number(rest), start, to);
            }
        }
    }

    /** The hash of a short number with so many digits: its leading zeros are what tells it from a year or an amount. */
    long padded(long number, int digits) {
        return forms.number(number) * PADDED + digits;
    }

    /** The hash of a number of more digits than fit one word. */
    long longNumber(char[] text, int from, int to) {
        int start = from;
        while (start < to - 1 && text[start] == '0') {
            start++;
        }
        return forms.string(text, start, to);
    }

    /** A word of letters and digits, and the longer runs of digits in it. */
    private void mixed(Words words, int word, Found found) {
        char[] text = block.text();
        int end = words.end(word);
        if (words.length(word) <= LONGEST_TEXT) {
            long hash = forms.string(text, words.start(word), end);
            found.look(IdentifierKind.NUMBER, hash, words.start(word), end);
        }
        int digits = 0;
        long number = 0;
        for (int i = words.start(word); i <= end; i++) {
            boolean digit = i < end && text[i] >= '0' && text[i] <= '9';
            if (digit && digits <= Forms.LONGEST_NUMBER) {
                number = digits == Forms.LONGEST_NUMBER ? 0 : number * 10 + text[i] - '0';
                digits++;
            } else if (!digit) {
                if (digits >= SHORTEST_PART && digits <= Forms.LONGEST_NUMBER) {
                    found.look(IdentifierKind.NUMBER, forms.number(number), i - digits, i);
                    if (text[i - digits] == '0' && WordForms.isShort(number)) {
                        found.look(IdentifierKind.NUMBER, padded(number, digits), i - digits, i);
                    }
                }
                digits = 0;
                number = 0;
            }
        }
    }

    /** Several words with both letters and digits in them that end with this one: {@code M-2024/00123}. */
    private void composed(Words words, int last, Found found) {
        if (last == 0 || !joins(words, last)) {
            return;
        }
        char[] text = block.text();
        int from = LONGEST_TEXT;
        int all = 0;
        for (int first = last; first >= 0 && last - first < LONGEST_NUMBER; first--) {
            if (first < last && !joins(words, first + 1)) {
                return;
            }
            int length = words.length(first);
            boolean letters = words.kind(first) == Words.LETTERS;
            if (length > from || letters && length > LONGEST_PREFIX) {
                return;
            }
            from -= length;
            System.arraycopy(text, words.start(first), joined, from, length);
            all |= words.kind(first);
            if (first < last && all == Words.MIXED) {
                long hash = forms.string(joined, from, LONGEST_TEXT);
                found.look(IdentifierKind.NUMBER, hash, words.start(first), words.end(last));
            }
        }
    }

    /** Whether this word and the one before may belong to one number; over a blank only short letters do. */
    private boolean joins(Words words, int word) {
        int gap = words.gap(word);
        boolean joins = numberSeparators ? (gap & Alphabet.IN_NUMBER) != 0 : (gap & Words.TOUCHING) != 0;
        boolean spaced = (gap & Alphabet.SPACE) != 0;
        return joins && !(spaced && (tooLong(words, word) || tooLong(words, word - 1)));
    }

    private static boolean tooLong(Words words, int word) {
        return words.kind(word) == Words.LETTERS && words.length(word) > LONGEST_SPACED_PREFIX;
    }
}
