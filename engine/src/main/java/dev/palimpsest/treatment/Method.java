package dev.palimpsest.treatment;

import dev.palimpsest.map.TreatmentDeclaration;
import java.time.ZoneId;

/**
 * A word of the map with the way to read its options.
 *
 * @param word as written in the map
 */
record Method(String word, Reader reader) {

    /** Makes a treatment of a declaration. */
    @FunctionalInterface
    interface Reader {
        /** @throws IllegalArgumentException with what is wrong and what is allowed */
        Treatment read(TreatmentDeclaration declaration, Context context);
    }

    /**
     * What every treatment may know of the map.
     *
     * @param language of texts written into the database
     * @param zone business time zone
     */
    record Context(String language, ZoneId zone) {}
}
