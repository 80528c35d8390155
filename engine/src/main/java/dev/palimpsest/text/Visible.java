package dev.palimpsest.text;

/**
 * Makes visible what a screen would obey or hide. Names of people, tables and files may hold anything a database or a disk
 * takes: an escape code that clears the screen, a line break that forges the line below, an override of the reading
 * direction that turns a name around (Unicode Technical Report 36, section 3). Such a character is written as
 * {@code \n}, {@code \u001b} or {@code \}{@code u{e0001}}; every other text stays as it is. Not to be read back: a text may hold a
 * backslash of its own.
 */
public final class Visible {
    private static final int ZERO_WIDTH_NON_JOINER = 0x200c;
    private static final int ZERO_WIDTH_JOINER = 0x200d;

    private Visible() {}

    /** A text that takes one line, line breaks and tabs made visible, too. */
    public static String line(String text) {
        return of(text, false);
    }

    /** A text that may take several lines: line breaks and tabs stay. */
    public static String lines(String text) {
        return of(text, true);
    }

    private static String of(String text, boolean severalLines) {
        StringBuilder visible = null;
        for (int at = 0; at < text.length(); ) {
            int character = text.codePointAt(at);
            boolean kept = !isHidden(character)
                    || (severalLines && (character == '\n' || character == '\r' || character == '\t'));
            if (!kept && visible == null) {
                visible = new StringBuilder(text.length() + 16).append(text, 0, at);
            }
            if (visible != null) {
                visible.append(kept ? Character.toString(character) : name(character));
            }
            at += Character.charCount(character);
        }
        return visible == null ? text : visible.toString();
    }

    /** Whether a screen would obey this character, or not show it although it changes what is shown. */
    public static boolean isHidden(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            case Character.FORMAT -> !belongsToWriting(character);
            case Character.UNASSIGNED -> isNoCharacter(character);
            default -> false;
        };
    }

    /** Format characters that Persian, Indic scripts and pictures are written with, and signs that are seen. */
    private static boolean belongsToWriting(int character) {
        return character == ZERO_WIDTH_NON_JOINER
                || character == ZERO_WIDTH_JOINER
                || (character >= 0x600 && character <= 0x605)
                || character == 0x6dd
                || character == 0x70f
                || (character >= 0x890 && character <= 0x891)
                || character == 0x8e2
                || character == 0x110bd
                || character == 0x110cd;
    }

    /** The 66 code points that Unicode never assigns; inside a programme they may mean anything. */
    private static boolean isNoCharacter(int character) {
        return (character & 0xfffe) == 0xfffe || (character >= 0xfdd0 && character <= 0xfdef);
    }

    private static String name(int character) {
        return switch (character) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default ->
                character > 0xffff
                        ? "\\u{" + Integer.toHexString(character) + "}"
                        : "\\u" + String.format("%04x", character);
        };
    }
}
