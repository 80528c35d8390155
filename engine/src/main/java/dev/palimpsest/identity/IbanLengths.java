package dev.palimpsest.identity;

/** Length of an IBAN by country (SWIFT IBAN registry, release 99). */
final class IbanLengths {

    private static final String REGISTRY =
            "AD24AE23AL28AT20AZ28BA20BE16BG22BH22BI27BR29BY28CH21CR22CY28CZ24DE22DJ27DK18"
                    + "DO28EE20EG29ES24FI18FK18FO18FR27GB22GE22GI23GL18GR27GT28HN28HR21HU28IE22IL23IQ23IS26IT27JO30KW30KZ20LB28LC32"
                    + "LI21LT20LU20LV21LY25MC27MD24ME22MK19MN20MR27MT31MU30NI28NL18NO15OM23PK24PL28PS29PT25QA29RO24RS22RU33SA24SC31"
                    + "SD18SE24SI19SK24SM27SO23ST25SV28TL23TN24TR26UA29VA22VG24XK20YE30";

    private static final byte[] LENGTHS = lengths();

    private IbanLengths() {}

    /** Characters of an IBAN of this country (two letters, any case); 0 if it has none. */
    static int of(char first, char second) {
        int a = (first | 0x20) - 'a';
        int b = (second | 0x20) - 'a';
        return a < 0 || a > 25 || b < 0 || b > 25 ? 0 : LENGTHS[a * 26 + b];
    }

    private static byte[] lengths() {
        byte[] lengths = new byte[26 * 26];
        for (int i = 0; i < REGISTRY.length(); i += 4) {
            int country = (REGISTRY.charAt(i) - 'A') * 26 + REGISTRY.charAt(i + 1) - 'A';
            lengths[country] = Byte.parseByte(REGISTRY.substring(i + 2, i + 4));
        }
        return lengths;
    }
}
