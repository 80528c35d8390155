package dev.palimpsest.cli;

import dev.palimpsest.database.ConnectionFailure;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** The attached database: a new connection each time, no pool. Thread-safe. */
final class Database implements DataSource {
    private static final String POSTGRESQL = "jdbc:postgresql:";
    private static final Pattern WITH_PASSWORD =
            Pattern.compile("(?i).*([?&](password|user|sslpassword)=|//[^/?@]*:[^/?@]*@).*");
    private static final int CONNECT_SECONDS = 10;

    private final String url;
    private final boolean hasPassword;
    private final PGSimpleDataSource source = new PGSimpleDataSource();

    /** @throws PalimpsestException {@code PAL-ARG-001} when the address is none or holds a user or password */
    Database(String url, String user, Password password) {
        this.url = url;
        this.hasPassword = password.value() != null;
        if (WITH_PASSWORD.matcher(url).matches()) {
            throw new PalimpsestException(
                    ErrorCode.BAD_ARGUMENT,
                    "--url holds a user or a password, which other users of this machine can see. Take it out: the user goes"
                            + " to --user, the password to PALIMPSEST_PASSWORD or --password-file.");
        }
        if (!url.startsWith(POSTGRESQL)) {
            throw ConnectionFailure.atConnect(new SQLException(), url);
        }
        try {
            source.setUrl(url);
        } catch (IllegalArgumentException wrong) {
            throw new PalimpsestException(
                    ErrorCode.BAD_ARGUMENT,
                    "--url is not the address of a PostgreSQL database. Write jdbc:postgresql://HOST:PORT/DATABASE.");
        }
        source.setUser(user);
        source.setPassword(password.value());
        source.setApplicationName("Palimpsest");
        source.setConnectTimeout(CONNECT_SECONDS);
        source.setTcpKeepAlive(true);
    }

    @Override
    public Connection getConnection() {
        try {
            return source.getConnection();
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
        source.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return source.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger("org.postgresql");
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
