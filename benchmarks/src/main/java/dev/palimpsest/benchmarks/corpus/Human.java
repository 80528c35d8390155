package dev.palimpsest.benchmarks.corpus;

import dev.palimpsest.identity.Identifier;
import dev.palimpsest.map.IdentifierKind;
import java.util.List;
import java.util.Set;

/**
 * Somebody of the corpus.
 *
 * @param number everybody's own; telephone, account and customer number are made of it
 * @param email in small letters
 */
record Human(int number, Tongue tongue, String first, String last, String email) {
    private static final List<String> STREETS = List.of(
            "Lindenstraße",
            "Bahnhofstraße",
            "Am Waldrand",
            "Goethestraße",
            "Hauptstraße",
            "Kirchstraße",
            "Auf der Heide",
            "Mozartstraße",
            "Gartenstraße",
            "Schillerstraße",
            "Zum Alten Hof",
            "Mühlenstraße",
            "Ringstraße",
            "Im Grund",
            "Parkstraße",
            "Seestraße");
    private static final Set<String> COMMON = Set.of("Rose", "Hazel", "Summer", "Stone", "Wood", "Bishop");
    private static final List<String> TOWNS = List.of(
            "Köln", "Berlin", "Neustadt", "Ulm", "Aachen", "Bad Homburg", "Zürich", "Wien", "Münster", "Gera", "Hof");

    /** Whether the name in small letters is words of the language. */
    boolean isOfCommonWords() {
        return COMMON.containsAll(List.of((first + " " + last).split("[- ]")));
    }

    String phone() {
        return "0151" + (20_000_000 + number * 37);
    }

    String iban() {
        return "DE" + (10 + number % 89) + String.format("37040044%010d", 532_013_000L + number * 7L);
    }

    String customer() {
        return "K-" + (400_000 + number * 3);
    }

    String street() {
        return STREETS.get(number / 40 % STREETS.size()) + " " + (1 + number * 7 % 190) + (number % 3 == 0 ? "a" : "");
    }

    String postal() {
        return String.valueOf(10_115 + number % 80_000);
    }

    String town() {
        return TOWNS.get(number * 5 % TOWNS.size());
    }

    List<Identifier> identifiers() {
        return List.of(
                Identifier.of(IdentifierKind.NAME, first, last),
                Identifier.of(IdentifierKind.EMAIL, email),
                Identifier.of(IdentifierKind.PHONE, phone()),
                Identifier.of(IdentifierKind.IBAN, iban()),
                Identifier.of(IdentifierKind.NUMBER, customer()),
                Identifier.of(IdentifierKind.ADDRESS, street(), postal(), town()));
    }
}
