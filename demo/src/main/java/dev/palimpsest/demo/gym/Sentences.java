package dev.palimpsest.demo.gym;

import dev.palimpsest.demo.generator.Mention;

/** How the front desk writes about somebody. */
final class Sentences {
    private Sentences() {}

    static String about(Mention<Person> mention) {
        String it = mention.written();
        boolean odd = mention.of().id() % 2 == 1;
        return switch (mention.form()) {
            case FULL_NAME, TRANSLITERATED_NAME ->
                odd ? "Trainiert zusammen mit " + it + "." : "Hat " + it + " zum Probetraining mitgebracht.";
            case FORMER_NAME -> "Ist befreundet mit " + it + ", die inzwischen anders heißt.";
            case UPPER_CASE_NAME -> "Achtung, nicht verwechseln mit " + it + "!";
            case LAST_FIRST, BANK_NAME -> "Zahlt gemeinsam mit: " + it + " (siehe dort).";
            case EMAIL -> "Rechnung bitte auch an " + it + " schicken.";
            case UPPER_CASE_EMAIL -> "Kopie geht laut Formular an " + it + ".";
            case MAILTO -> "Kontakt aus dem Anhang: <" + it + ">.";
            case MOBILE_SLASH, MOBILE_BRACKETS ->
                odd ? "Im Notfall " + it + " anrufen." : "Rückruf gewünscht unter " + it + ".";
            case MOBILE_INTERNATIONAL, MOBILE_DOUBLE_ZERO -> "Ist zurzeit nur über " + it + " erreichbar.";
            case IBAN, IBAN_GROUPED -> "Der Beitrag soll künftig von " + it + " abgebucht werden.";
            case NUMBER -> "Partnerkarte zu Mitglied " + it + ".";
            case ADDRESS, ADDRESS_SPELT_OUT -> "Post geht bis auf Weiteres an " + it + ".";
            case FORMER_ADDRESS -> "Wohnte früher bei der Freundin, " + it + ".";
            case SPLIT_JSON_NAME, FILE_NAME ->
                throw new IllegalArgumentException(mention.form() + " is not used in sentences.");
        };
    }
}
