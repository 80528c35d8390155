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

    /** {@link PhoneForms} makes none of a known number with fewer. */
    private static final int FEWEST_OF_A_FORM = FEWEST_DIGITS - 1;

    /** So long is every part of an address that the search sees as a whole. */
    private static final int LONGEST_PLAIN = 64;

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
    private final char[] plainText = new char[LONGEST_PLAIN];
    private final char[] normal;
    private final EmailCandidates emails;

    Glance(Fingerprinter fingerprinter, TraceSet traces) {
        this.traces = traces;
        this.forms = fingerprinter.forms();
        this.text = new CutText(forms);
        this.normal = forms.alphabet().normal();
        this.emails = new EmailCandidates(forms, text.block);
        this.names = forms.on(Normalisation.NAME_ORDER);
        this.phones = forms.on(Normalisation.PHONE_NATIONAL) && PLAIN_REGIONS.contains(fingerprinter.region());
        this.homeCode = fingerprinter.codes().home();
    }

    boolean mayBear(Identifier identifier) {
        return switch (identifier.kind()) {
            case NAME -> mayBeName(String.join(" ", identifier.parts()));
            case PHONE -> mayBePhone(identifier.parts().getFirst());
            case EMAIL -> mayBeEmail(identifier.parts().getFirst());
            case IBAN -> mayBeIban(identifier.parts().getFirst());
            case NUMBER, ADDRESS, LOGIN, IP -> true;
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

    /**
     * The normal form of a number, home or with the home's own code, is a row of its digits: of some length, or, where the
     * numbering plan knows no such number, what is left behind a code.
     */
    private boolean mayBePhone(String number) {
        int count = phones ? digitsOfOneAtHome(number) : -1;
        if (count < FEWEST_DIGITS) {
            return true;
        }
        for (int from = 0; from < count; from++) {
            if (digits[from] == '0' && from + 1 < count) {
                continue; // the same number as without it
            }
            long value = 0;
            for (int i = from; i < count; i++) {
                value = value * 10 + digits[i] - '0';
                boolean mayBeOne = i - from + 1 >= FEWEST_OF_A_FORM || i + 1 == count;
                if (mayBeOne && traces.holds(forms.value(IdentifierKind.PHONE, forms.number(value)))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** An address of plain characters only has one form: itself. */
    private boolean mayBeEmail(String address) {
        int at = address.indexOf('@');
        int length = address.length();
        if (at < 1 || at + 1 == length || length > LONGEST_PLAIN || !isAlphanumeric(address.charAt(length - 1))) {
            return true;
        }
        for (int i = 0; i < length; i++) {
            char c = address.charAt(i);
            boolean plain = isAlphanumeric(c) || c == '.' || c == '-' || i < at && (c == '_' || c == '+');
            if (!plain && i != at) {
                return true;
            }
            plainText[i] = normal[c];
        }
        boolean inAscii = address.indexOf("--", at) >= 0; // of another alphabet, which is a second form
        return inAscii || traces.holds(forms.value(IdentifierKind.EMAIL, emails.hash(plainText, 0, at, length)));
    }

    /** So has an account number of plain letters and digits, in groups or not. */
    private boolean mayBeIban(String account) {
        int length = 0;
        for (int i = 0; i < account.length(); i++) {
            char c = account.charAt(i);
            if (isAlphanumeric(c) && length < LONGEST_PLAIN) {
                plainText[length++] = normal[c];
            } else if (c != ' ') {
                return true;
            }
        }
        boolean country = length > 4
                && IbanLengths.of(plainText[0], plainText[1]) == length
                && isDigit(plainText[2])
                && isDigit(plainText[3]);
        return !country || traces.holds(forms.value(IdentifierKind.IBAN, forms.string(plainText, 0, length)));
    }

    private static boolean isAlphanumeric(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || isDigit(c);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** How many digits the text has; -1 if it holds anything but a number at home, or too many digits. */
    private int digitsOfOneAtHome(String number) {
        int count = 0;
        for (int i = 0; i < number.length(); i++) {
            char c = number.charAt(i);
            boolean digit = isDigit(c);
            if (!digit && " -/().+".indexOf(c) < 0 || digit && count == digits.length) {
                return -1;
            }
            boolean begins = i == 0 || !isDigit(number.charAt(i - 1));
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
