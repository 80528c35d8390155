package dev.palimpsest.database;

import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the database's refusal means, told by its SQLState. The driver's own text is never taken over, because it quotes
 * values. States: <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL, appendix A</a>.
 */
public final class ConnectionFailure {
    private static final Pattern PLACE = Pattern.compile("jdbc:[a-z:]+//(?:[^@/]*@)?([^?;]*).*");
    private static final Set<String> RETRY = Set.of("40001", "40P01", "55P03");
    private static final Set<String> LOST = Set.of("57P01", "57P02", "57P03", "57P04", "57P05", "25P03", "25P04");
    private static final Set<String> READ_ONLY = Set.of("25006");

    private ConnectionFailure() {}

    /** What to do about a refusal. */
    public enum Failure {
        /** Deadlock, serialisation failure or lock time-out: roll back and repeat. */
        RETRY,
        /** The data stand against it: a constraint, a trigger, a value out of range. Repeating does not help. */
        DATA,
        /** The connection is gone, and nobody knows whether a commit under way happened. */
        LOST,
        /** A right is missing, or the database takes no changes. */
        RIGHTS,
        /** Disk, memory or connections are used up, or the statement was cancelled. */
        RESOURCE,
        /** Anything else. */
        OTHER
    }

    /**
     * Where the data stand against a statement.
     *
     * @param state five characters of SQLState
     */
    public record Refusal(
            String state,
            @Nullable String schema,
            @Nullable String table,
            @Nullable String column,
            @Nullable String constraint) {
        /** Whether the database itself has said where to look. */
        public boolean isNamed() {
            return table != null && (column != null || constraint != null);
        }

        /** The same, of this place. */
        public Refusal at(TableName place, @Nullable String itsColumn) {
            return new Refusal(state, place.schema(), place.name(), itsColumn, constraint);
        }

        @Override
        public String toString() {
            List<String> parts = new ArrayList<>();
            if (table != null) {
                parts.add("table " + (schema == null ? "" : schema + ".") + table);
            }
            if (column != null) {
                parts.add("column " + column);
            }
            if (constraint != null) {
                parts.add("constraint " + constraint);
            }
            parts.add("SQLState " + state);
            return String.join(", ", parts);
        }
    }

    /** Tells what to do; looks through the whole chain of a batch. */
    public static Failure classify(SQLException failure) {
        return classifyOne(telling(failure));
    }

    /** Whether a trigger or a function was at work, so that what is told of columns is theirs. */
    public static boolean isInsideProcedure(SQLException failure) {
        SQLException telling = telling(failure);
        return Products.failures(telling)
                .filter(product -> product.isInsideProcedure(telling))
                .isPresent();
    }

    private static Failure classifyOne(SQLException failure) {
        Failure byState = classify(failure.getSQLState());
        return Products.failures(failure)
                .map(product -> product.classify(failure, byState))
                .orElse(byState);
    }

    private static Failure classify(@Nullable String state) {
        if (state == null || state.length() < 2) {
            return Failure.OTHER;
        }
        if (RETRY.contains(state)) {
            return Failure.RETRY;
        }
        if (LOST.contains(state)) {
            return Failure.LOST;
        }
        if (READ_ONLY.contains(state) || state.equals("42501")) {
            return Failure.RIGHTS;
        }
        return switch (state.substring(0, 2)) {
            case "08" -> Failure.LOST;
            case "28" -> Failure.RIGHTS;
            case "53", "57", "58" -> Failure.RESOURCE;
            // 21, 2F, 38, 39, 45: a trigger, a function it calls, or SIGNAL
            case "21", "22", "23", "27", "2F", "38", "39", "44", "45", "54", "P0" -> Failure.DATA;
            default -> Failure.OTHER;
        };
    }

    /** Whether it tells of the moment and not of what was asked: lost connections, somebody else's locks, time limits. */
    public static boolean isOfTheMoment(SQLException failure) {
        return switch (classify(failure)) {
            case LOST, RETRY, RESOURCE -> true;
            case DATA, RIGHTS, OTHER -> false;
        };
    }

    /** The SQLState, or the one of PostgreSQL for what a database tells in another way. */
    private static String meaning(SQLException failure) {
        SQLException telling = telling(failure);
        return Products.failures(telling)
                .flatMap(product -> product.state(telling))
                .orElse(telling.getSQLState() == null ? "" : telling.getSQLState());
    }

    /** Names of the objects that stand against it; never the values. */
    public static Refusal refusal(SQLException failure) {
        SQLException telling = telling(failure);
        String state = telling.getSQLState() == null ? "none" : telling.getSQLState();
        return Products.failures(telling)
                .map(product -> product.refusal(telling, state))
                .orElseGet(() -> new Refusal(state, null, null, null, null));
    }

    /** The first of a chain that says what is wrong. */
    private static SQLException telling(SQLException failure) {
        for (Throwable link : failure) {
            if (link instanceof SQLException candidate && classifyOne(candidate) != Failure.OTHER) {
                return candidate;
            }
        }
        return failure;
    }

    /**
     * The address of a JDBC URL without user and options, for messages: {@code localhost:5432/gym}; an empty text when it
     * is none.
     */
    public static String place(String url) {
        Matcher place = PLACE.matcher(url);
        return place.matches() ? place.group(1) : "";
    }

    /** @param url is named in the message without user and options */
    public static PalimpsestException atConnect(SQLException failure, String url) {
        String place = place(url);
        Optional<DatabaseProduct> product = Products.ofAddress(url);
        if (product.isEmpty()) {
            return new PalimpsestException(
                    ErrorCode.DATABASE_UNSUPPORTED,
                    "The address is not one of a database that Palimpsest knows. Write " + Products.exampleAddresses()
                            + ".");
        }
        SQLException telling = telling(failure);
        Failures failures = product.get().failures();
        Optional<PalimpsestException> own = failures.atConnect(telling, place);
        if (own.isPresent()) {
            return own.get();
        }
        String state = telling.getSQLState() == null ? "" : telling.getSQLState();
        if (state.startsWith("28") || state.equals("08004")) {
            return new PalimpsestException(
                    ErrorCode.DATABASE_LOGIN_REFUSED,
                    "The database at " + place
                            + " refuses the user or the password. Check both, and whether "
                            + failures.doorkeeper()
                            + " from here.");
        }
        return switch (state) {
            case "3D000", "42000" -> unreachable("There is no database " + place + ". Check its name.");
            case "42501" ->
                new PalimpsestException(
                        ErrorCode.DATABASE_LOGIN_REFUSED,
                        "The user may not connect to the database " + place
                                + ". Have it granted: GRANT CONNECT ON DATABASE.");
            case "53300" ->
                unreachable("The database at " + place
                        + " has no connection left. Try again later, or raise max_connections.");
            case "57P03" ->
                unreachable("The database at " + place + " is starting or stopping. Try again in a moment.");
            default ->
                unreachable("The database at " + place + " cannot be reached (SQLState "
                        + (state.isEmpty() ? "none" : state)
                        + "). Check host, port and network, and whether the server runs.");
        };
    }

    /** What a database that does not answer is told as. */
    public static PalimpsestException unreachable(String message) {
        return new PalimpsestException(ErrorCode.DATABASE_UNREACHABLE, message);
    }

    /** What in the data stands against a statement, and the way out, in sentences. */
    public static String inWords(SQLException failure) {
        return FailureWords.ofData(meaning(failure)) + " (" + refusal(failure) + ")."
                + FailureWords.wayOut(meaning(failure));
    }

    /** @param doing what was under way, for instance "reading the schema" */
    public static PalimpsestException duringWork(SQLException failure, String doing) {
        Optional<PalimpsestException> unprepared =
                Products.failures(failure).flatMap(product -> product.unprepared(failure));
        if (unprepared.isPresent()) {
            return unprepared.get();
        }
        Refusal refusal = refusal(failure);
        return switch (classify(failure)) {
            case DATA ->
                new PalimpsestException(
                        ErrorCode.DATABASE_REFUSED_DATA,
                        FailureWords.ofData(meaning(failure), doing) + " (" + refusal + ")."
                                + FailureWords.wayOut(meaning(failure)));
            case LOST ->
                new PalimpsestException(
                        ErrorCode.DATABASE_LOST,
                        "The connection broke during " + doing + " (" + refusal
                                + "). Call again when the database is back.");
            case RIGHTS ->
                new PalimpsestException(
                        ErrorCode.DATABASE_RIGHTS_MISSING,
                        READ_ONLY.contains(refusal.state())
                                ? "The database takes no changes during " + doing
                                        + ": it is a standby or set to read only, or something that only reads calls a"
                                        + " function that writes. Attach to the primary server, or take the function"
                                        + " out of the map's conditions."
                                : "A right is missing for " + doing + " (" + refusal
                                        + "). 'check' prints the GRANT statements that are needed.");
            case RETRY ->
                new PalimpsestException(
                        ErrorCode.DATABASE_FAILED,
                        "Somebody else held what is needed for " + doing + " again and again (" + refusal
                                + "). Call again when there is less going on.");
            case RESOURCE ->
                new PalimpsestException(
                        ErrorCode.DATABASE_FAILED,
                        FailureWords.ofResource(meaning(failure), doing) + " (" + refusal + ")."
                                + FailureWords.wayOut(meaning(failure)));
            case OTHER ->
                new PalimpsestException(
                        ErrorCode.DATABASE_FAILED,
                        "The database refused " + doing + " (" + refusal + FailureWords.whereToLook(telling(failure)));
        };
    }
}
