package dev.palimpsest.database;

import java.sql.SQLException;

/** What an SQLState means to the person who reads the message, and what to do about it. */
final class FailureWords {
    private FailureWords() {}

    /** What in the data stands against it, during something. */
    static String ofData(String state, String doing) {
        return switch (state) {
            case "22012", "22003", "22007", "22008", "22P02", "22018", "22001" -> ofData(state) + " during " + doing;
            case "22021", "22P05" -> ofData(state) + ", during " + doing;
            default -> state.startsWith("22") ? "A value stands against " + doing : "The data stand against " + doing;
        };
    }

    /** What in the data stands against it. */
    static String ofData(String state) {
        return switch (state) {
            case "22012" -> "A number was divided by zero";
            case "22021", "22P05" -> "A text holds a character that the database or a column has none for";
            case "22003" -> "A number is too large for its type";
            case "22007", "22008", "22P02", "22018" -> "A value is none of the type that it is to be";
            case "22001" -> "A text is too long for its column";
            default -> state.startsWith("22") ? "A value stands against it" : "The data stand against it";
        };
    }

    /** What is used up. */
    static String ofResource(String state, String doing) {
        return switch (state) {
            case "57014" -> "The database cancelled " + doing + ": an administrator or a time limit did it";
            case "53100" -> "The database has no room left on its disk for " + doing;
            case "53200" -> "The database has not enough memory for " + doing;
            case "53300" -> "The database has no connection left for " + doing;
            case "57P01", "57P02", "57P03" -> "The database is stopping or starting during " + doing;
            default ->
                state.startsWith("58")
                        ? "The database could not read or write its own files during " + doing
                        : "The database had not enough disk, memory or connections for " + doing;
        };
    }

    /** Where to read what was wrong: MariaDB and MySQL write no refused statements to their log. */
    static String whereToLook(SQLException failure) {
        return failure.getErrorCode() > 0
                ? ", error " + failure.getErrorCode() + "). Its manual says what this number means."
                : "). Its log says why.";
    }

    /** What to do; begins with a blank. */
    static String wayOut(String state) {
        return switch (state) {
            case "22012" ->
                " A condition of the map, a generated column or a trigger divides: write x / nullif(y, 0) in the condition.";
            case "22021", "22P05" ->
                " Take NUL characters out of keys and texts, and use letters that the column's character set has.";
            case "22001", "22003", "22007", "22008", "22018", "22P02" ->
                " See which column, condition or trigger makes such a value.";
            case "57014" ->
                " Raise the time limit or ask who did it; call again, an interrupted run goes on with 'resume'.";
            case "53100" -> " Make room; call again, an interrupted run goes on with 'resume'.";
            case "53200", "53300" -> " Call again when there is less going on.";
            default ->
                state.startsWith("5")
                        ? " Its log says more; call again when it is mended."
                        : " See what this constraint or trigger forbids.";
        };
    }
}
