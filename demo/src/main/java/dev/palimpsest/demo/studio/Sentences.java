package dev.palimpsest.demo.studio;

import dev.palimpsest.demo.generator.Mention;

/** How the front desk writes about somebody. */
final class Sentences {
    private Sentences() {}

    static String about(Mention<Customer> mention) {
        String it = mention.written();
        boolean odd = mention.of().id() % 2 == 1;
        return switch (mention.form()) {
            case FULL_NAME, TRANSLITERATED_NAME ->
                odd ? "Vient toujours avec " + it + "." : "A fait découvrir le studio à " + it + ".";
            case FORMER_NAME -> "Amie de " + it + ", qui a changé de nom depuis.";
            case UPPER_CASE_NAME -> "Attention, ne pas confondre avec " + it + " !";
            case LAST_FIRST, BANK_NAME -> "Règle en même temps que : " + it + " (voir sa fiche).";
            case EMAIL -> "Envoyer aussi la facture à " + it + ".";
            case UPPER_CASE_EMAIL -> "Copie demandée sur le formulaire : " + it + ".";
            case MAILTO -> "Contact trouvé en pièce jointe : <" + it + ">.";
            case MOBILE_SLASH, MOBILE_BRACKETS ->
                odd ? "En cas d'urgence, appeler le " + it + "." : "À rappeler au " + it + ".";
            case MOBILE_INTERNATIONAL, MOBILE_DOUBLE_ZERO -> "Joignable seulement au " + it + " pour le moment.";
            case IBAN, IBAN_GROUPED -> "Le prélèvement se fera désormais sur " + it + ".";
            case NUMBER -> "Carte partenaire de la carte " + it + ".";
            case ADDRESS, ADDRESS_SPELT_OUT -> "Courrier à envoyer au " + it + ".";
            case FORMER_ADDRESS -> "Habitait avant chez une amie, " + it + ".";
            case SPLIT_JSON_NAME, FILE_NAME ->
                throw new IllegalArgumentException(mention.form() + " is not used in sentences.");
        };
    }
}
