package dev.palimpsest.cli.terminal;

/** How many columns of a screen a text takes, styles not counted. */
final class Width {
    private Width() {}

    static int of(String text) {
        return Styles.plain(text).codePoints().map(Width::of).sum();
    }

    /** The beginning of a text that takes at most so many columns. */
    static String cut(String text, int columns) {
        String plain = Styles.plain(text);
        StringBuilder cut = new StringBuilder();
        int width = 0;
        for (int at = 0; at < plain.length(); ) {
            int character = plain.codePointAt(at);
            width += of(character);
            if (width > columns) {
                break;
            }
            cut.appendCodePoint(character);
            at += Character.charCount(character);
        }
        return cut.toString();
    }

    /** Marks that stand on the letter before take none, letters of the Far East and pictures two. */
    private static int of(int character) {
        return switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> isWide(character) ? 2 : 1;
        };
    }

    /** Unicode Standard Annex 11, "Wide" and "Fullwidth", in whole blocks. */
    private static boolean isWide(int character) {
        return (character >= 0x1100 && character <= 0x115f)
                || (character >= 0x2e80 && character <= 0x303e)
                || (character >= 0x3041 && character <= 0xa4cf)
                || (character >= 0xac00 && character <= 0xd7a3)
                || (character >= 0xf900 && character <= 0xfaff)
                || (character >= 0xfe30 && character <= 0xfe6f)
                || (character >= 0xff00 && character <= 0xff60)
                || (character >= 0xffe0 && character <= 0xffe6)
                || (character >= 0x1f300 && character <= 0x1f64f)
                || (character >= 0x1f900 && character <= 0x1f9ff)
                || (character >= 0x20000 && character <= 0x3fffd);
    }
}
