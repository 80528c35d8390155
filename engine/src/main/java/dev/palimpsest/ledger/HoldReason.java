package dev.palimpsest.ledger;

import dev.palimpsest.map.LocalText;
import dev.palimpsest.text.Words;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Why somebody is held. A fixed list: free text would sooner or later hold a name. */
public enum HoldReason {
    LITIGATION,
    CLAIM,
    AUTHORITY,
    TAX_AUDIT,
    OTHER;

    /** What is said to people. */
    public LocalText text() {
        return new LocalText(Words.inEveryLanguage("hold." + word()));
    }

    /** The word on the command line, in the database and in JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(HoldReason::word).toList();
    }

    public static Optional<HoldReason> of(String word) {
        return Arrays.stream(values())
                .filter(reason -> reason.word().equals(word))
                .findFirst();
    }
}
