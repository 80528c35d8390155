package dev.palimpsest.demo.generator;

import java.util.Locale;

/** Account numbers with right check digits at banks that do not exist. */
public final class Iban {
    /** No German bank code begins with 9. */
    private static final String[] GERMAN_BANKS = {"99910010", "99920050", "99937040", "99950105"};

    private static final String[] DUTCH_BANKS = {"XPAL", "XNEP", "XWIL"};

    private Iban() {}

    /** @param account up to ten digits */
    public static String german(long account) {
        return of("DE", GERMAN_BANKS[(int) (account % GERMAN_BANKS.length)] + tenDigits(account));
    }

    /** @param account up to ten digits */
    public static String dutch(long account) {
        return of("NL", DUTCH_BANKS[(int) (account % DUTCH_BANKS.length)] + tenDigits(account));
    }

    private static String tenDigits(long account) {
        return String.format(Locale.ROOT, "%010d", account);
    }

    /** ISO 13616: 98 minus the remainder of the number with the country at its end, A = 10 to Z = 35. */
    public static String of(String country, String domestic) {
        int remainder = 0;
        for (char sign : (domestic + country + "00").toCharArray()) {
            int value = Character.digit(sign, 36);
            remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
        }
        return country + String.format(Locale.ROOT, "%02d", 98 - remainder) + domestic;
    }

    static String grouped(String iban) {
        return iban.replaceAll("(.{4})(?!$)", "$1 ");
    }
}
