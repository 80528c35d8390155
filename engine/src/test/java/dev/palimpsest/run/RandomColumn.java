package dev.palimpsest.run;

import dev.palimpsest.TestDatabase.Product;

/**
 * A column of a {@link RandomTable}.
 *
 * @param clause what stands behind its type in the definition, apart from NOT NULL
 * @param treatment as the map says it; empty where the map names the column elsewhere or not at all
 */
record RandomColumn(String name, SharedType type, boolean required, String clause, String treatment) {
    /** A column that the map does not name. */
    static RandomColumn plain(String name, SharedType type, boolean required) {
        return new RandomColumn(name, type, required, "", "");
    }

    RandomColumn with(String otherClause) {
        return new RandomColumn(name, type, required, otherClause, treatment);
    }

    String definition(Product product) {
        String nullable = product == Product.MARIADB && type == SharedType.INSTANT ? " null default null" : "";
        return name + " " + type.name(product) + (required ? " not null" : nullable) + clause;
    }

    boolean isRandom() {
        return treatment.contains("random");
    }

    boolean isSweptAnywhere() {
        return treatment.contains("anywhere");
    }

    /** Whether its numbers count in the statistics. */
    boolean isSummed() {
        return type.isNumber() && treatment.equals("keep");
    }

    /** A value as it can be compared with that of another run: a random one by its form. */
    String comparable(String value) {
        if (value == null || !isRandom()) {
            return value;
        }
        return type.isNumber() ? "a number" : value.length() + " characters";
    }
}
