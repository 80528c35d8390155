package dev.palimpsest.identity;

/**
 * A difference of notation that the scanner sees through. Each can be switched off alone, so that a test can show that
 * the proof depends on it.
 */
public enum Normalisation {
    /** Capital and small letters are the same. */
    CASE,
    /** Accents do not count: {@code ü = ue = u}, {@code ß = ss}, composed (NFC) and decomposed (NFD) letters. */
    DIACRITICS,
    /** The words of a name may stand in any order: {@code Schmidt, Anna}. */
    NAME_ORDER,
    /** A name may have three to five words, and lack its middle names or particles: {@code van der Berg, Jan}. */
    NAME_WORDS,
    /** A number with country code is the same as its national form: {@code +49 151 = 0049 151 = 0151}. */
    PHONE_NATIONAL,
    /** Blanks, hyphens, dots, slashes and brackets inside a telephone number do not count. */
    PHONE_SEPARATORS,
    /** An IBAN may be written in groups. */
    IBAN_GROUPS,
    /** An e-mail address may be part of a longer token: {@code mailto:}, {@code <...>}, {@code ....pdf}. */
    EMAIL_EMBEDDED,
    /** Separators inside a customer number do not count: {@code M-10023 = M 10023 = M10023}. */
    NUMBER_SEPARATORS,
    /** Street words may be abbreviated, {@code Straße = Strasse = Str.}, and {@code 12 a} is {@code 12a}. */
    ADDRESS_ABBREVIATION,
    /** JSON escapes are decoded and JSON strings are fields, so that keys between values do not separate a name. */
    JSON,
    /** HTML and XML tags are skipped (and their attributes read on their own), entities are decoded. */
    MARKUP,
    /** Percent escapes of URLs are decoded: {@code anna%40example.org}. */
    PERCENT,
    /** Serialised PHP values are read as fields: {@code s:4:"Anna";}. */
    SERIALISED,
    /** Mail in its transfer form: encoded words of a header, {@code =?UTF-8?Q?J=C3=BCrgen?=}, and quoted-printable. */
    MAIL
}
