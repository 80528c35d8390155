package dev.palimpsest.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How names, texts and types are written. A part of {@link Dialect}. */
public interface TextDialect {
    /** Of bytes that may hold text, so many show whether they do. */
    int SNIFFED = 1024;

    /** The name as an identifier, whatever characters it holds. */
    String quote(String name);

    default String quote(TableName table) {
        return quote(table.schema()) + "." + quote(table.name());
    }

    /** A column of a table, qualified by the table's own name. */
    default String quote(TableName table, String column) {
        return quote(table.name()) + "." + quote(column);
    }

    /** What conditions in the owner's own words may not hold here. */
    ConditionRules conditions();

    /** A text as an expression with nothing to bind, whatever characters it holds. */
    String literal(String text);

    /** The expression in text form. */
    String asText(String expression);

    /** The moment itself, or the nearest that the column can hold: clocks that are put forward leave moments out. */
    default String nearestMoment(Column column, String moment) {
        return moment;
    }

    /** The words of a column in the order in which they stood, as far as that can be told; its value in text form. */
    default String words(Column column, String expression) {
        return expression;
    }

    /** The value of a column as a text of which {@link #written} makes the very same value again. */
    default String remembered(Column column, String expression) {
        return asText(expression);
    }

    /** The value of a column that {@link #remembered} gave as this text. */
    default String written(Column column, String text) {
        return cast(text, column.typeName());
    }

    /** The value of a column in text form, for people; also of a type whose text only people read. */
    default String shown(Column column, String expression) {
        return asText(expression);
    }

    /**
     * Whether a column's character set, list of words or range of moments takes this text, where {@link #cast} alone does
     * not tell: one row with one boolean.
     */
    default Optional<Sql> bears(Column column, String text) {
        return Optional.empty();
    }

    /**
     * The expression as a value of a type.
     *
     * @param type as {@link Column#typeName} gives it, or one of {@code text}, {@code bigint}, {@code numeric},
     *     {@code date}
     */
    String cast(String expression, String type);

    /**
     * The value of a column as another is compared with: of its type, and by its own rules for texts, so that its index leads to the
     * rows. A value that the other cannot bear is null.
     */
    default String compared(String expression, Column of, Column with) {
        return of.family() == with.family() ? expression : cast(expression, with.typeName());
    }

    /** These texts, one behind the other. */
    String concat(List<String> texts);

    /** The text forms of these, with a separator between them. */
    default String joined(String separator, List<String> expressions) {
        List<String> texts = new ArrayList<>();
        for (String expression : expressions) {
            if (!texts.isEmpty()) {
                texts.add("'" + separator + "'");
            }
            texts.add(asText(expression));
        }
        return texts.size() == 1 ? texts.getFirst() : concat(texts);
    }

    /** Bytes from their hexadecimal text. */
    String fromHex(String expression);

    /** Holds when the text is one of these. */
    Sql isOneOf(String expression, List<String> values);

    /** The word behind the name of a common table expression that is to be computed once. */
    String once();

    /** An instant as a value to bind. */
    Object instant(Instant instant);

    /** The instant in a column of the row. */
    Instant instant(ResultSet row, int column) throws SQLException;

    /** How files that only this kind of database reads are called. */
    String word();

    /**
     * The statements that make Palimpsest's own tables, as this database says them.
     *
     * @param script as PostgreSQL says them, with {@code {long}} for a text of any length
     */
    String ownTables(String script);

    /** The catalogue in which the driver lists the tables of a schema; null where it lists them by schema. */
    @Nullable
    String catalogueOf(String schema);

    /** Whether the bytes of the column can hold a person's words: not those that are as short as a hash or a picture's shape. */
    boolean holdsWords(Column bytes);

    /**
     * The bytes of a column, as hexadecimal text, where their beginning looks like text or like values that a programming
     * language has serialised; otherwise null, so that pictures and archives stay on the server.
     */
    String wordsInBytes(String expression);

    /** The day as a bound value. */
    default Sql day(LocalDate day) {
        return Sql.of("cast(? as date)", day);
    }
}
