package dev.palimpsest.export;

import dev.palimpsest.text.Words;

/** The words around the data on a page, in one language. */
final class ExportTexts {
    private final Words words;

    private ExportTexts(Words words) {
        this.words = words;
    }

    /** The texts in this language, in English where there are none. */
    static ExportTexts in(String wanted) {
        return new ExportTexts(Words.in(wanted));
    }

    String language() {
        return words.language();
    }

    String say(String name, Object... values) {
        return words.say("page." + name, values);
    }
}
