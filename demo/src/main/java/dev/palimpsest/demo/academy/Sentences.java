package dev.palimpsest.demo.academy;

import dev.palimpsest.demo.generator.Mention;

/** How the planners write about somebody. */
final class Sentences {
    private Sentences() {}

    static String about(Mention<Participant> mention) {
        String it = mention.written();
        boolean odd = mention.of().id() % 2 == 1;
        return switch (mention.form()) {
            case FULL_NAME, TRANSLITERATED_NAME ->
                odd ? "Rijdt mee met " + it + "." : "Wil in dezelfde groep als " + it + ".";
            case UPPER_CASE_NAME -> "Let op, niet verwarren met " + it + "!";
            case LAST_FIRST, BANK_NAME -> "Factuur samen met: " + it + " (zie daar).";
            case EMAIL -> "Uitnodiging ook sturen aan " + it + " graag.";
            case UPPER_CASE_EMAIL -> "Kopie volgens formulier aan " + it + ".";
            case MAILTO -> "Contact uit de bijlage: <" + it + ">.";
            case MOBILE_SLASH, MOBILE_BRACKETS ->
                odd ? "Bij nood " + it + " bellen." : "Terugbellen op " + it + " na vijven.";
            case MOBILE_INTERNATIONAL, MOBILE_DOUBLE_ZERO -> "Tijdelijk alleen bereikbaar op " + it + ".";
            case IBAN, IBAN_GROUPED -> "Terugbetaling graag op " + it + ".";
            case NUMBER -> "Dubbel ingevoerd, zie deelnemer " + it + ".";
            case ADDRESS, ADDRESS_SPELT_OUT -> "Post tot nader order naar " + it + ".";
            case FORMER_NAME, FORMER_ADDRESS, SPLIT_JSON_NAME, FILE_NAME ->
                throw new IllegalArgumentException(mention.form() + " is not used in sentences.");
        };
    }
}
