package dev.palimpsest.database;

/** What a column's type can bear, independent of the database's own type names. */
public enum ColumnFamily {
    /** Characters: char, varchar, text, citext. */
    TEXT,
    /** JSON in any storage form. */
    JSON,
    /** XML. */
    XML,
    /** Whole numbers. */
    INTEGER,
    /** Exact numbers with a fixed scale. */
    DECIMAL,
    /** Floating point numbers. */
    FLOAT,
    BOOLEAN,
    /** A calendar day. */
    DATE,
    /** Date and time without a time zone: business local time. */
    TIMESTAMP,
    /** An instant. */
    TIMESTAMP_ZONED,
    TIME,
    UUID,
    /** One of a fixed list of words. */
    ENUM,
    /** Bytes. Searched where they look like text. */
    BINARY,
    /** A list of values that has a text form. */
    ARRAY,
    /** Anything else. It is searched in its text form. */
    OTHER;

    public boolean isDated() {
        return this == DATE || this == TIMESTAMP || this == TIMESTAMP_ZONED;
    }

    public boolean isNumeric() {
        return this == INTEGER || this == DECIMAL || this == FLOAT;
    }

    /** Whether a person's words can stand in it, so that the proof must read it. */
    public boolean holdsText() {
        return this == TEXT || this == JSON || this == XML || this == ARRAY || this == OTHER;
    }
}
