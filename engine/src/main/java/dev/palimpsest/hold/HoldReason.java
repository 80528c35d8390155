package dev.palimpsest.hold;

import dev.palimpsest.map.LocalText;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Why somebody is held. A fixed list: free text would sooner or later hold a name. */
public enum HoldReason {
    LITIGATION("a lawsuit", "ein Rechtsstreit", "een rechtszaak", "un procès"),
    CLAIM("a claim", "eine offene Forderung", "een vordering", "une réclamation"),
    AUTHORITY(
            "an authority's inquiry",
            "eine Anfrage einer Behörde",
            "een verzoek van een autoriteit",
            "une demande d'une autorité"),
    TAX_AUDIT("a tax audit", "eine Steuerprüfung", "een belastingcontrole", "un contrôle fiscal"),
    OTHER("another reason", "ein anderer Grund", "een andere reden", "un autre motif");

    private final LocalText text;

    HoldReason(String en, String de, String nl, String fr) {
        this.text = new LocalText(Map.of(
                "en", "Legal hold: " + en + ".",
                "de", "Aufbewahrung angeordnet: " + de + ".",
                "nl", "Bewaring bevolen: " + nl + ".",
                "fr", "Conservation ordonnée : " + fr + "."));
    }

    /** What is said to people. */
    public LocalText text() {
        return text;
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
