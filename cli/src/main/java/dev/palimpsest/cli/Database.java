package dev.palimpsest.cli;

import dev.palimpsest.database.ConnectionFailure;
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
import java.util.logging.Logger;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The attached database: a new connection each time, no pool. Thread-safe. */
final class Database implements DataSource {
    private static final String POSTGRESQL = "jdbc:postgresql:";
    private static final String MARIADB = "jdbc:mariadb:";
    private static final String MYSQL = "jdbc:mysql:";
    private static final Pattern WITH_PASSWORD =
            Pattern.compile("(?i).*([?&](password|user|sslpassword)=|//[^/?@]*:[^/?@]*@).*");
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final String url;
    private final boolean hasPassword;
    private final Driver driver;
    private final Properties properties = new Properties();

    /** @throws PalimpsestException {@code PAL-ARG-001} when the address is none or holds a user or password */
    Database(String url, String user, Password password) {
        // the driver of MariaDB serves both, and takes only its own name
        this.url = url.startsWith(MYSQL) ? MARIADB + url.substring(MYSQL.length()) : url;
        this.hasPassword = password.value() != null;
        if (WITH_PASSWORD.matcher(url).matches()) {
            throw new PalimpsestException(
                    ErrorCode.BAD_ARGUMENT,
                    "--url holds a user or a password, which other users of this machine can see. Take it out: the user goes"
                            + " to --user, the password to PALIMPSEST_PASSWORD or --password-file.");
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
                    "--url is not the address of a database. Write " + (postgreSql ? "jdbc:postgresql" : "jdbc:mariadb")
                            + "://HOST:PORT/DATABASE.");
        }
        properties.setProperty("user", user);
        if (password.value() != null) {
            properties.setProperty("password", password.value());
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
            throw withHint(ConnectionFailure.atConnect(failure, url));
        }
    }

    private PalimpsestException withHint(PalimpsestException refused) {
        if (hasPassword || refused.code() != ErrorCode.DATABASE_LOGIN_REFUSED) {
            return refused;
        }
        return new PalimpsestException(
                refused.code(),
                refused.problems().getFirst().message()
                        + " No password was given: set PALIMPSEST_PASSWORD, or name a --password-file.");
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
