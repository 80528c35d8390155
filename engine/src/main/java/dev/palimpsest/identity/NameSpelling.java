package dev.palimpsest.identity;

import java.text.Normalizer;
import java.util.Locale;

/** The words of a name as they are spelled, with their accents, in whatever case. */
final class NameSpelling {
    /** Keeps the spelling of a word apart from its normal form. */
    private static final long SPELLED = 0xA24BAED4963EE407L;

    private final Forms forms;
    private final Block block;
    private final short[] classes;

    NameSpelling(Forms forms, Block block) {
        this.forms = forms;
        this.block = block;
        this.classes = forms.alphabet().classes();
    }

    /** The hash of a word of the block; those of a name are added up, so that their order makes no difference. */
    long of(Words words, int word) {
        return of(words.start(word), words.end(word));
    }

    /** The same of a stretch of the block. */
    long of(int from, int to) {
        StringBuilder written = new StringBuilder();
        for (int i = from; i < to; i++) {
            char c = block.original(i);
            boolean mark = Character.getType(c) == Character.NON_SPACING_MARK;
            if (mark || (classes[c] & Alphabet.IGNORED) == 0) {
                written.append(c);
            }
        }
        char[] spelled = Normalizer.normalize(written, Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT)
                .toCharArray();
        return forms.string(spelled, 0, spelled.length) * SPELLED;
    }
}
