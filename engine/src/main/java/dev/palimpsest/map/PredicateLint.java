package dev.palimpsest.map;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what a predicate of the map may not hold: a second statement, the database's own clock, parameters other than
 * {@code :today}, and brackets or quotes that would reach beyond it. It does not parse SQL; the database does that at
 * check time.
 */
final class PredicateLint {
    private static final Set<String> CLOCK_WORDS = Set.of(
            "current_date",
            "current_time",
            "current_timestamp",
            "localtime",
            "localtimestamp",
            "utc_date",
            "utc_time",
            "utc_timestamp");
    private static final Set<String> CLOCK_FUNCTIONS = Set.of(
            "now",
            "clock_timestamp",
            "statement_timestamp",
            "transaction_timestamp",
            "timeofday",
            "sysdate",
            "curdate",
            "curtime",
            "unix_timestamp",
            "getdate");
    private static final Set<String> CLOCK_LITERALS = Set.of("now", "today", "tomorrow", "yesterday");
    private static final Set<String> DATE_TYPES = Set.of("date", "timestamp", "timestamptz", "time", "timetz", "zone");
    private static final Pattern DOLLAR_QUOTE = Pattern.compile("\\$([\\p{L}_][\\p{L}\\p{N}_]*)?\\$");

    private final String sql;
    private final List<Token> tokens = new ArrayList<>();
    private final Set<String> findings = new LinkedHashSet<>();

    /** A piece of SQL: a word in small letters, a text literal, a parameter, or one character. */
    private record Token(Kind kind, String text) {
        enum Kind {
            WORD,
            QUOTED,
            LITERAL,
            PARAMETER,
            SIGN
        }

        boolean is(String sign) {
            return kind == Kind.SIGN && text.equals(sign);
        }
    }

    private PredicateLint(String sql) {
        this.sql = sql;
    }

    /** What is wrong with it; each finding goes on from the predicate's name. */
    static List<String> findings(String sql) {
        PredicateLint lint = new PredicateLint(sql);
        lint.cut();
        lint.judge();
        return List.copyOf(lint.findings);
    }

    private void cut() {
        int at = 0;
        while (at < sql.length()) {
            at = next(at);
        }
    }

    /** Reads the piece that begins here and returns where the next one begins. */
    private int next(int at) {
        char sign = sql.charAt(at);
        if (sql.startsWith("--", at)) {
            if (at + 2 < sql.length() && !Character.isWhitespace(sql.charAt(at + 2))) {
                findings.add(
                        "has '--' without a blank behind it, which is a comment to PostgreSQL and a minus to MariaDB."
                                + " Write '-- ' before a comment, and '- -' for two signs.");
            }
            int end = sql.indexOf('\n', at);
            return end < 0 ? sql.length() : end;
        }
        if (sql.startsWith("/*", at)) {
            return comment(at);
        }
        if (sign == '#' && !sql.startsWith("#>", at) && !sql.startsWith("#-", at)) {
            findings.add("has '#', which begins a comment for MariaDB and is an operator of PostgreSQL."
                    + " Begin a comment with '-- '.");
        }
        if (sign == '\'') {
            return literal(at, endsInEscapePrefix(at));
        }
        if (sign == '"' || sign == '`') {
            return quotedName(at, sign);
        }
        if (sign == '$') {
            return dollar(at);
        }
        if (Character.isLetter(sign) || sign == '_') {
            int end = endOfWord(at);
            add(Token.Kind.WORD, sql.substring(at, end).toLowerCase(Locale.ROOT));
            return end;
        }
        if (sql.startsWith("::", at)) {
            add(Token.Kind.SIGN, "::");
            return at + 2;
        }
        if (sign == ':' && at + 1 < sql.length() && startsWord(sql.charAt(at + 1))) {
            int end = endOfWord(at + 1);
            add(Token.Kind.PARAMETER, sql.substring(at + 1, end));
            return end;
        }
        if (Character.isDigit(sign)) {
            int end = at + 1;
            while (end < sql.length() && (Character.isLetterOrDigit(sql.charAt(end)) || sql.charAt(end) == '.')) {
                end++;
            }
            add(Token.Kind.SIGN, "0");
            return end;
        }
        if (!Character.isWhitespace(sign)) {
            add(Token.Kind.SIGN, String.valueOf(sign));
        }
        return at + 1;
    }

    private void add(Token.Kind kind, String text) {
        tokens.add(new Token(kind, text));
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

    private int comment(int at) {
        if (sql.startsWith("!", at + 2) || sql.startsWith("M!", at + 2)) {
            findings.add("has a comment that MariaDB and MySQL execute (/*! ... */). Write what it says without it.");
        }
        int end = sql.indexOf("*/", at + 2);
        if (end < 0) {
            findings.add("has a comment that is not closed. Close it with '*/'.");
            return sql.length();
        }
        if (sql.substring(at + 2, end).contains("/*")) {
            findings.add("has a comment within a comment. Take the inner one away.");
        }
        return end + 2;
    }

    private boolean endsInEscapePrefix(int quote) {
        if (quote == 0 || Character.toLowerCase(sql.charAt(quote - 1)) != 'e' || tokens.isEmpty()) {
            return false;
        }
        return tokens.getLast().kind() == Token.Kind.WORD
                && tokens.getLast().text().equals("e");
    }

    private int literal(int at, boolean escapes) {
        for (int i = at + 1; i < sql.length(); i++) {
            char sign = sql.charAt(i);
            if (escapes && sign == '\\') {
                findings.add("has a text with backslashes (E'...'). Write it without: a quote is doubled ('').");
                i++;
            } else if (sign == '\'') {
                if (i + 1 < sql.length() && sql.charAt(i + 1) == '\'') {
                    refuseBackslashBefore(i);
                    i++;
                } else {
                    refuseBackslashBefore(i);
                    add(Token.Kind.LITERAL, sql.substring(at + 1, i));
                    return i + 1;
                }
            }
        }
        findings.add("has a text that is not closed. Close it with a single quote.");
        return sql.length();
    }

    private int quotedName(int at, char quote) {
        int end = sql.indexOf(quote, at + 1);
        if (end < 0) {
            findings.add("has a name that is not closed. Close it with " + quote + ".");
            return sql.length();
        }
        refuseBackslashBefore(end);
        add(Token.Kind.QUOTED, sql.substring(at + 1, end));
        return end + 1;
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
            add(Token.Kind.LITERAL, sql.substring(opening.end(), end));
            return end + opening.group().length();
        }
        if (at + 1 < sql.length() && Character.isDigit(sql.charAt(at + 1))) {
            findings.add("uses a numbered parameter. The only parameter is :today.");
        }
        add(Token.Kind.SIGN, "$");
        return at + 1;
    }

    private void judge() {
        if (tokens.isEmpty() && findings.isEmpty()) {
            findings.add("holds no condition.");
        }
        if (!tokens.isEmpty() && tokens.getFirst().kind() == Token.Kind.WORD) {
            String first = tokens.getFirst().text();
            if (first.equals("where") || first.equals("select")) {
                findings.add("begins with '" + first + "'. Write the condition alone, as it would stand behind WHERE.");
            }
        }
        judgeBrackets();
        for (int i = 0; i < tokens.size(); i++) {
            judge(i);
        }
    }

    private void judge(int i) {
        Token token = tokens.get(i);
        switch (token.kind()) {
            case SIGN -> {
                if (token.text().equals(";")) {
                    findings.add("holds ';'. A predicate is one condition, not a statement.");
                } else if (token.text().equals("\0")) {
                    findings.add("holds a NUL character. Take it away.");
                }
            }
            case PARAMETER -> {
                if (!token.text().equals("today")) {
                    findings.add("uses the parameter :" + token.text() + ". The only parameter is :today.");
                }
            }
            case WORD -> judgeWord(i, token.text());
            case LITERAL -> {
                String text = token.text().strip().toLowerCase(Locale.ROOT);
                if (CLOCK_LITERALS.contains(text) && isDate(i)) {
                    clock("'" + text + "'");
                }
            }
            case QUOTED -> {
                // a name in quotes is a column, whatever it says
            }
        }
    }

    private void judgeWord(int i, String word) {
        boolean qualified = i > 0 && tokens.get(i - 1).is(".");
        boolean called = i + 1 < tokens.size() && tokens.get(i + 1).is("(");
        if (CLOCK_WORDS.contains(word) && !qualified) {
            clock(word);
        } else if (CLOCK_FUNCTIONS.contains(word) && called) {
            clock(word + "()");
        } else if (word.equals("age") && called && arguments(i + 1) == 1) {
            clock("age() with one argument");
        }
    }

    private void clock(String word) {
        findings.add("uses the database's clock (" + word + "). Use :today, the run's date in the business time zone.");
    }

    private boolean isDate(int literal) {
        boolean cast = literal + 1 < tokens.size() && tokens.get(literal + 1).is("::");
        boolean typed =
                literal > 0 && DATE_TYPES.contains(tokens.get(literal - 1).text());
        boolean castCall =
                literal + 1 < tokens.size() && tokens.get(literal + 1).text().equals("as");
        return cast || typed || castCall;
    }

    /** The number of arguments in the brackets that open here. */
    private int arguments(int opening) {
        int depth = 0;
        int commas = 0;
        for (int i = opening; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.is("(") || token.is("[")) {
                depth++;
            } else if (token.is(")") || token.is("]")) {
                depth--;
                if (depth == 0) {
                    break;
                }
            } else if (token.is(",") && depth == 1) {
                commas++;
            }
        }
        return commas + 1;
    }

    private void judgeBrackets() {
        Deque<String> open = new ArrayDeque<>();
        for (Token token : tokens) {
            if (token.is("(") || token.is("[")) {
                open.push(token.text());
            } else if (token.is(")") || token.is("]")) {
                String opening = token.is(")") ? "(" : "[";
                if (open.isEmpty() || !open.pop().equals(opening)) {
                    findings.add("closes '" + token.text() + "' that was not opened.");
                    return;
                }
            }
        }
        if (!open.isEmpty()) {
            findings.add("opens '" + open.peek() + "' and does not close it.");
        }
    }
}
