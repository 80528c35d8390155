package dev.palimpsest.database;

import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The address of a database, as a front end gives it to a driver. Opens nothing.
 *
 * @param url {@code jdbc:postgresql://} or {@code jdbc:mariadb://}
 */
public record DatabaseAddress(String url) {
    /** How long a connection may take to come about. */
    public static final Duration CONNECT = Duration.ofSeconds(10);

    private static final String POSTGRESQL = "jdbc:postgresql:";
    private static final String MARIADB = "jdbc:mariadb:";
    private static final String MYSQL = "jdbc:mysql:";
    private static final Pattern WITH_PASSWORD =
            Pattern.compile("(?i).*([?&](password|user|sslpassword)=|//[^/?@]*:[^/?@]*@).*");

    /**
     * Reads what somebody has written; {@code jdbc:mysql:} is the same to the driver of MariaDB.
     *
     * @throws PalimpsestException {@code PAL-ARG-001} when it holds a user or a password, {@code PAL-DB-004} when it is of no database
     *     that is known here
     */
    public static DatabaseAddress of(String written) {
        if (WITH_PASSWORD.matcher(written).matches()) {
            throw new PalimpsestException(
                    ErrorCode.BAD_ARGUMENT,
                    "The address of the database holds a user or a password, where others can see them. Take it out and give"
                            + " them apart.");
        }
        DatabaseAddress address =
                new DatabaseAddress(written.startsWith(MYSQL) ? MARIADB + written.substring(MYSQL.length()) : written);
        if (!address.isPostgreSql() && !address.url.startsWith(MARIADB)) {
            throw ConnectionFailure.atConnect(new SQLException(), written);
        }
        return address;
    }

    /** How such an address is written. */
    public String example() {
        return (isPostgreSql() ? "jdbc:postgresql" : "jdbc:mariadb") + "://HOST:PORT/DATABASE";
    }

    /** What the driver is given with it. */
    public Properties properties(String user, @Nullable String password) {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        if (password != null) {
            properties.setProperty("password", password);
        }
        properties.setProperty("tcpKeepAlive", "true");
        if (isPostgreSql()) {
            properties.setProperty("ApplicationName", "Palimpsest");
            properties.setProperty("connectTimeout", String.valueOf(CONNECT.toSeconds()));
        } else {
            properties.setProperty("connectionAttributes", "program_name:Palimpsest");
            properties.setProperty("connectTimeout", String.valueOf(CONNECT.toMillis()));
        }
        return properties;
    }

    private boolean isPostgreSql() {
        return url.startsWith(POSTGRESQL);
    }
}
