package dev.palimpsest.identity;

import dev.palimpsest.map.IdentifierKind;

/** IBANs: a country code, two digits, and as many letters and digits as the country's IBANs have, grouped or not. */
final class IbanCandidates {

    private static final int LONGEST = 34;

    private final Forms forms;
    private final Block block;
    private final short[] classes;
    private final boolean groups;
    private final char[] joined = new char[LONGEST];

    IbanCandidates(Forms forms, Block block) {
        this.forms = forms;
        this.block = block;
        this.classes = forms.alphabet().classes();
        this.groups = forms.on(Normalisation.IBAN_GROUPS);
    }

    void find(Words words, Found found) {
        if (words.ibanCount() == 0 || !found.traces().holds(IdentifierKind.IBAN)) {
            return;
        }
        for (int i = 0; i < words.ibanCount(); i++) {
            int start = words.iban(i);
            int end = end(start);
            if (end > 0) {
                found.look(IdentifierKind.IBAN, forms.string(joined, 0, lengthAt(start)), start, end);
            }
        }
    }

    /** The end of the IBAN that starts here, -1 if there is none; its characters then stand in {@link #code}. */
    int end(int start) {
        char[] text = block.text();
        int length = lengthAt(start);
        if (length == 0) {
            return -1;
        }
        int used = 0;
        int i = start;
        boolean separated = false;
        while (used < length) {
            if (i >= block.length()) {
                return -1;
            }
            char c = text[i++];
            if (isWord(c)) {
                joined[used++] = c;
                separated = false;
            } else if ((classes[c] & Alphabet.IGNORED) == 0 && c != Alphabet.TAG) {
                if (!groups || separated || used < 4 || c != ' ' && c != '-' && c != '.') {
                    return -1;
                }
                separated = true;
            }
        }
        boolean digits = isDigit(joined[2]) && isDigit(joined[3]);
        boolean goesOn = i < block.length() && isDigit(text[i]);
        return digits && !goesOn ? i : -1;
    }

    String code(int start) {
        return new String(joined, 0, lengthAt(start));
    }

    private int lengthAt(int start) {
        return IbanLengths.of(block.text()[start], block.text()[start + 1]);
    }

    private boolean isWord(char c) {
        return (classes[c] & (Alphabet.LETTER | Alphabet.DIGIT)) != 0;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
