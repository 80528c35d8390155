package dev.palimpsest.identity;

import dev.palimpsest.map.IdentifierKind;
import java.util.Set;

/**
 * A first look at an identifier: whether any form of it may be among the traces. It says "may" of whatever it cannot see
 * through, so whatever it lets go bears none. Not thread-safe.
 */
final class Glance {
    /** More words have too many sums. */
    private static final int MOST_WORDS = NameCandidates.LONGEST;

    private static final int FEWEST_DIGITS = NumberCandidates.SHORTEST_PHONE;

    /**
     * Regions (ISO 3166) in which a national number is written with the digits of its normal form in a row. In others the
     * numbering plan changes digits, as between 15 and 9 in Argentina.
     */
    private static final Set<String> PLAIN_REGIONS = Set.of("DE", "AT", "CH", "NL", "BE", "LU", "FR");

    private final TraceSet traces;
    private final Forms forms;
    private final CutText text;
    private final boolean names;
    private final boolean phones;
    private final String homeCode;
    private final long[] sums = new long[1 << MOST_WORDS];
    private final char[] digits = new char[Forms.LONGEST_NUMBER];

    Glance(Fingerprinter fingerprinter, TraceSet traces) {
        this.traces = traces;
        this.forms = fingerprinter.forms();
        this.text = new CutText(forms);
        this.names = forms.on(Normalisation.NAME_ORDER);
        this.phones = forms.on(Normalisation.PHONE_NATIONAL) && PLAIN_REGIONS.contains(fingerprinter.region());
        this.homeCode = fingerprinter.codes().home();
    }

    boolean mayBear(Identifier identifier) {
        return switch (identifier.kind()) {
            case NAME -> mayBeName(String.join(" ", identifier.parts()));
            case PHONE -> mayBePhone(identifier.parts().getFirst());
            case EMAIL, IBAN, NUMBER, ADDRESS -> true;
        };
    }

    /** A name's hash is the sum of its words' in any order, so every form is the sum of some of them. */
    private boolean mayBeName(String name) {
        if (!names || !isOfLetters(name)) {
            return true;
        }
        text.cut(name);
        int count = text.words.count();
        if (count > MOST_WORDS) {
            return true;
        }
        int made = 1;
        for (int i = 0; i < count; i++) {
            if (!text.isLetters(i)) {
                return true;
            }
            for (int sum = 0; sum < made; sum++) {
                long more = sums[sum] + text.words.hash(i);
                sums[made + sum] = more;
                if (traces.holds(forms.value(IdentifierKind.NAME, more))) {
                    return true;
                }
            }
            made *= 2;
        }
        return false;
    }

    private static boolean isOfLetters(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0xC0 && c < 0x250;
            if (!letter && c != ' ' && c != '-' && c != '\'' && c != '.' && c != ',') {
                return false;
            }
        }
        return true;
    }

    /** The normal form of a number, home or with the home's own code, is a row of its digits. */
    private boolean mayBePhone(String number) {
        int count = phones ? digitsOfOneAtHome(number) : -1;
        if (count < FEWEST_DIGITS) {
            return true;
        }
        for (int from = 0; from < count; from++) {
            long value = 0;
            for (int i = from; i < count; i++) {
                value = value * 10 + digits[i] - '0';
                if (traces.holds(forms.value(IdentifierKind.PHONE, forms.number(value)))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** How many digits the text has; -1 if it holds anything but a number at home, or too many digits. */
    private int digitsOfOneAtHome(String number) {
        int count = 0;
        for (int i = 0; i < number.length(); i++) {
            char c = number.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            if (!digit && " -/().+".indexOf(c) < 0 || digit && count == digits.length) {
                return -1;
            }
            boolean begins = i == 0 || number.charAt(i - 1) < '0' || number.charAt(i - 1) > '9';
            boolean abroad = c == '+' || c == '0' && begins && number.startsWith("00", i);
            if (abroad && (i > 0 || !number.startsWith(homeCode, c == '+' ? 1 : 2))) {
                return -1;
            }
            if (digit) {
                digits[count++] = c;
            }
        }
        return count;
    }
}
