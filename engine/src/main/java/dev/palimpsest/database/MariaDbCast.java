package dev.palimpsest.database;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns the type of a column into what {@code cast} and {@code convert} know (MariaDB manual, "CAST"). */
final class MariaDbCast {
    private static final Pattern CHARACTERS =
            Pattern.compile(".* character set (\\w+) collate (\\w+)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern FRACTION = Pattern.compile("\\w+\\((\\d)\\).*");

    private static final Pattern ZEROFILL = Pattern.compile("\\w+\\((\\d+)\\) unsigned zerofill");

    private static final int MOST_DIGITS = 20;

    static final int SHORT = 255;

    private MariaDbCast() {}

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
            case "float", "double" -> "cast(" + expression + " as double)";
            case "date" -> "cast(" + expression + " as date)";
            case "datetime", "timestamp" -> "cast(" + expression + " as datetime" + fraction(lower) + ")";
            case "time" -> "cast(" + expression + " as time" + fraction(lower) + ")";
            case "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob" ->
                "cast(" + expression + " as binary)";
            default -> text(expression, type);
        };
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

    /** Text of at most {@value #SHORT} characters. Rows of it can be looked up by a key; of longer ones each is compared with each. */
    static String shortText(String expression) {
        return binary(expression, "char(" + SHORT + ")");
    }

    private static String binary(String expression, String type) {
        return "convert(cast(" + expression + " as " + type + ") using utf8mb4) collate utf8mb4_bin";
    }
}
