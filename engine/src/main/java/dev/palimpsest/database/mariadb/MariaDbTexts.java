package dev.palimpsest.database.mariadb;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.ConditionRules;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.TextDialect;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How names, texts and types are written. */
interface MariaDbTexts extends TextDialect {
    Pattern BOUNDED_BYTES = Pattern.compile("(var)?binary\\((\\d+)\\)");

    /** A fixed number of fewer bytes is a hash or a key of some kind. */
    int SHORTEST_FIXED_TEXT = 64;

    /** In fewer bytes nobody can be named. */
    int SHORTEST_TEXT = 5;

    /** A pattern: what stands in no text but tabs and line breaks, without the ones that are letters in other encodings. */
    String CONTROLS = "char(91, 1, 45, 8, 11, 12, 14, 45, 31, 93 using latin1)";

    @Override
    default String quote(String name) {
        return '`' + name.replace("`", "``") + '`';
    }

    @Override
    default ConditionRules conditions() {
        return new MariaDbConditions();
    }

    @Override
    default String asText(String expression) {
        return "convert(cast(" + expression + " as char) using utf8mb4) collate utf8mb4_bin";
    }

    /** Two collations meet in no comparison, or whole tables are read for it. */
    @Override
    default String compared(String expression, Column of, Column with) {
        return of.family() == with.family()
                ? MariaDbCast.compared(expression, of, with)
                : cast(expression, with.typeName());
    }

    /** A shape is bytes that are no text of any character set. */
    @Override
    default String shown(Column column, String expression) {
        return MariaDbType.isGeometry(column.typeName()) ? asText("st_astext(" + expression + ")") : asText(expression);
    }

    /** Bits are no text of any character set, and what is said to be a truth may be any short number. */
    @Override
    default String remembered(Column column, String expression) {
        return switch (MariaDbCast.storage(column)) {
            case NUMBER -> asText("(" + expression + " + 0)");
            case BYTES -> asText("hex(" + expression + ")");
            case TEXT -> asText(expression);
        };
    }

    @Override
    default String written(Column column, String text) {
        return switch (MariaDbCast.storage(column)) {
            case NUMBER -> "cast(" + text + " as " + (column.typeName().startsWith("bit") ? "unsigned)" : "signed)");
            case BYTES -> "unhex(" + text + ")";
            case TEXT -> cast(text, column.typeName());
        };
    }

    /** A timestamp holds nothing before 1970, and no moment between the old and the new time of clocks put forward. */
    @Override
    default String nearestMoment(Column column, String moment) {
        return column.typeName().startsWith("timestamp")
                ? "case when " + moment + " >= date'0001-01-01' then from_unixtime(greatest(unix_timestamp(" + moment
                        + "), 1)) else " + moment + " end"
                : moment;
    }

    @Override
    default Optional<Sql> bears(Column column, String text) {
        return MariaDbCast.bears(column.typeName(), text);
    }

    @Override
    default String cast(String expression, String type) {
        return MariaDbCast.of(expression, type);
    }

    @Override
    default String concat(List<String> texts) {
        return "concat(" + String.join(", ", texts) + ")";
    }

    @Override
    default String fromHex(String expression) {
        return "unhex(" + expression + ")";
    }

    @Override
    default Sql isOneOf(String expression, List<String> values) {
        return values.isEmpty()
                ? Sql.of("false")
                : Sql.of(
                        expression + " in (" + String.join(", ", Collections.nCopies(values.size(), "?")) + ")",
                        values.toArray());
    }

    @Override
    default String once() {
        return "as";
    }

    @Override
    default Object instant(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    @Override
    default Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }

    @Override
    default boolean holdsWords(Column bytes) {
        Matcher bound = BOUNDED_BYTES.matcher(bytes.typeName());
        return bound.matches()
                ? Integer.parseInt(bound.group(2)) >= (bound.group(1) == null ? SHORTEST_FIXED_TEXT : SHORTEST_TEXT)
                : bytes.typeName().endsWith("blob");
    }

    @Override
    default String wordsInBytes(String expression) {
        String start = "convert(left(" + expression + ", " + SNIFFED + ") using latin1)";
        return "case when (locate(char(0 using latin1), " + start + ") = 0 and " + start + " not regexp " + CONTROLS
                + ") or char_length(regexp_replace(" + start + ", '[ -~]{5,}', '')) <= 0.75 * char_length(" + start
                + ") then hex(" + expression + ") end";
    }

    @Override
    default String word() {
        return "mariadb";
    }

    @Override
    default String ownTables(String script) {
        return script.replaceAll("\\btext\\b", "varchar(255)")
                .replace("{long}", "longtext")
                .replaceAll("\\btimestamptz\\b", "datetime(6)")
                .replaceAll("\\bbytea\\b", "longblob")
                .replaceAll("\\bnumeric\\b", "decimal(65, 10)")
                .replaceAll("(?m)^\\)", ") engine = InnoDB default character set utf8mb4 collate utf8mb4_bin");
    }

    @Override
    default String catalogueOf(String schema) {
        return schema;
    }
}
