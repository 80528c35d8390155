package dev.palimpsest.identity;

import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Two tables over all characters: what each is written as in the normal form (small, without accent, one for one, so
 * that positions stay), and what it may be part of.
 */
final class Alphabet {

    /** Stands between two columns of a row. A non-character, so no text holds it. */
    static final char BORDER = '\uFFFF';

    /** Stands where a tag was skipped. */
    static final char TAG = '\uFFFE';

    static final int LETTER = 1;
    static final int DIGIT = 2;
    /** Is as if not there: combining marks, soft hyphens, joiners. */
    static final int IGNORED = 4;
    /** May stand between the words of a name or an address. */
    static final int IN_NAME = 8;
    /** May stand between the digits of a telephone number. */
    static final int IN_PHONE = 16;
    /** May stand inside a customer number. */
    static final int IN_NUMBER = 32;
    /** Ends a field: column border, quotation mark, colon, new line. */
    static final int FIELD_END = 64;

    /** Not ASCII, even in normal form. */
    static final int WIDE = 128;
    /** Stands before an international telephone number. */
    static final int PLUS = 256;
    /** A blank of any sort. */
    static final int SPACE = 512;
    /** An object begins or ends: the fields before belong to something else. */
    static final int OBJECT = 1024;
    /** The at sign of an e-mail address. */
    static final int AT = 2048;
    /** Parts one phrase from the next, unless it stands in or between short fields. */
    static final int PHRASE_END = 8192;

    /** Of a script without blanks between its words: each is a word of its own. */
    static final int UNSPACED = 16384;
    /** What may be part of a word. */
    static final int IN_WORD = LETTER | DIGIT | IGNORED | UNSPACED;

    private static final Set<Character.UnicodeScript> UNSPACED_SCRIPTS = EnumSet.of(
            Character.UnicodeScript.HAN,
            Character.UnicodeScript.HIRAGANA,
            Character.UnicodeScript.KATAKANA,
            Character.UnicodeScript.HANGUL);

    private static final int SIZE = 1 << 16;
    private static final int DECOMPOSED = 0x2C00;

    private final char[] normal = new char[SIZE];
    private final short[] classes = new short[SIZE];

    /** One for each set of normalisations: making one takes longer than reading a short text. */
    private static final Map<Set<Normalisation>, Alphabet> MADE = new ConcurrentHashMap<>();

    /** The tables for these normalisations, made when first asked for. */
    static Alphabet of(Set<Normalisation> on) {
        return MADE.computeIfAbsent(Set.copyOf(on), Alphabet::new);
    }

    private Alphabet(Set<Normalisation> on) {
        boolean caseless = on.contains(Normalisation.CASE);
        boolean plain = on.contains(Normalisation.DIACRITICS);
        for (int c = 0; c < SIZE; c++) {
            normal[c] = normal((char) c, caseless, plain);
        }
        for (int c = 0; c < SIZE; c++) {
            classes[c] = (short) (classOf((char) c, plain) | (c < 0x80 ? 0 : WIDE));
        }
        classes['"'] = (short) (on.contains(Normalisation.JSON) ? IN_NAME | FIELD_END : 0);
        boolean markup = on.contains(Normalisation.MARKUP);
        classes[TAG] = (short) (markup ? IN_NAME | IN_PHONE | IN_NUMBER : 0);
        classes[BORDER] = IN_NAME | FIELD_END;
    }

    char[] normal() {
        return normal;
    }

    short[] classes() {
        return classes;
    }

    private static char normal(char c, boolean caseless, boolean plain) {
        if (c >= 0xFF01 && c <= 0xFF5E) {
            return normal((char) (c - 0xFEE0), caseless, plain);
        }
        if (c >= 0xD83C && c <= 0xD83E) {
            return ' '; // the first half of an emoji
        }
        if (Character.isDigit(c)) {
            return (char) ('0' + Character.digit(c, 10));
        }
        if (Character.isLetter(c)) {
            char letter = plain ? withoutAccent(c) : c;
            return caseless ? Character.toLowerCase(letter == 'ς' ? 'σ' : letter) : letter;
        }
        return switch (Character.getType(c)) {
            case Character.SPACE_SEPARATOR -> ' ';
            case Character.DASH_PUNCTUATION -> '-';
            default ->
                switch (c) {
                    case '\u2018', '\u2019', '\u00B4', '`', '\u2032' -> '\'';
                    default -> c;
                };
        };
    }

    private static char withoutAccent(char c) {
        char base = switch (c) {
            case 'ß' -> 's';
            case 'ẞ' -> 'S';
            case 'æ', 'ǽ' -> 'a';
            case 'Æ', 'Ǽ' -> 'A';
            case 'œ', 'ø', 'ǿ' -> 'o';
            case 'Œ', 'Ø', 'Ǿ' -> 'O';
            case 'đ', 'ð' -> 'd';
            case 'Đ', 'Ð' -> 'D';
            case 'ł' -> 'l';
            case 'Ł' -> 'L';
            case 'þ', 'ŧ' -> 't';
            case 'Þ', 'Ŧ' -> 'T';
            case 'ħ' -> 'h';
            case 'Ħ' -> 'H';
            case 'ı' -> 'i';
            default -> c;
        };
        if (base != c || c < 0x80 || c > DECOMPOSED) {
            return base;
        }
        String decomposed = Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD);
        boolean onlyMarks = decomposed.chars().skip(1).allMatch(part -> isMark((char) part));
        return onlyMarks ? decomposed.charAt(0) : c;
    }

    private static boolean isMark(char c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }

    private static int classOf(char c, boolean plain) {
        if (Character.isDigit(c)) {
            return DIGIT;
        }
        if (isMark(c)) {
            return plain ? IGNORED : LETTER;
        }
        if (Character.getType(c) == Character.FORMAT) {
            return IGNORED;
        }
        if (Character.isLetter(c) && (UNSPACED_SCRIPTS.contains(Character.UnicodeScript.of(c)) || c == 'ー')) {
            return UNSPACED;
        }
        if (Character.isLetter(c) || Character.isSurrogate(c) || c == 'º' || c == 'ª') {
            return LETTER;
        }
        return switch (c) {
            case ' ' -> IN_NAME | IN_PHONE | IN_NUMBER | SPACE;
            case '-', '.', '/' -> IN_NAME | IN_PHONE | IN_NUMBER;
            case '(', ')' -> IN_NAME | IN_PHONE;
            case '_', '#' -> IN_NAME | IN_NUMBER;
            case ',', '\'', '[', ']', '*', '~', '\\' -> IN_NAME;
            case '+' -> IN_NAME | PLUS;
            case '\r' -> IN_NAME | SPACE;
            case '\n', '\t' -> IN_NAME | FIELD_END | SPACE;
            case ';' -> IN_NAME | FIELD_END | PHRASE_END;
            case ':', '|', '=', '&' -> IN_NAME | FIELD_END;
            case '{', '}' -> OBJECT;
            case '@' -> AT;
            case '\u2022', '\u2026', '\u3002' -> IN_NAME | PHRASE_END;
            default -> Character.getType(c) == Character.CONTROL || c < 0x80 ? 0 : IN_NAME;
        };
    }
}
