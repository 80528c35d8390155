package dev.palimpsest.map;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A condition of the owner's, cut into pieces. It is cut once, here: what is judged, what is tried and what is run are
 * the same pieces. Where databases would cut a text in different ways it has findings, and is refused.
 *
 * <p>PostgreSQL: manual, 4.1 "Lexical Structure"; MariaDB: manual, "Language Structure"; MySQL: manual, chapter 11.
 */
public final class ConditionText {
    private static final String SIGNS = "()[],.;:+-*/<>=~!@%^&|?#";
    private static final Pattern DOLLAR_QUOTE = Pattern.compile("\\$([\\p{L}_][\\p{L}\\p{N}_]*)?\\$");
    private static final Pattern NUMBER =
            Pattern.compile("0[xX][0-9a-fA-F]+|0[bB][01]+|(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");

    private final String sql;
    private final List<Piece> pieces = new ArrayList<>();
    private final Set<String> findings = new LinkedHashSet<>();

    private ConditionText(String sql) {
        this.sql = sql;
    }

    public static ConditionText of(String sql) {
        ConditionText text = new ConditionText(sql);
        int at = 0;
        while (at < sql.length()) {
            at = text.next(at);
        }
        if (sql.indexOf('\0') >= 0) {
            text.findings.add("holds a NUL character. Take it away.");
        }
        return text;
    }

    /** Every piece, so that together they are the whole condition. */
    public List<Piece> pieces() {
        return List.copyOf(pieces);
    }

    /** The pieces that say something. */
    public List<Piece> words() {
        return pieces.stream().filter(piece -> piece.kind() != Piece.Kind.BLANK).toList();
    }

    /** The names of what it calls: those in quotes as they are, others in small letters; without their schema. */
    public Set<String> called() {
        List<Piece> words = words();
        Set<String> called = new LinkedHashSet<>();
        for (int i = 0; i + 1 < words.size(); i++) {
            Piece piece = words.get(i);
            if (words.get(i + 1).is("(")) {
                if (piece.kind() == Piece.Kind.WORD) {
                    called.add(piece.meaning());
                } else if (piece.kind() == Piece.Kind.NAME) {
                    called.add(piece.text().substring(1, piece.text().length() - 1));
                }
            }
        }
        return called;
    }

    /** Whether a text in it would name a moment by the database's clock where it stood for a date. */
    public boolean holdsClockWord() {
        return pieces.stream().anyMatch(Piece::holdsClockWord);
    }

    /** The same condition with words that are no moments instead of those that would be. */
    public String withoutClockWords() {
        return pieces.stream().map(piece -> piece.withoutClockWords().text()).collect(Collectors.joining());
    }

    /** Why databases may disagree where its pieces end; each goes on from the condition's name. */
    public List<String> findings() {
        return List.copyOf(findings);
    }

    /** Reads the piece that begins here and returns where the next one begins. */
    private int next(int at) {
        char sign = sql.charAt(at);
        if (isBlank(sign)) {
            return add(Piece.Kind.BLANK, at, at + 1);
        }
        if (sql.startsWith("--", at)) {
            return lineComment(at);
        }
        if (sql.startsWith("/*", at)) {
            return comment(at);
        }
        if (sign == '\'') {
            return literal(at);
        }
        if (sign == '"' || sign == '`') {
            return name(at, sign);
        }
        if (sign == '$') {
            return dollar(at);
        }
        if (startsWord(sign)) {
            return add(Piece.Kind.WORD, at, endOfWord(at));
        }
        if (isDigit(sign) || sign == '.' && isDigit(at + 1)) {
            return number(at);
        }
        if (sql.startsWith("::", at) || sql.startsWith(":=", at)) {
            return add(Piece.Kind.SIGN, at, at + 2);
        }
        if (sign == ':' && at + 1 < sql.length() && startsWord(sql.charAt(at + 1))) {
            return add(Piece.Kind.PARAMETER, at, endOfWord(at + 1));
        }
        if (SIGNS.indexOf(sign) < 0) {
            findings.add("holds " + shown(at) + " outside quotes, where it means nothing. Take it away, or put it into"
                    + " quotes.");
        }
        return add(Piece.Kind.SIGN, at, at + Character.charCount(sql.codePointAt(at)));
    }

    private int add(Piece.Kind kind, int from, int to) {
        pieces.add(new Piece(kind, sql.substring(from, to)));
        return to;
    }

    private String shown(int at) {
        int sign = sql.codePointAt(at);
        String number = String.format("U+%04X", sign);
        return sign > ' ' && sign < 127 ? "'" + Character.toString(sign) + "'" : "the character " + number;
    }

    private static boolean isBlank(char sign) {
        return sign == ' ' || sign == '\t' || sign == '\n' || sign == '\r' || sign == '\f';
    }

    private static boolean isDigit(char sign) {
        return sign >= '0' && sign <= '9';
    }

    private boolean isDigit(int at) {
        return at < sql.length() && isDigit(sql.charAt(at));
    }

    private static boolean startsWord(char sign) {
        return Character.isLetter(sign) || sign == '_';
    }

    private int endOfWord(int from) {
        int end = from;
        while (end < sql.length()
                && (Character.isLetterOrDigit(sql.charAt(end)) || sql.charAt(end) == '_' || sql.charAt(end) == '$')) {
            end++;
        }
        return end;
    }

    /** A name may begin with a digit for MariaDB, and older versions of PostgreSQL end a number wherever they can. */
    private int number(int at) {
        Matcher number = NUMBER.matcher(sql).region(at, sql.length());
        int end = number.lookingAt() ? number.end() : at + 1;
        if (end < sql.length() && (endOfWord(end) > end || sql.charAt(end) == '\'' || sql.charAt(end) == '"')) {
            findings.add("has a number with letters or quotes directly behind it. Part them by a blank.");
        }
        return add(Piece.Kind.NUMBER, at, end);
    }

    private int lineComment(int at) {
        if (at + 2 < sql.length() && !isBlank(sql.charAt(at + 2))) {
            findings.add("has '--' without a blank behind it, which is a comment to PostgreSQL and a minus to MariaDB."
                    + " Write '-- ' before a comment, and '- -' for two signs.");
        }
        int end = at;
        while (end < sql.length() && sql.charAt(end) != '\n' && sql.charAt(end) != '\r') {
            end++;
        }
        if (end < sql.length() && sql.charAt(end) == '\r' && !sql.startsWith("\r\n", end)) {
            findings.add("ends a line with a carriage return alone, where databases disagree whether a comment ends."
                    + " End it with a line feed.");
        }
        pieces.add(new Piece(Piece.Kind.BLANK, " "));
        return end;
    }

    private int comment(int at) {
        pieces.add(new Piece(Piece.Kind.BLANK, " "));
        if (sql.startsWith("!", at + 2) || sql.startsWith("M!", at + 2)) {
            findings.add("has a comment that MariaDB and MySQL execute (/*! ... */). Write what it says without it.");
        }
        int end = sql.indexOf("*/", at + 2);
        if (end < 0) {
            findings.add("has a comment that is not closed. Close it with '*/'.");
            return sql.length();
        }
        if (sql.substring(at + 2, end + 1).contains("/*")) {
            findings.add("has a comment within a comment. Take the inner one away.");
        }
        return end + 2;
    }

    private int literal(int at) {
        boolean escapes = !pieces.isEmpty() && pieces.getLast().isWord("e");
        if (isUnicodeEscaped()) {
            findings.add("has a text with escapes (U&'...'). Write its characters themselves.");
        }
        for (int i = at + 1; i < sql.length(); i++) {
            char sign = sql.charAt(i);
            if (escapes && sign == '\\') {
                findings.add("has a text with backslashes (E'...'). Write it without: a quote is doubled ('').");
                i++;
            } else if (sign == '\'') {
                refuseBackslashBefore(i);
                if (i + 1 < sql.length() && sql.charAt(i + 1) == '\'') {
                    i++;
                } else {
                    return add(Piece.Kind.TEXT, at, i + 1);
                }
            }
        }
        findings.add("has a text that is not closed. Close it with a single quote.");
        return sql.length();
    }

    private int name(int at, char quote) {
        if (quote == '"' && isUnicodeEscaped()) {
            findings.add("has a name with escapes (U&\"...\"). Write its characters themselves.");
        }
        int end = sql.indexOf(quote, at + 1);
        if (end < 0) {
            findings.add("has a name that is not closed. Close it with " + quote + ".");
            return sql.length();
        }
        refuseBackslashBefore(end);
        return add(Piece.Kind.NAME, at, end + 1);
    }

    private boolean isUnicodeEscaped() {
        return pieces.size() > 1
                && pieces.getLast().is("&")
                && pieces.get(pieces.size() - 2).isWord("u");
    }

    /** PostgreSQL ends a text there, MariaDB does not, unless it is set to. */
    private void refuseBackslashBefore(int quote) {
        int first = quote;
        while (sql.charAt(first - 1) == '\\') {
            first--;
        }
        if ((quote - first) % 2 == 1) {
            findings.add(
                    "has a backslash before a quote, where databases disagree whether the text ends. Double a quote"
                            + " within a text (''), and leave out a backslash at its end.");
        }
    }

    private int dollar(int at) {
        Matcher opening = DOLLAR_QUOTE.matcher(sql).region(at, sql.length());
        if (opening.lookingAt()) {
            int end = sql.indexOf(opening.group(), opening.end());
            if (end < 0) {
                findings.add("has a text that is not closed. Close it with " + opening.group() + ".");
                return sql.length();
            }
            return add(Piece.Kind.TEXT, at, end + opening.group().length());
        }
        findings.add(
                isDigit(at + 1)
                        ? "uses a numbered parameter. The only parameter is :today."
                        : "holds '$' outside quotes, where it means nothing. Take it away, or put it into quotes.");
        return add(Piece.Kind.SIGN, at, at + 1);
    }
}
