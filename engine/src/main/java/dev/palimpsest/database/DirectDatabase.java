package dev.palimpsest.database;

import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.Properties;
import java.util.function.UnaryOperator;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A database by its address, {@code jdbc:postgresql://} or {@code jdbc:mariadb://}: a new connection each time, no pool, since a verb leases
 * its connections once. Thread-safe.
 */
public final class DirectDatabase implements DataSource {
    private static final String POSTGRESQL = "jdbc:postgresql:";
    private static final String MARIADB = "jdbc:mariadb:";
    private static final String MYSQL = "jdbc:mysql:";
    private static final Pattern WITH_PASSWORD =
            Pattern.compile("(?i).*([?&](password|user|sslpassword)=|//[^/?@]*:[^/?@]*@).*");
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final String url;
    private final UnaryOperator<PalimpsestException> hint;
    private final Driver driver;
    private final Properties properties = new Properties();

    /** @throws PalimpsestException {@code PAL-ARG-001} when the address is none or holds a user or password */
    public DirectDatabase(String url, String user, @Nullable String password) {
        this(url, user, password, refused -> refused);
    }

    /**
     * @param hint what the front end adds to a connection that was refused
     * @throws PalimpsestException {@code PAL-ARG-001} when the address is none or holds a user or password
     */
    public DirectDatabase(String url, String user, @Nullable String password, UnaryOperator<PalimpsestException> hint) {
        this.hint = hint;
        // the driver of MariaDB serves both, and takes only its own name
        this.url = url.startsWith(MYSQL) ? MARIADB + url.substring(MYSQL.length()) : url;
        if (WITH_PASSWORD.matcher(url).matches()) {
            throw new PalimpsestException(
                    ErrorCode.BAD_ARGUMENT,
                    "The address of the database holds a user or a password, where others can see them. Take it out and give"
                            + " them apart.");
        }
        boolean postgreSql = url.startsWith(POSTGRESQL);
        if (!postgreSql && !this.url.startsWith(MARIADB)) {
            throw ConnectionFailure.atConnect(new SQLException(), url);
        }
        try {
            driver = DriverManager.getDriver(this.url);
        } catch (SQLException wrong) {
            throw new PalimpsestException(
                    ErrorCode.BAD_ARGUMENT,
                    "This is not the address of a database. Write " + (postgreSql ? "jdbc:postgresql" : "jdbc:mariadb")
                            + "://HOST:PORT/DATABASE.");
        }
        properties.setProperty("user", user);
        if (password != null) {
            properties.setProperty("password", password);
        }
        properties.setProperty("tcpKeepAlive", "true");
        if (postgreSql) {
            properties.setProperty("ApplicationName", "Palimpsest");
            properties.setProperty("connectTimeout", String.valueOf(CONNECT.toSeconds()));
        } else {
            properties.setProperty("connectionAttributes", "program_name:Palimpsest");
            properties.setProperty("connectTimeout", String.valueOf(CONNECT.toMillis()));
        }
    }

    @Override
    public Connection getConnection() {
        try {
            return driver.connect(url, properties);
        } catch (SQLException failure) {
            throw hint.apply(ConnectionFailure.atConnect(failure, url));
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("there is one user only");
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        throw new SQLFeatureNotSupportedException("nothing is logged");
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        throw new SQLFeatureNotSupportedException("the address sets it");
    }

    @Override
    public int getLoginTimeout() {
        return Math.toIntExact(CONNECT.toSeconds());
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return driver.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLFeatureNotSupportedException("nothing is wrapped");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
