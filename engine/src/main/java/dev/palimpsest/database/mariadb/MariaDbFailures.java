package dev.palimpsest.database.mariadb;

import dev.palimpsest.database.ConnectionFailure;
import dev.palimpsest.database.ConnectionFailure.Failure;
import dev.palimpsest.database.ConnectionFailure.Refusal;
import dev.palimpsest.database.Failures;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the error numbers of MariaDB and MySQL mean where their SQLState says too little (MariaDB manual, "MariaDB Error
 * Code Reference").
 */
final class MariaDbFailures implements Failures {
    /** Lock wait time-out, deadlock, row changed since the last read (from 11.6), lock not available at once (MySQL). */
    private static final Set<Integer> RETRY = Set.of(1205, 1213, 1020, 3572);

    /** Values that a column does not take, constraints, and what a trigger raises by {@code signal}. */
    private static final Set<Integer> DATA = Set.of(
            1048, 1062, 1216, 1217, 1264, 1265, 1292, 1364, 1365, 1366, 1367, 1369, 1406, 1411, 1416, 1441, 1451, 1452,
            1526, 1644, 1690, 1761, 1762, 1977, 3140, 3819, 3854, 4025);

    private static final Set<Integer> LOST = Set.of(1053, 1927, 2006, 2013);
    private static final Set<Integer> RIGHTS =
            Set.of(1044, 1045, 1142, 1143, 1227, 1290, 1370, 1410, 1698, 1792, 1836, 4151);
    /** Disk, memory, connections, time limits. */
    private static final Set<Integer> RESOURCE =
            Set.of(3, 28, 1021, 1026, 1030, 1037, 1038, 1040, 1041, 1114, 1203, 1206, 1226, 1317, 1969, 3024);

    private static final Set<Integer> CANCELLED = Set.of(1317, 1969, 3024);

    private static final Set<Integer> DISK_FULL = Set.of(3, 28, 1021, 1114);
    private static final Set<Integer> MEMORY_FULL = Set.of(1037, 1038, 1041);
    private static final Set<Integer> CONNECTIONS_USED_UP = Set.of(1040, 1203, 1226);
    private static final int DIVISION_BY_ZERO = 1365;
    /** "Cannot convert character", of MariaDB and of MySQL; "incorrect string value". */
    private static final Set<Integer> NO_SUCH_CHARACTER = Set.of(1366, 1977, 3854);

    /** A state of the driver's own. */
    private static final String WANTS_ENCRYPTION = "S1009";

    private static final int NO_DATABASE = 1046;
    private static final int UNKNOWN_TIME_ZONE = 1298;

    /** "Unhandled user-defined exception": a trigger's {@code signal}. */
    private static final int SIGNALLED = 1644;

    /** Errors whose text holds names and no value, with the patterns of these names: constraint, schema and table, in any order. */
    private static final Map<Integer, Pattern> NAMING = Map.of(
            4025,
                    Pattern.compile(
                            "CONSTRAINT `(?<constraint>[^`]+)` failed for `(?<schema>[^`]+)`\\.`(?<table>[^`]+)`"),
            1451, reference(),
            1452, reference());

    private static Pattern reference() {
        return Pattern.compile("\\(`(?<schema>[^`]+)`\\.`(?<table>[^`]+)`, CONSTRAINT `(?<constraint>[^`]+)` ");
    }

    @Override
    public boolean isInsideProcedure(SQLException failure) {
        return failure.getErrorCode() == SIGNALLED;
    }

    /** Servers that speak another language than English tell no names. */
    @Override
    public Refusal refusal(SQLException failure, String state) {
        Pattern names = NAMING.get(failure.getErrorCode());
        Matcher told = names == null ? null : names.matcher(String.valueOf(failure.getMessage()));
        return told != null && told.find()
                ? new Refusal(state, told.group("schema"), told.group("table"), null, told.group("constraint"))
                : new Refusal(state, null, null, null, null);
    }

    /** Whether the server or its driver speaks: PostgreSQL has no error numbers. */
    @Override
    public boolean isOne(SQLException failure) {
        return failure.getErrorCode() > 0;
    }

    @Override
    public Failure classify(SQLException failure, Failure byState) {
        int error = failure.getErrorCode();
        if (RETRY.contains(error)) {
            return Failure.RETRY;
        }
        if (DATA.contains(error)) {
            return Failure.DATA;
        }
        if (LOST.contains(error)) {
            return Failure.LOST;
        }
        if (RIGHTS.contains(error)) {
            return Failure.RIGHTS;
        }
        return RESOURCE.contains(error) ? Failure.RESOURCE : byState;
    }

    @Override
    public Optional<String> state(SQLException failure) {
        int error = failure.getErrorCode();
        if (DISK_FULL.contains(error)) {
            return Optional.of("53100");
        }
        if (MEMORY_FULL.contains(error)) {
            return Optional.of("53200");
        }
        if (CONNECTIONS_USED_UP.contains(error)) {
            return Optional.of("53300");
        }
        if (CANCELLED.contains(error)) {
            return Optional.of("57014");
        }
        if (NO_SUCH_CHARACTER.contains(error)) {
            return Optional.of("22P05");
        }
        return error == DIVISION_BY_ZERO ? Optional.of("22012") : Optional.empty();
    }

    @Override
    public Optional<PalimpsestException> atConnect(SQLException failure, String place) {
        if (WANTS_ENCRYPTION.equals(failure.getSQLState())) {
            return Optional.of(wantsEncryption(place));
        }
        return switch (failure.getErrorCode()) {
            case 1044 ->
                Optional.of(new PalimpsestException(
                        ErrorCode.DATABASE_LOGIN_REFUSED,
                        "The user has no right on the database " + place
                                + ", or there is none of that name. Check the name, or have it granted:"
                                + " GRANT SELECT, REFERENCES ON database.* TO the user."));
            case 1040, 1203 ->
                Optional.of(ConnectionFailure.unreachable("The database at " + place
                        + " has no connection left. Try again later, or raise max_connections."));
            case 1129 ->
                Optional.of(ConnectionFailure.unreachable("The database at " + place
                        + " blocks this machine after too many broken connections. Have it run FLUSH HOSTS."));
            default -> Optional.empty();
        };
    }

    /** MySQL takes this user's password only over an encrypted connection; the driver says so under a state of its own. */
    private static PalimpsestException wantsEncryption(String place) {
        return new PalimpsestException(
                ErrorCode.DATABASE_LOGIN_REFUSED,
                "The database at " + place + " takes this user's password over an encrypted connection only. Add to the"
                        + " address ?sslMode=verify-full&serverSslCert=FILE with the server's certificate, or, on the same"
                        + " machine, ?sslMode=trust.");
    }

    @Override
    public Optional<PalimpsestException> unprepared(SQLException failure) {
        return switch (failure.getErrorCode()) {
            case NO_DATABASE ->
                Optional.of(ConnectionFailure.unreachable(
                        "The address names no database. Write jdbc:mariadb://host:3306/database."));
            case UNKNOWN_TIME_ZONE ->
                Optional.of(new PalimpsestException(
                        ErrorCode.DATABASE_FAILED,
                        "The server does not know the map's time zone by its name. Have its administrator load the time"
                                + " zones: mariadb-tzinfo-to-sql /usr/share/zoneinfo | mariadb mysql (of MySQL:"
                                + " mysql_tzinfo_to_sql /usr/share/zoneinfo | mysql mysql)."));
            default -> Optional.empty();
        };
    }

    @Override
    public String doorkeeper() {
        return "the user may come";
    }
}
