package dev.palimpsest.database;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A column of the live schema.
 *
 * @param typeName the database's own name of the type as it stands in a cast, for instance {@code character varying(40)}
 * @param length the greatest number of characters, or for numbers the digits that always fit, those behind the decimal
 *     point included; null when unbounded
 * @param scale digits behind the decimal point; null where that has no meaning
 * @param generated computed by the database from other columns; never written
 * @param hasDefault the database fills it when an insert leaves it out; generated columns have none
 * @param identity given by the database from a sequence, as identity or as default
 * @param renewedOnUpdate the database sets it to the present with each update that does not name it
 * @param characterSet the name of the character set that its texts are limited to; null where it holds every character
 */
public record Column(
        String name,
        int position,
        String typeName,
        ColumnFamily family,
        boolean nullable,
        @Nullable Integer length,
        @Nullable Integer scale,
        boolean hasDefault,
        boolean generated,
        boolean identity,
        boolean renewedOnUpdate,
        @Nullable String characterSet) {

    private static final Pattern MADE_OF_WORDS =
            Pattern.compile("(?:.*\\.)?\"?(?:tsvector|(?<numbers>vector|halfvec|sparsevec))\"?(?:\\(.*\\))?(?:\\[])*");

    private static final Pattern LIST_OF_TEXTS = Pattern.compile(
            "(?:text|bpchar|character varying|(?:character varying|character)\\((?<length>\\d+)\\)|(?:.*\\.)?citext)(?:\\[])+");

    /** Whether it holds lists of texts. */
    public boolean holdsLists() {
        return family == ColumnFamily.ARRAY && LIST_OF_TEXTS.matcher(typeName).matches();
    }

    /** The greatest number of characters of a single text, also of one in a list; null when unbounded. */
    public @Nullable Integer textLength() {
        Matcher list = LIST_OF_TEXTS.matcher(typeName);
        if (family != ColumnFamily.ARRAY || !list.matches()) {
            return length;
        }
        String longest = list.group("length");
        return longest == null ? null : Integer.valueOf(longest);
    }

    /** Whether it may have been made of a text whose words can be read in it in part only, or not at all: for searching. */
    public boolean hidesWords() {
        return MADE_OF_WORDS.matcher(typeName).matches();
    }

    /** Whether numbers are all that is left of the words: an embedding. */
    public boolean isEmbedding() {
        Matcher type = MADE_OF_WORDS.matcher(typeName);
        return type.matches() && type.group("numbers") != null;
    }

    /** A column that changes only when an update names it. */
    public Column(
            String name,
            int position,
            String typeName,
            ColumnFamily family,
            boolean nullable,
            @Nullable Integer length,
            @Nullable Integer scale,
            boolean hasDefault,
            boolean generated,
            boolean identity) {
        this(name, position, typeName, family, nullable, length, scale, hasDefault, generated, identity, false, null);
    }

    /** The same, whose texts are limited to a character set. */
    public Column limitedTo(@Nullable String characters) {
        return new Column(
                name,
                position,
                typeName,
                family,
                nullable,
                length,
                scale,
                hasDefault,
                generated,
                identity,
                renewedOnUpdate,
                characters);
    }
}
