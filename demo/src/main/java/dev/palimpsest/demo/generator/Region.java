package dev.palimpsest.demo.generator;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Where the invented people of a business live and what they are called.
 *
 * @param locale of the names and streets
 * @param words last names that the generated texts use as words, so that nobody bears them: "geworben von Anna" must not
 *     name an Anna Von
 * @param compoundLastNames the rare names of several words
 * @param callingCode of the country
 * @param mobileCodes without the zero in front
 * @param mobileDigits digits of a mobile number after its code, 7 or 8
 * @param mailHosts without the ending {@code .example}
 * @param names more common than those that Datafaker knows for the locale
 */
public record Region(
        Locale locale,
        Set<String> words,
        List<String> compoundLastNames,
        List<Town> towns,
        String callingCode,
        List<String> mobileCodes,
        int mobileDigits,
        List<String> mailHosts,
        Names names) {

    /** A town; with several area codes or far-off districts it is listed several times. */
    public record Town(String name, int firstPostalCode, int lastPostalCode, String areaCode) {}

    /** First names of women and men, and last names. */
    public record Names(List<String> women, List<String> men, List<String> last) {
        static final Names NONE = new Names(List.of(), List.of(), List.of());

        public Names {
            women = List.copyOf(women);
            men = List.copyOf(men);
            last = List.copyOf(last);
        }
    }

    /** Where Datafaker knows enough names. */
    public Region(
            Locale locale,
            Set<String> words,
            List<String> compoundLastNames,
            List<Town> towns,
            String callingCode,
            List<String> mobileCodes,
            int mobileDigits,
            List<String> mailHosts) {
        this(locale, words, compoundLastNames, towns, callingCode, mobileCodes, mobileDigits, mailHosts, Names.NONE);
    }

    /** Whether Datafaker knows first names; where it does not tell women from men, it gives English ones. */
    boolean hasFirstNames() {
        return !callingCode.equals("31");
    }

    /** Every fifth of the Dutch is called van, de or ten something. */
    double shareOfCompounds() {
        return callingCode.equals("31") ? 0.2 : 0.01;
    }

    /** Whether the house number stands before the street, and digits of a telephone number in pairs. */
    boolean isFrench() {
        return callingCode.equals("33");
    }

    public Region {
        words = Set.copyOf(words);
        compoundLastNames = List.copyOf(compoundLastNames);
        towns = List.copyOf(towns);
        mobileCodes = List.copyOf(mobileCodes);
        mailHosts = List.copyOf(mailHosts);
        if (mobileDigits < 7 || mobileDigits > 8) {
            throw new IllegalArgumentException("mobileDigits is " + mobileDigits + ", allowed are 7 and 8.");
        }
    }
}
