package dev.palimpsest.map;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A piece of a condition.
 *
 * @param text as it is written; one blank for a comment, so that a database never sees one
 */
public record Piece(Kind kind, String text) {
    /** PostgreSQL reads them as moments, also in front of a time of day and within arrays and ranges. */
    private static final Pattern CLOCK_WORD = Pattern.compile(
            "(?<![\\p{L}\\p{N}_])(now|today|tomorrow|yesterday)(?![\\p{L}_])", Pattern.CASE_INSENSITIVE);

    /** What it is to every database that the condition is let through to. */
    public enum Kind {
        /** Blanks and line breaks, or a comment. */
        BLANK,
        /** A key word, a name without quotes, or the letters in front of a literal. */
        WORD,
        /** A name in double quotes or backticks. */
        NAME,
        /** A text literal in single quotes or between dollar quotes. */
        TEXT,
        NUMBER,
        /** A colon with a name. */
        PARAMETER,
        /** {@code ::}, {@code :=}, or one character of an operator, a bracket or a comma. */
        SIGN
    }

    public boolean is(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }

    public boolean isWord(String word) {
        return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }

    /** What a word, name or parameter says, in small letters, without quotes and colon; what a text says, as it is. */
    public String meaning() {
        return switch (kind) {
            case WORD -> text.toLowerCase(Locale.ROOT);
            case PARAMETER -> text.substring(1);
            case NAME -> text.substring(1, text.length() - 1).toLowerCase(Locale.ROOT);
            case TEXT -> {
                int quote = text.startsWith("$") ? text.indexOf('$', 1) + 1 : 1;
                yield text.substring(quote, text.length() - quote);
            }
            case BLANK, NUMBER, SIGN -> text;
        };
    }

    /** Whether it is a text that would name a moment by the database's clock where it stood for a date. */
    public boolean holdsClockWord() {
        return kind == Kind.TEXT && CLOCK_WORD.matcher(meaning()).find();
    }

    /** The same text with a word that is no moment in the place of each that would be one. */
    public Piece withoutClockWords() {
        return holdsClockWord() ? new Piece(kind, CLOCK_WORD.matcher(text).replaceAll("palimpsest")) : this;
    }
}
