package dev.palimpsest.identity;

/**
 * Quoted-printable (RFC 2045) amid a text: characters in UTF-8, or in Latin-1 among letters, and soft ends of lines. What else stands
 * behind an equals sign, such as a value behind its name, is none.
 */
final class QuotedPrintable {
    /** Letters of one quoted byte. */
    private static final int BYTE = 3;
    /** From here on a byte is no ASCII, and begins a character. */
    private static final int FIRST_OF_MORE = 0xC0;
    /** A character of four bytes, soft ends of lines between, and what tells that it is none of a value. */
    private static final int LONGEST_EVIDENCE = 32;
    /** Between the parts of one number, address or login. */
    private static final String JOINING = "-_./@+";

    private char[] raw = new char[0];
    private int from;
    private int to;
    private boolean evidenceKnown;
    private boolean evidence;

    private CharSequence whole = "";
    private boolean evidenceOfWholeKnown;
    private boolean evidenceOfWhole;

    private int length;
    private String meaning = "";

    /** Reads stretches of this text from now on. */
    void begin(CharSequence text) {
        whole = text;
        evidenceOfWholeKnown = false;
    }

    /** Reads {@code raw[from, to)} from now on. */
    void read(char[] raw, int from, int to) {
        this.raw = raw;
        this.from = from;
        this.to = to;
        evidenceKnown = false;
    }

    /** How many characters stand for what was found last. */
    int length() {
        return length;
    }

    /** What they mean; empty for a soft end of a line. */
    String meaning() {
        return meaning;
    }

    /** Whether something is quoted at this equals sign. */
    boolean isAt(int at) {
        if (at + 2 >= to) {
            return false;
        }
        char next = raw[at + 1];
        if (next == '\n' || next == '\r' && raw[at + 2] == '\n') {
            return isEvident() && found(next == '\n' ? 2 : BYTE, "");
        }
        int first = quoted(at);
        if (first >= FIRST_OF_MORE) {
            return isCertain(at, first) || mayBeLetter(at) && isEvident() && isLatin1(at, first);
        }
        return first == ' ' && isEndOfLine(at + BYTE) && isEvident() && found(BYTE, " ");
    }

    private boolean found(int length, String meaning) {
        this.length = length;
        this.meaning = meaning;
        return true;
    }

    /** The byte that is quoted here, {@code =C3}; -1 if none is, or not as the standard has it, in capitals. */
    private int quoted(int at) {
        if (at + BYTE > to || raw[at] != '=' || isSmall(raw[at + 1]) || isSmall(raw[at + 2])) {
            return -1;
        }
        return Block.hex(raw, at + 1, 2);
    }

    private static boolean isSmall(char c) {
        return c >= 'a' && c <= 'z';
    }

    /** A soft or a hard one. */
    private boolean isEndOfLine(int at) {
        int next = at < to && raw[at] == '=' ? at + 1 : at;
        return next < to && (raw[next] == '\n' || raw[next] == '\r');
    }

    /** Behind a soft end of a line. */
    private int behindBreak(int at) {
        if (at + 1 < to && raw[at] == '=') {
            int next = raw[at + 1] == '\r' ? at + 2 : at + 1;
            return next < to && raw[next] == '\n' ? next + 1 : at;
        }
        return at;
    }

    private boolean isUtf8(int at, int first) {
        int more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1;
        int codePoint = first & (more == 3 ? 0x07 : more == 2 ? 0x0F : 0x1F);
        int next = at + BYTE;
        boolean utf8 = first < 0xF5;
        for (int i = 0; i < more && utf8; i++) {
            next = behindBreak(next);
            int part = quoted(next);
            utf8 = part >= 0x80 && part < FIRST_OF_MORE;
            codePoint = codePoint << 6 | part & 0x3F;
            next += BYTE;
        }
        return utf8
                && Character.isValidCodePoint(codePoint)
                && codePoint < Alphabet.TAG
                && found(next - at, Character.toString(codePoint));
    }

    /** A letter behind a letter, if what stands here is no value behind its name. */
    private boolean isLatin1(int at, int first) {
        return at > from
                && Character.isLetter(raw[at - 1])
                && Character.isLetter(first)
                && found(BYTE, String.valueOf((char) first));
    }

    /** Whether no letter or digit that would be of a value stands right behind. */
    private boolean mayBeLetter(int at) {
        int behind = at + BYTE;
        return behind >= to || !Character.isLetterOrDigit(raw[behind]) || isSmall(raw[behind]);
    }

    /**
     * Whether this is a letter and not a value behind its name, {@code name=ED SMITH}, {@code nr=C1-234567}, by what stands around it
     * alone: amid a word, or where two such characters are no value. Else the rest of the text tells.
     */
    private boolean isLetterByItself(int at) {
        int behind = at + BYTE;
        if (behind < to && Character.isLetterOrDigit(raw[behind])) {
            return isSmall(raw[behind]);
        }
        boolean goesOn = behind + 1 < to
                && (JOINING.indexOf(raw[behind]) >= 0 && Character.isLetterOrDigit(raw[behind + 1])
                        || raw[behind] == ' ' && Character.isDigit(raw[behind + 1]));
        boolean initials = Character.isLetter(raw[at + 1]) && Character.isLetter(raw[at + 2]);
        return !goesOn && !initials;
    }

    /** Whether the text has something of that form which is hardly anything else: only then a line may end softly. */
    private boolean isEvident() {
        if (!evidenceKnown) {
            evidenceKnown = true;
            evidence = hasEvidence() || whole.length() > to - from && isEvidentInWhole();
        }
        return evidence;
    }

    private boolean hasEvidence() {
        for (int i = from; i < to; i++) {
            if (raw[i] == '=') {
                int value = quoted(i);
                if (value == '=' || value >= FIRST_OF_MORE && isAmidLetters(i) && isCertain(i, value)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isCertain(int at, int first) {
        return isUtf8(at, first) || isLatin1(at, first) && isLetterByItself(at);
    }

    /** A soft end of a line may stand in another stretch than all that is quoted. */
    private boolean isEvidentInWhole() {
        if (!evidenceOfWholeKnown) {
            evidenceOfWholeKnown = true;
            evidenceOfWhole = false;
            QuotedPrintable stretch = new QuotedPrintable();
            for (int at = 0; at < whole.length() && !evidenceOfWhole; at += Scanner.BLOCK - LONGEST_EVIDENCE) {
                char[] letters = whole.subSequence(at, Math.min(whole.length(), at + Scanner.BLOCK))
                        .toString()
                        .toCharArray();
                stretch.read(letters, 0, letters.length);
                evidenceOfWhole = stretch.hasEvidence();
            }
        }
        return evidenceOfWhole;
    }

    /** Whether a small letter, or more of the same, follows: that is no value of two characters. */
    private boolean isAmidLetters(int at) {
        return at + BYTE < to && (isSmall(raw[at + BYTE]) || raw[at + BYTE] == '=');
    }
}
