package dev.palimpsest.map;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What sort of thing names a person. In the map the words stand in lower case. */
public enum IdentifierKind {
    /** The name of a person: one to five words, in one or several columns. */
    NAME,
    /** An e-mail address. */
    EMAIL,
    /** A telephone number in any national or international form. */
    PHONE,
    /** A bank account. */
    IBAN,
    /** The number the business gave the person. */
    NUMBER,
    /** A postal address: street with house number, postal code, town. */
    ADDRESS,
    /** The name under which the person signs in. */
    LOGIN,
    /** An address of the Internet Protocol, version 4 or 6. */
    IP;

    /** The word in the map. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of this word of the map. */
    public static Optional<IdentifierKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    /** The words of the map. */
    public static List<String> words() {
        return Arrays.stream(values()).map(IdentifierKind::word).toList();
    }

    /** Whether several columns together make one identifier, rather than each column one of its own. */
    public boolean hasParts() {
        return this == NAME || this == ADDRESS;
    }
}
