package dev.palimpsest.database.mariadb;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.ColumnFamily;
import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Sql;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns the type of a column into what {@code cast} and {@code convert} know (MariaDB manual, "CAST"). */
final class MariaDbCast {
    private static final Pattern CHARACTERS =
            Pattern.compile(".* character set (\\w+) collate (\\w+)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern WORDS =
            Pattern.compile("enum\\((.*)\\)( character set .*)?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern SET =
            Pattern.compile("set\\((.*)\\)( character set .*)?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern FRACTION = Pattern.compile("\\w+\\((\\d)\\).*");

    private static final Pattern ZEROFILL = Pattern.compile("\\w+\\((\\d+)\\) unsigned zerofill");

    private static final int MOST_DIGITS = 20;

    static final int SHORT = 255;

    /** As what a value can be read and written again without loss. */
    enum Storage {
        TEXT,
        NUMBER,
        BYTES
    }

    private MariaDbCast() {}

    static Storage storage(Column column) {
        if (column.family() == ColumnFamily.BOOLEAN || column.typeName().startsWith("bit")) {
            return Storage.NUMBER;
        }
        return column.family() == ColumnFamily.BINARY ? Storage.BYTES : Storage.TEXT;
    }

    static String of(String expression, String type) {
        String lower = type.toLowerCase(Locale.ROOT);
        String name = lower.replaceFirst("[ (].*", "");
        return switch (name) {
            case "tinyint", "bit" ->
                lower.startsWith("tinyint(1)") || lower.startsWith("bit(1)")
                        ? "(cast(" + expression + " as char) in ('true', '1'))"
                        : whole(expression, lower);
            case "smallint", "mediumint", "int", "integer", "bigint", "year" -> whole(expression, lower);
            case "decimal", "numeric" -> "cast(" + expression + " as decimal" + digits(lower) + ")";
            case "float" -> "cast(" + expression + " as float)";
            case "double" -> "cast(" + expression + " as double)";
            case "date" -> "cast(" + expression + " as date)";
            case "datetime", "timestamp" -> "cast(" + expression + " as datetime" + fraction(lower) + ")";
            case "time" -> "cast(" + expression + " as time" + fraction(lower) + ")";
            case "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob" ->
                "cast(" + expression + " as binary)";
            default -> text(expression, type);
        };
    }

    /** See {@link Dialect#bears}: {@code cast} makes another value, or none, of what does not fit. */
    static Optional<Sql> bears(String type, String text) {
        String lower = type.toLowerCase(Locale.ROOT);
        Matcher characters = CHARACTERS.matcher(type);
        Matcher set = SET.matcher(type);
        Matcher words = WORDS.matcher(type);
        if (MariaDbType.isGeometry(lower)) {
            return Optional.of(Sql.of("select false"));
        }
        if (set.matches()) {
            return Optional.of(allOf(set.group(1), text));
        }
        if (words.matches()) {
            return Optional.of(Sql.of("select ? in (" + words.group(1) + ")", text));
        }
        if (characters.matches()) {
            return Optional.of(Sql.of(
                    "select convert(convert(convert(cast(? as char) using utf8mb4) using " + characters.group(1)
                            + ") using utf8mb4) collate utf8mb4_bin = convert(cast(? as char) using utf8mb4)",
                    text,
                    text));
        }
        if (lower.startsWith("timestamp")) {
            String moment = "cast(? as datetime(6))";
            return Optional.of(Sql.of(
                    "select coalesce(from_unixtime(unix_timestamp(" + moment + ")) = " + moment + " and unix_timestamp("
                            + moment + ") > 0, false)",
                    text,
                    text,
                    text));
        }
        return switch (lower.replaceFirst("[ (].*", "")) {
            case "date", "datetime", "time" -> Optional.of(Sql.of("select " + of("?", type) + " is not null", text));
            case "year" -> Optional.of(Sql.of("select cast(? as signed) between 1901 and 2155", text));
            case "inet4", "inet6" ->
                Optional.of(Sql.of("select inet6_aton(?) is not null or inet_aton(?) is not null", text, text));
            default -> Optional.empty();
        };
    }

    /** A text that is none of the words is taken for a number, whose bits stand for words. */
    private static Sql allOf(String words, String text) {
        Sql sql = Sql.of("select true");
        if (!text.isEmpty()) {
            for (String word : text.split(",", -1)) {
                sql.add(" and ? in (" + words + ")", word);
            }
        }
        return sql;
    }

    private static String whole(String expression, String type) {
        String number = "cast(" + expression + " as " + (type.contains("unsigned") ? "unsigned" : "signed") + ")";
        Matcher zerofill = ZEROFILL.matcher(type);
        return zerofill.matches() ? withZeros(number, Integer.parseInt(zerofill.group(1))) : number;
    }

    /** As the column itself shows it, so that a key has one text only; a number that is longer stays whole. */
    private static String withZeros(String number, int width) {
        int all = Math.max(width, MOST_DIGITS);
        return "regexp_replace(lpad(" + number + ", " + all + ", '0'), '^0{0," + (all - width) + "}', '')";
    }

    private static String digits(String type) {
        return type.contains("(") ? type.replaceFirst("^\\w+", "").replaceFirst("\\).*", ")") : "(65, 10)";
    }

    private static String fraction(String type) {
        Matcher fraction = FRACTION.matcher(type);
        return fraction.matches() ? "(" + fraction.group(1) + ")" : "";
    }

    /** With the column's own collation, so that its index serves and no two collations meet. */
    private static String text(String expression, String type) {
        Matcher characters = CHARACTERS.matcher(type);
        if (characters.matches()) {
            return "convert(cast(" + expression + " as char) using " + characters.group(1) + ") collate "
                    + characters.group(2);
        }
        return type.equals("text") ? binary(expression, "char") : "cast(" + expression + " as char)";
    }

    /** What the column's character set lacks would become a question mark, and that another's value. */
    static String compared(String expression, Column of, Column with) {
        if (characters(of).equals(characters(with))) {
            return expression;
        }
        String text = text(expression, with.typeName());
        return with.characterSet() == null
                ? text
                : "case when " + binary(text, "char") + " = " + binary(expression, "char") + " then " + text + " end";
    }

    /** The character set and collation of a text; empty for whatever else. */
    private static String characters(Column column) {
        Matcher characters = CHARACTERS.matcher(column.typeName());
        return characters.matches() ? characters.group(1) + " " + characters.group(2) : "";
    }

    /** Text of at most {@value #SHORT} characters. Rows of it can be looked up by a key; of longer ones each is compared with each. */
    static String shortText(String expression) {
        return binary(expression, "char(" + SHORT + ")");
    }

    private static String binary(String expression, String type) {
        return "convert(cast(" + expression + " as " + type + ") using utf8mb4) collate utf8mb4_bin";
    }
}
