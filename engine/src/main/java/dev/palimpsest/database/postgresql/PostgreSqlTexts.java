package dev.palimpsest.database.postgresql;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.ColumnFamily;
import dev.palimpsest.database.ConditionRules;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.TextDialect;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How names, texts and types are written. */
interface PostgreSqlTexts extends TextDialect {
    @Override
    default String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    @Override
    default ConditionRules conditions() {
        return new PostgreSqlConditions();
    }

    @Override
    default String asText(String expression) {
        return "cast(" + expression + " as text)";
    }

    /** A vector for text search has its words in the order of the alphabet, with their places beside them. */
    @Override
    default String words(Column column, String expression) {
        return column.typeName().equals("tsvector")
                ? "(select string_agg(w.lexeme, ' ' order by p.place) from unnest(" + expression
                        + ") w(lexeme, places, weights)"
                        + " cross join lateral unnest(coalesce(w.places, cast('{0}' as smallint[]))) p(place))"
                : expression;
    }

    /**
     * Two columns of different collations cannot be compared (PostgreSQL, "Collation Support"). What a function returns that knows
     * none has the default one, which gives way to the other column's.
     */
    @Override
    default String compared(String expression, Column of, Column with) {
        return isPlainText(of) && isPlainText(with)
                ? "textin(textout(" + expression + "))"
                : of.family() == with.family() ? expression : cast(expression, with.typeName());
    }

    private static boolean isPlainText(Column column) {
        return column.family() == ColumnFamily.TEXT
                && (column.typeName().equals("text") || column.typeName().startsWith("character varying"));
    }

    @Override
    default String cast(String expression, String type) {
        return "cast(" + expression + " as " + type + ")";
    }

    @Override
    default String concat(List<String> texts) {
        return "(" + String.join(" || ", texts) + ")";
    }

    @Override
    default String fromHex(String expression) {
        return "decode(" + expression + ", 'hex')";
    }

    @Override
    default String literal(String text) {
        return "convert_from(decode('" + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8))
                + "', 'hex'), 'UTF8')";
    }

    @Override
    default Sql isOneOf(String expression, List<String> values) {
        return Sql.of(expression + " = any(?)", (Object) values.toArray(new String[0]));
    }

    @Override
    default String once() {
        return "as materialized";
    }

    @Override
    default Object instant(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    @Override
    default Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    @Override
    default String word() {
        return "postgresql";
    }

    @Override
    default String ownTables(String script) {
        return script.replace("{long}", "text");
    }

    @Override
    default @Nullable String catalogueOf(String schema) {
        return null;
    }

    @Override
    default boolean holdsWords(Column bytes) {
        return bytes.typeName().equals("bytea");
    }

    @Override
    default String wordsInBytes(String expression) {
        String start = "encode(substring(" + expression + " from 1 for " + SNIFFED + "), 'escape')";
        String marked = "regexp_replace(" + start + ", '\\\\\\\\|\\\\[0-3][0-7][0-7]', chr(1), 'g')";
        return "case when translate(" + start
                + ", chr(9) || chr(10) || chr(13), '') !~ '[[:cntrl:]]|(^|[^\\\\])(\\\\\\\\)*\\\\000' or length("
                + "regexp_replace(" + marked + ", '[ -~]{5,}', '', 'g')) <= 0.75 * length(" + marked
                + ") then encode(" + expression + ", 'hex') end";
    }
}
