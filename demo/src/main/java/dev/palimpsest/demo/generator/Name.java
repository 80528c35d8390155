package dev.palimpsest.demo.generator;

import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** First and last name. */
public record Name(String first, String last) {
    public String full() {
        return first + " " + last;
    }

    public String lastFirst() {
        return last + ", " + first;
    }

    @Nullable
    String transliterated() {
        String ascii = transliterate(full());
        return ascii.equals(full()) ? null : ascii;
    }

    public String asBanksWrite() {
        return transliterate(last + " " + first).toUpperCase(Locale.ROOT);
    }

    public String inFileNames() {
        return transliterate(last + "_" + first).replace(' ', '_');
    }

    public String inAddresses(char separator) {
        return transliterate(first + separator + last).toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    /** German umlauts become two letters; other accents go. */
    public static String transliterate(String text) {
        String withoutUmlauts = text.replace("ä", "ae")
                .replace("ö", "oe")
                .replace("ü", "ue")
                .replace("Ä", "Ae")
                .replace("Ö", "Oe")
                .replace("Ü", "Ue")
                .replace("ß", "ss");
        return Normalizer.normalize(withoutUmlauts, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
    }
}
