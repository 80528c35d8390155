package dev.palimpsest.benchmarks.gym;

import java.time.LocalDate;
import java.util.Locale;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Somebody who does not exist; e-mail address and IBAN are nobody else's. Every fourth has a note with the name in it. */
record Member(
        long id,
        String firstName,
        String lastName,
        String email,
        String phone,
        LocalDate born,
        String street,
        String zip,
        String city,
        String iban,
        @Nullable String notes) {
    private static final String[] FIRST_NAMES = {
        "Anna", "Bernd", "Clara", "David", "Emma", "Felix", "Greta", "Hannes", "Ida", "Jonas", "Katrin", "Lukas", "Mia",
        "Noah", "Olga", "Paul", "Ronja", "Sven", "Tina", "Ulf", "Vera", "Walter", "Xenia", "Yusuf", "Zoe", "Ayse",
        "Björn", "Celine", "Dirk", "Elif"
    };
    private static final String[] BEGINNINGS = {
        "Schmi", "Mül", "Wag", "Be", "Hoff", "Schul", "Krü", "Neu", "Zim", "Har", "Lan", "Wer", "Kai", "Fuch", "Vo",
        "Stei", "Jä", "Ott", "Gro", "Sei"
    };
    private static final String[] ENDS = {
        "dt", "ler", "ner", "cker", "mann", "ze", "ger", "ber", "mer", "tung", "ge", "ling", "ser", "se", "gel", "nert",
        "witz", "ke", "beck", "fert"
    };
    private static final String[] TAILS = {"", "-Roth", "-Ahrens", "-Bode", "son", "sen", "ski", "er"};
    private static final String[] PROVIDERS = {"gmx", "web", "t-online", "mail", "posteo"};
    private static final String[] STREETS = {
        "Hauptstr.", "Gartenweg", "Schulstr.", "Bahnhofstr.", "Lindenallee", "Ringstr."
    };
    private static final String[] CITIES = {"Berlin", "Hamburg", "Köln", "München", "Leipzig", "Aachen", "Ulm"};
    private static final LocalDate OLDEST = LocalDate.of(1950, 1, 1);

    static Member of(long seed, long id) {
        SplittableRandom dice = new SplittableRandom(seed * 1_000_003 + id);
        String first = one(FIRST_NAMES, dice);
        String last = one(BEGINNINGS, dice) + one(ENDS, dice) + one(TAILS, dice);
        String notes = switch ((int) (id % 4)) {
            case 0 ->
                "Kunde " + first + " " + last
                        + " bittet um Rückruf wegen Vertrag, Tel. siehe Stammdaten; Knie-OP im Frühjahr, Training"
                        + " pausiert.";
            case 1 -> "Probetraining absolviert, Interesse an Kursen am Abend, wünscht Kontakt per E-Mail.";
            default -> null;
        };
        return new Member(
                id,
                first,
                last,
                ascii(first) + "." + ascii(last) + id + "@" + one(PROVIDERS, dice) + ".example",
                "+49 1" + (50 + dice.nextInt(29)) + " " + (1_000_000 + dice.nextInt(9_000_000)),
                OLDEST.plusDays(dice.nextInt(21_000)),
                one(STREETS, dice) + " " + (1 + dice.nextInt(180)),
                String.valueOf(10_000 + dice.nextInt(89_000)),
                one(CITIES, dice),
                iban(String.valueOf(100_000_000L + dice.nextLong(900_000_000L))
                        + String.format(Locale.ROOT, "%09d", id)),
                notes);
    }

    private static String one(String[] values, SplittableRandom dice) {
        return values[dice.nextInt(values.length)];
    }

    private static String ascii(String name) {
        return name.toLowerCase(Locale.ROOT)
                .replace("ä", "ae")
                .replace("ö", "oe")
                .replace("ü", "ue");
    }

    /** With the check digits of ISO 13616, so that it is taken for one wherever it is read. */
    private static String iban(String account) {
        // DE is 1314, and the digits that are looked for stand as 00 at the end
        long rest = 0;
        for (char digit : (account + "131400").toCharArray()) {
            rest = (rest * 10 + (digit - '0')) % 97;
        }
        return "DE" + String.format(Locale.ROOT, "%02d", 98 - rest) + account;
    }
}
