package dev.palimpsest.demo.generator;

import org.jspecify.annotations.Nullable;

/** A postal address; the street with its house number. */
public record Address(String street, String postalCode, String city) {
    public String oneLine() {
        return street + ", " + postalCode + " " + city;
    }

    /** With the German abbreviation of "street" spelt out; null where there is none. */
    @Nullable
    String speltOut() {
        String longer = street.replace("str. ", "straße ").replace("Str. ", "Straße ");
        return longer.equals(street) ? null : longer + ", " + postalCode + " " + city;
    }
}
