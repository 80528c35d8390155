package dev.palimpsest.map;

/**
 * The key of one data subject in the business database, as text. Opaque: it names a row, not a person.
 */
public record SubjectKey(String value) {
    @Override
    public String toString() {
        return value;
    }
}
