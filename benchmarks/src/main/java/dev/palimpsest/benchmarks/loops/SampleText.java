package dev.palimpsest.benchmarks.loops;

import dev.palimpsest.identity.Identifier;
import dev.palimpsest.map.IdentifierKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Ordinary table text, dense in names and numbers, and people who are somewhere else. The same for the same seed. */
final class SampleText {
    private static final String[] SYLLABLES = {
        "ba", "der", "ge", "ha", "jo", "kel", "la", "mer", "ni", "o", "per", "ra", "schu", "ter", "u", "vo", "wal",
        "zi", "mül", "grö", "stein", "mann", "hof", "feld"
    };
    private static final String[] USUAL =
            ("der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat"
                            + " dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder"
                            + " aber vor zur bis mehr durch man Kunde Vertrag Kurs Termin Rechnung angerufen gekündigt"
                            + " bezahlt Beitrag Studio Training Rückruf Mitglied gewünscht heute morgen wieder kommt möchte")
                    .split(" ");

    private final Random random;

    SampleText(long seed) {
        this.random = new Random(seed);
    }

    List<Identifier> person() {
        return List.of(
                Identifier.of(IdentifierKind.NAME, word(), word()),
                Identifier.of(IdentifierKind.EMAIL, word() + "." + word() + "@example.org"),
                Identifier.of(IdentifierKind.PHONE, "+49 151 " + (10_000_000 + random.nextInt(89_999_999))),
                Identifier.of(IdentifierKind.IBAN, "DE" + (10 + random.nextInt(89)) + digits(18)),
                Identifier.of(IdentifierKind.NUMBER, "M-" + digits(7)),
                Identifier.of(IdentifierKind.ADDRESS, word() + "straße " + random.nextInt(200), digits(5), word()));
    }

    List<String> row() {
        List<String> row = new ArrayList<>(List.of(word(), word(), word() + "@example.net"));
        row.add("+49 " + digits(3) + " " + digits(8));
        row.add(word() + "straße " + random.nextInt(200));
        row.add(digits(5));
        row.add(word());
        row.add("2024-01-" + (10 + random.nextInt(20)) + " 10:" + (10 + random.nextInt(50)) + ":00+01");
        row.add(sentence(10 + random.nextInt(40)));
        return row;
    }

    String sentence(int words) {
        StringBuilder sentence = new StringBuilder();
        for (int i = 0; i < words; i++) {
            sentence.append(random.nextInt(4) == 0 ? word() : USUAL[random.nextInt(USUAL.length)]);
            sentence.append(i % 9 == 8 ? ". " : i % 13 == 7 ? ", " : " ");
        }
        return sentence.toString();
    }

    private String word() {
        StringBuilder word = new StringBuilder();
        for (int i = 1 + random.nextInt(3); i >= 0; i--) {
            word.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
        }
        return word.toString();
    }

    private String digits(int count) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < count; i++) {
            digits.append(random.nextInt(10));
        }
        return digits.toString();
    }
}
