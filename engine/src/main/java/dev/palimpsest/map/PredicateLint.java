package dev.palimpsest.map;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
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
            "systimestamp",
            "curdate",
            "curtime",
            "getdate");

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
            case WORD, NAME -> judgeWord(i, piece);
            case TEXT -> {
                if (piece.holdsClockWord() && isCast(i)) {
                    clock("'" + piece.meaning().strip() + "'");
                }
            }
            case NUMBER, BLANK -> {
                // they mean themselves
            }
        }
    }

    /** {@code #>}, {@code #>>} and {@code #-} of PostgreSQL; MariaDB's own rules refuse them there. */
    private boolean isJsonPath(int i) {
        return i + 1 < pieces.size()
                && (pieces.get(i + 1).is(">") || pieces.get(i + 1).is("-"));
    }

    /** A name in quotes is a column, whatever it says, unless it is called. */
    private void judgeWord(int i, Piece piece) {
        String word = piece.meaning();
        boolean qualified = i > 0 && pieces.get(i - 1).is(".");
        boolean isName = piece.kind() == Piece.Kind.NAME;
        boolean called = follows(i, "(");
        if (CLOCK_WORDS.contains(word) && (called || !qualified && !isName)) {
            clock(word);
        } else if (CLOCK_FUNCTIONS.contains(word) && called) {
            clock(word + "()");
        } else if (word.equals("age") && called && arguments(i + 1) == 1) {
            clock("age() with one argument");
        } else if (word.equals("unix_timestamp") && called && follows(i + 1, ")")) {
            clock("unix_timestamp() without an argument");
        } else if (!isName && locks(i, word)) {
            findings.add("locks rows (for update, for share, lock in share mode). A condition only reads.");
        }
    }

    private boolean follows(int i, String sign) {
        return i + 1 < pieces.size() && pieces.get(i + 1).is(sign);
    }

    private boolean locks(int i, String word) {
        if (i + 1 >= pieces.size() || pieces.get(i + 1).kind() != Piece.Kind.WORD) {
            return false;
        }
        String next = pieces.get(i + 1).meaning();
        return word.equals("for") && Set.of("update", "share", "no", "key").contains(next)
                || word.equals("lock") && next.equals("in");
    }

    private void clock(String word) {
        findings.add("uses the database's clock (" + word + "). Use :today, the run's date in the business time zone.");
    }

    /** What stands there as a date without being cast is found by the database, see PredicateCheck. */
    private boolean isCast(int literal) {
        boolean typed =
                literal > 0 && DATE_TYPES.contains(pieces.get(literal - 1).meaning());
        boolean castCall =
                literal + 1 < pieces.size() && pieces.get(literal + 1).isWord("as");
        return follows(literal, "::") || typed || castCall;
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
