package dev.palimpsest.treatment;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.ColumnFamily;
import dev.palimpsest.database.Table;
import java.util.List;
import java.util.Optional;

/**
 * Free text stays; the subject's own identifiers and every e-mail address, telephone number and IBAN in it are struck.
 *
 * @param anywhere also strike treated subjects' identifiers in rows of other people (the sweep)
 * @param mark stands where something was struck
 */
public record Redact(boolean anywhere, String mark) implements Treatment {
    private static final String MARK = "[…]";

    /** For columns that do not hold every character; also of one byte for each in all of their encodings. */
    private static final String PLAIN_MARK = "[...]";

    private static final int LONGEST_MARK = 40;

    /** Letters by which the mark in one text differs from that in any other, where no text may be there twice. */
    public static final int LETTERS_IF_UNIQUE = 14;

    private static final int ROOM_IF_UNIQUE = 1 + LETTERS_IF_UNIQUE;

    static final Method METHOD = new Method("redact", (declaration, context) -> {
        Options options = Options.of(declaration, "mark");
        String where = options.word();
        if (where != null && !where.equals("own") && !where.equals("anywhere")) {
            throw new IllegalArgumentException(
                    "'own' (the subject's rows) or 'anywhere' (also in other records) is needed.");
        }
        String mark = options.text("mark", MARK);
        if (mark == null
                || mark.isBlank()
                || mark.length() > LONGEST_MARK
                || mark.chars().anyMatch(Character::isDigit)) {
            throw new IllegalArgumentException("'mark' must be 1 to " + LONGEST_MARK + " characters without digits.");
        }
        return new Redact("anywhere".equals(where), mark);
    });

    /** What stands in this column for what was struck where the map says nothing of it. */
    public static String markIn(Column column) {
        return column.characterSet() == null ? MARK : PLAIN_MARK;
    }

    @Override
    public String word() {
        return METHOD.word();
    }

    @Override
    public Optional<Redact> redaction() {
        return Optional.of(this);
    }

    @Override
    public String describe() {
        return anywhere ? "redacted, here and in other people's rows" : "redacted";
    }

    @Override
    public Optional<String> writes() {
        return Optional.of(mark);
    }

    @Override
    public Treatment in(Column column) {
        return column.characterSet() != null && mark.equals(MARK) ? new Redact(anywhere, PLAIN_MARK) : this;
    }

    @Override
    public List<String> objections(Column column, Table table) {
        boolean fits = column.family() == ColumnFamily.TEXT
                || column.family() == ColumnFamily.JSON
                || column.family() == ColumnFamily.XML
                || column.holdsLists();
        if (!fits) {
            return List.of("is of type " + column.typeName()
                    + ", 'redact' needs text, JSON or XML, or a list of texts. In a table that leads to the person, use"
                    + " 'erase' or 'replace'; in others the owner has to change such rows.");
        }
        Integer room = column.textLength();
        if (table.isInUniqueKey(column.name()) && room != null && room < ROOM_IF_UNIQUE) {
            return List.of("is part of a unique key and has room for " + room + " characters, a mark of its own needs "
                    + ROOM_IF_UNIQUE + ". Widen the column; or in a table that leads to the person, use 'random' or"
                    + " 'erase'; in others the owner has to change such rows.");
        }
        return List.of();
    }
}
