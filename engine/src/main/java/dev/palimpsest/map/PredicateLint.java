package dev.palimpsest.map;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds what a predicate of the map may not hold: a second statement, the database's own clock, parameters other than
 * {@code :today}, and brackets or quotes that would reach beyond it. It does not parse SQL; the database does that at
 * check time.
 */
public final class PredicateLint {
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

    private final List<Piece> pieces;
    private final Set<String> findings = new LinkedHashSet<>();

    private PredicateLint(ConditionText text) {
        this.pieces = text.words();
        this.findings.addAll(text.findings());
    }

    /** What is wrong with it; each finding goes on from the predicate's name. */
    public static List<String> findings(String sql) {
        PredicateLint lint = new PredicateLint(ConditionText.of(sql));
        lint.judge();
        return List.copyOf(lint.findings);
    }

    private void judge() {
        if (pieces.isEmpty() && findings.isEmpty()) {
            findings.add("holds no condition.");
        }
        if (!pieces.isEmpty() && pieces.getFirst().kind() == Piece.Kind.WORD) {
            String first = pieces.getFirst().meaning();
            if (first.equals("where") || first.equals("select")) {
                findings.add("begins with '" + first + "'. Write the condition alone, as it would stand behind WHERE.");
            }
        }
        judgeBrackets();
        for (int i = 0; i < pieces.size(); i++) {
            judge(i);
        }
    }

    private void judge(int i) {
        Piece piece = pieces.get(i);
        switch (piece.kind()) {
            case SIGN -> {
                if (piece.text().equals(";")) {
                    findings.add("holds ';'. A predicate is one condition, not a statement.");
                } else if (piece.is("#") && !isJsonPath(i)) {
                    findings.add("has '#', which begins a comment for MariaDB and is an operator of PostgreSQL."
                            + " Begin a comment with '-- '.");
                }
            }
            case PARAMETER -> {
                if (!piece.meaning().equals("today")) {
                    findings.add("uses the parameter :" + piece.meaning() + ". The only parameter is :today.");
                }
            }
            case WORD -> judgeWord(i, piece.meaning());
            case TEXT -> {
                String text = piece.meaning().strip().toLowerCase(Locale.ROOT);
                if (CLOCK_LITERALS.contains(text) && isDate(i)) {
                    clock("'" + text + "'");
                }
            }
            case NAME, NUMBER, BLANK -> {
                // a name in quotes is a column, whatever it says
            }
        }
    }

    /** {@code #>}, {@code #>>} and {@code #-} of PostgreSQL; MariaDB's own rules refuse them there. */
    private boolean isJsonPath(int i) {
        return i + 1 < pieces.size()
                && (pieces.get(i + 1).is(">") || pieces.get(i + 1).is("-"));
    }

    private void judgeWord(int i, String word) {
        boolean qualified = i > 0 && pieces.get(i - 1).is(".");
        boolean called = i + 1 < pieces.size() && pieces.get(i + 1).is("(");
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
        boolean cast = literal + 1 < pieces.size() && pieces.get(literal + 1).is("::");
        boolean typed =
                literal > 0 && DATE_TYPES.contains(pieces.get(literal - 1).meaning());
        boolean castCall =
                literal + 1 < pieces.size() && pieces.get(literal + 1).isWord("as");
        return cast || typed || castCall;
    }

    /** The number of arguments in the brackets that open here. */
    private int arguments(int opening) {
        int depth = 0;
        int commas = 0;
        for (int i = opening; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            if (piece.is("(") || piece.is("[")) {
                depth++;
            } else if (piece.is(")") || piece.is("]")) {
                depth--;
                if (depth == 0) {
                    break;
                }
            } else if (piece.is(",") && depth == 1) {
                commas++;
            }
        }
        return commas + 1;
    }

    private void judgeBrackets() {
        Deque<String> open = new ArrayDeque<>();
        for (Piece piece : pieces) {
            if (piece.is("(") || piece.is("[")) {
                open.push(piece.text());
            } else if (piece.is(")") || piece.is("]")) {
                String opening = piece.is(")") ? "(" : "[";
                if (open.isEmpty() || !open.pop().equals(opening)) {
                    findings.add("closes '" + piece.text() + "' that was not opened.");
                    return;
                }
            }
        }
        if (!open.isEmpty()) {
            findings.add("opens '" + open.peek() + "' and does not close it.");
        }
    }
}
