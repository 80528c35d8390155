package dev.palimpsest.identity;

import java.util.Arrays;

/**
 * A block of text cut into words, with what stands before each. Columns of arrays rather than objects, since the
 * scanner passes through gigabytes. Reused from block to block.
 */
final class Words {

    static final byte LETTERS = Alphabet.LETTER;
    static final byte DIGITS = Alphabet.DIGIT;
    static final byte MIXED = Alphabet.LETTER | Alphabet.DIGIT;

    /** A word too long to be of use; its hash is 0. */
    static final long NO_HASH = 0;

    /** Nothing stands before the word; beside this, the classes of {@link Alphabet}. */
    static final int TOUCHING = 4096;

    private static final int PASSED_ON =
            Alphabet.FIELD_END | Alphabet.PLUS | Alphabet.SPACE | Alphabet.OBJECT | Alphabet.PHRASE_END;
    private static final int EVERYWHERE = Alphabet.IN_NAME | Alphabet.IN_PHONE | Alphabet.IN_NUMBER;
    private static final int LONGEST_GAP_IN_NAME = 10;
    private static final int LONGEST_GAP_IN_NUMBER = 3;
    private static final String BETWEEN_PEOPLE = "/&+";
    /** A word of so few letters before a full stop is an abbreviation. */
    private static final int ABBREVIATED = 2;

    private final Forms forms;
    private final short[] classes;
    private final boolean serialised;

    private int count;
    private byte[] kinds = new byte[0];
    private short[] gaps = new short[0];
    private int[] starts = new int[0];
    private int[] ends = new int[0];
    private long[] hashes = new long[0];
    private int[] ats = new int[16];
    private int atCount;
    private int[] ibans = new int[16];
    private int ibanCount;
    private int[] thais = new int[16];
    private int thaiCount;

    Words(Forms forms) {
        this.forms = forms;
        this.classes = forms.alphabet().classes();
        this.serialised = forms.on(Normalisation.SERIALISED);
    }

    void cut(Block block) {
        reserve(block.length() + 2);
        count = 0;
        atCount = 0;
        ibanCount = 0;
        thaiCount = 0;
        char[] text = block.text();
        int length = block.length();
        short[] classes = this.classes;
        int[] folded = forms.folded();
        int common = -1;
        int any = 0;
        int gapStart = 0;
        int i = 0;
        while (i < length) {
            char c = text[i];
            int kind = classes[c];
            if ((kind & MIXED) == 0) {
                if ((kind & Alphabet.UNSPACED) != 0) {
                    add(LETTERS, text, i, i + 1, gapBefore(text, common, any, gapStart, i));
                    common = -1;
                    any = 0;
                    gapStart = i + 1;
                } else if ((kind & Alphabet.IGNORED) == 0) {
                    common &= kind;
                    any |= kind;
                    if (kind == Alphabet.AT) {
                        ats = grown(ats, atCount);
                        ats[atCount++] = i;
                    }
                }
                i++;
                continue;
            }
            int start = i;
            int all = 0;
            int letters = 0;
            int before = 0;
            long first = 0;
            long packed = 0;
            do {
                all |= kind;
                if ((folded[c & 127] >>> before & 1) == 0) {
                    if (letters == Forms.LETTERS_PER_WORD) {
                        first = packed;
                        packed = 0;
                    }
                    letters++;
                    packed = packed << Forms.LETTER_BITS | c - Forms.LETTER_BASE & 63;
                }
                before = c;
                if (++i == length) {
                    break;
                }
                c = text[i];
                kind = classes[c];
            } while ((kind & (MIXED | Alphabet.IGNORED)) != 0);
            int after = i == start + 1 && i < length && text[i] == ':' ? endOfSerialisedHead(text, start, length) : 0;
            if (after > 0) {
                common &= serialised ? Alphabet.IN_NAME : 0;
                any |= Alphabet.FIELD_END | (serialised ? 0 : Alphabet.OBJECT);
                i = after;
                continue;
            }
            int gap = gapBefore(text, common, any, gapStart, start);
            common = -1;
            any = 0;
            gapStart = i;
            if ((all & MIXED) == MIXED) {
                addMixed(text, start, i, gap);
            } else if (all == LETTERS && letters <= Forms.LONGEST_PACKED) {
                add(LETTERS, start, i, gap, forms.packed(first, packed, letters));
            } else {
                add((byte) (all & MIXED), text, start, i, gap);
            }
        }
        gaps[count] = (short) gap(common, any, i - gapStart);
    }

    /** Whether a full stop stands there that ends a sentence: before a blank or a tag, and not of an abbreviation. */
    private boolean endsSentence(char[] text, int from, int to) {
        for (int i = from; i < to - 1; i++) {
            if (text[i] == '.' && isOpen(text, i + 1, to) && (i > from || !isAbbreviated(text))) {
                return true;
            }
        }
        return false;
    }

    /** Whether there is a sign apart from both words, as between two people: {@code Anna Berg & Bert Stein}. */
    private static boolean partsPeople(char[] text, int from, int to) {
        for (int i = from + 1; i < to - 1; i++) {
            if (text[i - 1] == ' ' && text[i + 1] == ' ' && BETWEEN_PEOPLE.indexOf(text[i]) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether there is a line of two hyphens, as above the signature of a mail. */
    private static boolean isSignature(char[] text, int from, int to) {
        for (int i = from; i < to - 3; i++) {
            if (text[i] == '\n' && text[i + 1] == '-' && text[i + 2] == '-') {
                int end = text[i + 3] == ' ' ? i + 4 : i + 3;
                return end < to && (text[end] == '\n' || text[end] == '\r');
            }
        }
        return false;
    }

    /** Whether a blank or a tag comes next, behind any closing quotation marks and brackets. */
    private boolean isOpen(char[] text, int from, int to) {
        int at = from;
        while (at < to && (text[at] == '"' || text[at] == '\'' || text[at] == ')' || text[at] == ']')) {
            at++;
        }
        return at < to && ((classes[text[at]] & Alphabet.SPACE) != 0 || text[at] == Alphabet.TAG);
    }

    /** Whether the last word is one that ends with a full stop: short, without a vowel, a title or a usual abbreviation. */
    private boolean isAbbreviated(char[] text) {
        if (count == 0) {
            return true;
        }
        int from = starts[count - 1];
        int to = ends[count - 1];
        if (to - from <= ABBREVIATED) {
            return true;
        }
        boolean vowel = false;
        for (int i = from; i < to && !vowel; i++) {
            vowel = text[i] > 'z' || "aeiouyAEIOUY".indexOf(text[i]) >= 0;
        }
        return !vowel
                || to - from <= NameForms.LONGEST_ABBREVIATION
                        && NameForms.isAbbreviation(new String(text, from, to - from));
    }

    /** What stands between the last word and the one that begins here. */
    private int gapBefore(char[] text, int common, int any, int from, int to) {
        int gap = gap(common, any, to - from);
        if (to - from > 1) {
            gap |= endsSentence(text, from, to) ? Alphabet.PHRASE_END : 0;
            gap &= isSignature(text, from, to) || partsPeople(text, from, to) ? ~Alphabet.IN_NAME : -1;
        }
        return gap;
    }

    private static int gap(int common, int any, int length) {
        int gap = any & PASSED_ON;
        if (length == 0) {
            return gap | TOUCHING | EVERYWHERE;
        }
        int allowed = length <= LONGEST_GAP_IN_NUMBER
                ? EVERYWHERE
                : length <= LONGEST_GAP_IN_NAME || (any & Alphabet.FIELD_END) != 0 ? Alphabet.IN_NAME : 0;
        return gap | common & allowed;
    }

    /** The end of {@code s:4:}, {@code i:} or {@code a:2:}, the heads of serialised PHP values; 0 if it is none. */
    private int endOfSerialisedHead(char[] text, int start, int length) {
        if ("sSiabdoO".indexOf(text[start]) < 0
                || start > 0 && (classes[text[start - 1]] & (Alphabet.FIELD_END)) == 0 && text[start - 1] != '{') {
            return 0;
        }
        int i = start + 2;
        int limit = Math.min(length, i + 20);
        while (i < limit && ((classes[text[i]] & Alphabet.DIGIT) != 0 || text[i] == '-' || text[i] == '.')) {
            i++;
        }
        if (i == start + 2 || i >= limit || text[i] != ':' && text[i] != ';') {
            return 0;
        }
        boolean opens = text[i] == ':' && i + 1 < length && (text[i + 1] == '"' || text[i + 1] == '{');
        return opens ? i + 2 : text[i] == ';' ? start + 2 : 0; // the number of i:10023; is a value
    }

    /** Letters followed by digits (or the reverse) are two words that touch; any other mixture is one. */
    private void addMixed(char[] text, int start, int end, int gap) {
        int turns = 0;
        int turn = start;
        int before = classes[text[start]] & MIXED;
        for (int i = start + 1; i < end; i++) {
            int kind = classes[text[i]] & MIXED;
            if (kind != 0 && kind != before) {
                turns++;
                turn = turns == 1 ? i : turn;
                if (before == LETTERS && i - start >= 2 && i + 1 < end) {
                    ibans = grown(ibans, ibanCount);
                    ibans[ibanCount++] = i - 2;
                }
                before = kind;
            }
        }
        int letters = (classes[text[start]] & MIXED) == LETTERS ? turn - start : end - turn;
        if (turns == 1 && letters >= 2) {
            byte first = (byte) (classes[text[start]] & MIXED);
            add(first, text, start, turn, gap);
            add((byte) (MIXED - first), text, turn, end, gap(-1, 0, 0));
        } else {
            add(MIXED, text, start, end, gap);
        }
    }

    private void add(byte kind, char[] text, int start, int end, int gap) {
        long hash = NO_HASH;
        if (kind == DIGITS) {
            hash = number(text, start, end);
        } else if (kind == LETTERS && end - start <= Forms.LONGEST_WORD) {
            hash = forms.word(text, start, end);
        }
        if (kind == LETTERS && ThaiNames.isThai(text[start])) {
            thais = grown(thais, thaiCount);
            thais[thaiCount++] = count;
        }
        add(kind, start, end, gap, hash);
    }

    private void add(byte kind, int start, int end, int gap, long hash) {
        kinds[count] = kind;
        gaps[count] = (short) gap;
        starts[count] = start;
        ends[count] = end;
        hashes[count] = hash;
        count++;
    }

    /** The number of a run of digits; -1 if it has too many. */
    private static long number(char[] text, int start, int end) {
        if (end - start > Forms.LONGEST_NUMBER) {
            return -1;
        }
        long number = 0;
        for (int i = start; i < end; i++) {
            char c = text[i];
            if (c >= '0' && c <= '9') {
                number = number * 10 + c - '0';
            }
        }
        return number;
    }

    private void reserve(int size) {
        // A word needs a character, and touching words share none.
        if (kinds.length < size) {
            kinds = new byte[size];
            gaps = new short[size];
            starts = new int[size];
            ends = new int[size];
            hashes = new long[size];
        }
    }

    private static int[] grown(int[] array, int used) {
        return used < array.length ? array : Arrays.copyOf(array, used * 2);
    }

    int count() {
        return count;
    }

    byte kind(int word) {
        return kinds[word];
    }

    /** What stands before the word; before the word after the last: what ends the text. */
    int gap(int word) {
        return gaps[word];
    }

    int start(int word) {
        return starts[word];
    }

    int end(int word) {
        return ends[word];
    }

    int length(int word) {
        return ends[word] - starts[word];
    }

    /** LETTERS: the hash of the word; DIGITS: the number itself, -1 if too long. */
    long hash(int word) {
        return hashes[word];
    }

    int atCount() {
        return atCount;
    }

    /** The place of an at sign. */
    int at(int index) {
        return ats[index];
    }

    int ibanCount() {
        return ibanCount;
    }

    int thaiCount() {
        return thaiCount;
    }

    /** A word that begins with a Thai letter. */
    int thai(int index) {
        return thais[index];
    }

    /** A place where two letters are followed by a digit. */
    int iban(int index) {
        return ibans[index];
    }
}
