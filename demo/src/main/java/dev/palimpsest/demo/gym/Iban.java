package dev.palimpsest.demo.gym;

import java.util.Locale;

/** German account numbers with right check digits at banks that do not exist (no bank code begins with 9). */
final class Iban {
    private static final String[] BANKS = {"99910010", "99920050", "99937040", "99950105"};

    private Iban() {}

    static String of(long account) {
        String domestic = BANKS[(int) (account % BANKS.length)] + String.format(Locale.ROOT, "%010d", account);
        return "DE" + checkDigits(domestic) + domestic;
    }

    /** ISO 13616: 98 minus the remainder of the number with the country at its end, D = 13, E = 14. */
    private static String checkDigits(String domestic) {
        int remainder = 0;
        for (char digit : (domestic + "131400").toCharArray()) {
            remainder = (remainder * 10 + (digit - '0')) % 97;
        }
        return String.format(Locale.ROOT, "%02d", 98 - remainder);
    }

    static String grouped(String iban) {
        return iban.replaceAll("(.{4})(?!$)", "$1 ");
    }
}
