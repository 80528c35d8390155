package dev.palimpsest.identity;

import dev.palimpsest.map.IdentifierKind;
import java.util.ArrayList;
import java.util.List;

/** What does not look like its kind is looked for word by word. */
final class WordForms {
    static final int FEW_DIGITS = 6;

    private final CutText cut;
    private final Forms forms;
    private final NameForms names;

    WordForms(CutText cut, Forms forms, NameForms names) {
        this.cut = cut;
        this.forms = forms;
        this.names = names;
    }

    /** Whether a number is so short that it proves little. */
    static boolean isShort(long number) {
        return CallingCodes.digits(number) < FEW_DIGITS;
    }

    void add(String text, Gathered gathered) {
        cut.cut(text);
        Words words = cut.words;
        List<NameForms.Word> letters = new ArrayList<>();
        for (int i = 0; i < words.count(); i++) {
            if (cut.isLetters(i)) {
                letters.add(new NameForms.Word("", words.hash(i), 0));
            } else if (words.kind(i) == Words.DIGITS && words.hash(i) >= 0) {
                long number = words.hash(i);
                gathered.add(IdentifierKind.NUMBER, forms.number(number), isShort(number));
            } else if (words.length(i) <= NumberCandidates.LONGEST_TEXT) {
                gathered.add(
                        IdentifierKind.NUMBER, forms.string(cut.block.text(), words.start(i), words.end(i)), false);
            }
        }
        names.form(letters.subList(0, Math.min(letters.size(), names.longest())), false, gathered);
    }
}
