package dev.palimpsest.database;

import java.time.LocalDate;

/**
 * Makes a predicate in the owner's own words part of a statement: {@code :today} is bound, a {@code ?} operator is
 * protected from the driver, and everything inside literals, quoted names and comments stays as it is.
 */
public final class OwnerSql {
    private static final String TODAY = ":today";

    private OwnerSql() {}

    /** The predicate in parentheses with {@code :today} bound. */
    public static Sql bind(String predicate, LocalDate today) {
        Sql sql = new Sql().add("(");
        int at = 0;
        while (at < predicate.length()) {
            int end = endOfQuoted(predicate, at);
            if (end > at) {
                sql.add(protect(predicate.substring(at, end)));
                at = end;
            } else if (isToday(predicate, at)) {
                sql.add("cast(? as date)", today);
                at += TODAY.length();
            } else {
                char c = predicate.charAt(at);
                sql.add(c == '?' ? "??" : String.valueOf(c));
                at++;
            }
        }
        // the line break ends a comment at the end of the predicate
        return sql.add("\n)");
    }

    private static boolean isToday(String text, int at) {
        boolean doubleColon = at > 0 && text.charAt(at - 1) == ':';
        int end = at + TODAY.length();
        return !doubleColon
                && text.startsWith(TODAY, at)
                && (end == text.length() || !Character.isJavaIdentifierPart(text.charAt(end)));
    }

    /** Drops comments and doubles question marks, which the driver would count even inside a dollar quote. */
    private static String protect(String quoted) {
        return quoted.startsWith("--") || quoted.startsWith("/*") ? " " : quoted;
    }

    /** The index behind the literal, quoted name or comment that begins here; {@code at} itself when none does. */
    static int endOfQuoted(String text, int at) {
        char c = text.charAt(at);
        if (c == '\'' || c == '"' || c == '`') {
            return behind(text, text.indexOf(c, at + 1), 1);
        }
        if (text.startsWith("--", at)) {
            return behind(text, text.indexOf('\n', at), 1);
        }
        if (text.startsWith("/*", at)) {
            return behind(text, text.indexOf("*/", at + 2), 2);
        }
        if (c == '$') {
            int tagEnd = text.indexOf('$', at + 1);
            if (tagEnd > 0 && text.substring(at + 1, tagEnd).chars().allMatch(Character::isJavaIdentifierPart)) {
                String tag = text.substring(at, tagEnd + 1);
                return behind(text, text.indexOf(tag, tagEnd + 1), tag.length());
            }
        }
        return at;
    }

    private static int behind(String text, int close, int length) {
        return close < 0 ? text.length() : close + length;
    }
}
