package dev.palimpsest.identity;

import com.google.i18n.phonenumbers.PhoneNumberUtil;

/** The country calling codes of ITU-T E.164: what to take off an international number to get the national one. */
final class CallingCodes {

    private static final long[] POWERS = powers();

    private final boolean[] codes = new boolean[1000];
    private final int home;

    /** The codes as seen from this region (ISO 3166 country); its own code may stand without a plus sign. */
    CallingCodes(String region) {
        PhoneNumberUtil phones = PhoneNumberUtil.getInstance();
        for (int code : phones.getSupportedCallingCodes()) {
            codes[code] = true;
        }
        home = phones.getCountryCodeForRegion(region);
    }

    /** The number without its calling code; -1 if it begins with none. */
    long national(long number) {
        int digits = digits(number);
        for (int length = 1; length <= 3 && length < digits; length++) {
            long rest = POWERS[digits - length];
            if (codes[(int) (number / rest)]) {
                return number % rest;
            }
        }
        return -1;
    }

    /** The number without the calling code of the home region; -1 if it does not begin with it or is too short. */
    long nationalAtHome(long number) {
        int digits = digits(number);
        int length = digits(home);
        if (home == 0 || digits < 9 + length || number / POWERS[digits - length] != home) {
            return -1;
        }
        return number % POWERS[digits - length];
    }

    /** The calling code of the home region, without a plus sign. */
    String home() {
        return Integer.toString(home);
    }

    static int digits(long number) {
        int digits = 1;
        while (digits < POWERS.length && number >= POWERS[digits]) {
            digits++;
        }
        return digits;
    }

    static long power(int exponent) {
        return POWERS[exponent];
    }

    private static long[] powers() {
        long[] powers = new long[19];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = powers[i - 1] * 10;
        }
        return powers;
    }
}
