package dev.palimpsest.cli;

import dev.palimpsest.database.ConnectionFailure;
import dev.palimpsest.database.DatabaseAddress;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The attached database: a new connection each time, no pool. Thread-safe. */
final class Database implements DataSource {
    private final DatabaseAddress address;
    private final boolean hasPassword;
    private final Driver driver;
    private final Properties properties;

    /** @throws PalimpsestException {@code PAL-ARG-001} when the address is none or holds a user or password */
    Database(String url, String user, Password password) {
        this.address = address(url);
        this.hasPassword = password.value() != null;
        this.properties = address.properties(user, password.value());
        try {
            driver = DriverManager.getDriver(address.url());
        } catch (SQLException wrong) {
            throw new PalimpsestException(
                    ErrorCode.BAD_ARGUMENT, "--url is not the address of a database. Write " + address.example() + ".");
        }
    }

    private static DatabaseAddress address(String url) {
        try {
            return DatabaseAddress.of(url);
        } catch (PalimpsestException wrong) {
            throw wrong.code() == ErrorCode.BAD_ARGUMENT
                    ? withHint(wrong, "Here: --url, --user, and PALIMPSEST_PASSWORD or --password-file.")
                    : wrong;
        }
    }

    @Override
    public Connection getConnection() {
        try {
            return driver.connect(address.url(), properties);
        } catch (SQLException failure) {
            PalimpsestException refused = ConnectionFailure.atConnect(failure, address.url());
            throw hasPassword || refused.code() != ErrorCode.DATABASE_LOGIN_REFUSED
                    ? refused
                    : withHint(refused, "No password was given: set PALIMPSEST_PASSWORD, or name a --password-file.");
        }
    }

    private static PalimpsestException withHint(PalimpsestException refused, String hint) {
        return new PalimpsestException(
                refused.code(), refused.problems().getFirst().message() + " " + hint);
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
        return Math.toIntExact(DatabaseAddress.CONNECT.toSeconds());
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
