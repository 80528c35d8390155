package dev.palimpsest.identity;

/** How a column writes what it holds, so that it is still that after something in it was struck. */
public enum TextForm {
    /** Just as it is meant. */
    PLAIN,
    /** JSON, whose strings, numbers and keys hold what is meant. */
    JSON,
    /** A list of texts, as PostgreSQL writes its arrays. */
    LIST
}
