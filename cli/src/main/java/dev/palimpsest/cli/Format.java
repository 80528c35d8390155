package dev.palimpsest.cli;

/** How a result is written. */
enum Format {
    /** For people. */
    TEXT,
    /** One JSON document. */
    JSON;

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
