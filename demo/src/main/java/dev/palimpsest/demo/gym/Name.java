package dev.palimpsest.demo.gym;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** First and last name. */
record Name(String first, String last) {
    String full() {
        return first + " " + last;
    }

    String lastFirst() {
        return last + ", " + first;
    }

    @Nullable
    String transliterated() {
        String ascii = transliterate(full());
        return ascii.equals(full()) ? null : ascii;
    }

    String asBanksWrite() {
        return transliterate(last + " " + first).toUpperCase(Locale.ROOT);
    }

    String inFileNames() {
        return transliterate(last + "_" + first).replace(' ', '_');
    }

    String inAddresses(char separator) {
        return transliterate(first + separator + last).toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    static String transliterate(String text) {
        return text.replace("ä", "ae")
                .replace("ö", "oe")
                .replace("ü", "ue")
                .replace("Ä", "Ae")
                .replace("Ö", "Oe")
                .replace("Ü", "Ue")
                .replace("ß", "ss");
    }
}
