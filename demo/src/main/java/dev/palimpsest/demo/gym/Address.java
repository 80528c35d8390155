package dev.palimpsest.demo.gym;

import org.jspecify.annotations.Nullable;

/** A postal address; the street with its house number. */
record Address(String street, String postalCode, String city) {
    String oneLine() {
        return street + ", " + postalCode + " " + city;
    }

    @Nullable
    String speltOut() {
        String longer = street.replace("str. ", "straße ").replace("Str. ", "Straße ");
        return longer.equals(street) ? null : longer + ", " + postalCode + " " + city;
    }
}
