package dev.palimpsest.database;

import dev.palimpsest.database.ConnectionFailure.Failure;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/**
 * What the error numbers of MariaDB and MySQL mean where their SQLState says too little (MariaDB manual, "MariaDB Error
 * Code Reference").
 */
final class MariaDbFailure {
    /** Lock wait time-out, deadlock, row changed since the last read (from 11.6), lock not available at once (MySQL). */
    private static final Set<Integer> RETRY = Set.of(1205, 1213, 1020, 3572);

    /** Values that a column does not take, constraints, and what a trigger raises by {@code signal}. */
    private static final Set<Integer> DATA = Set.of(
            1048, 1062, 1216, 1217, 1264, 1265, 1292, 1364, 1366, 1406, 1411, 1451, 1452, 1526, 1644, 1690, 1761, 1762,
            3140, 3819, 4025);

    private static final Set<Integer> LOST = Set.of(1053, 1927, 2006, 2013);
    private static final Set<Integer> RIGHTS =
            Set.of(1044, 1045, 1142, 1143, 1227, 1290, 1370, 1410, 1698, 1792, 1836, 4151);
    /** Disk, memory, connections, time limits. */
    private static final Set<Integer> RESOURCE =
            Set.of(3, 28, 1021, 1026, 1030, 1037, 1038, 1040, 1041, 1114, 1203, 1206, 1226, 1317, 1969, 3024);

    private MariaDbFailure() {}

    /** Whether the server or its driver speaks: PostgreSQL has no error numbers. */
    static boolean isOne(SQLException failure) {
        return failure.getErrorCode() > 0;
    }

    static Optional<Failure> classify(int error) {
        if (RETRY.contains(error)) {
            return Optional.of(Failure.RETRY);
        }
        if (DATA.contains(error)) {
            return Optional.of(Failure.DATA);
        }
        if (LOST.contains(error)) {
            return Optional.of(Failure.LOST);
        }
        if (RIGHTS.contains(error)) {
            return Optional.of(Failure.RIGHTS);
        }
        return RESOURCE.contains(error) ? Optional.of(Failure.RESOURCE) : Optional.empty();
    }
}
