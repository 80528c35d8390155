package dev.palimpsest.work;

import java.io.PrintWriter;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** A pool of so many real connections that refuses one more at once; counts how many were in use at the same time. */
public final class SmallPool implements DataSource {
    private final DataSource source;
    private final int size;
    private final AtomicInteger inUse = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    public SmallPool(DataSource source, int size) {
        this.source = source;
        this.size = size;
    }

    /** How many are in use now. */
    public int inUse() {
        return inUse.get();
    }

    /** How many were in use at the same time, at most. */
    public int most() {
        return most.get();
    }

    @Override
    public Connection getConnection() throws SQLException {
        int now = inUse.incrementAndGet();
        if (now > size) {
            inUse.decrementAndGet();
            throw new SQLTransientConnectionException("the pool has no connection left");
        }
        most.accumulateAndGet(now, Math::max);
        Connection connection = source.getConnection();
        boolean[] closed = new boolean[1];
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close") && !closed[0]) {
                        closed[0] = true;
                        inUse.decrementAndGet();
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (java.lang.reflect.InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                });
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public PrintWriter getLogWriter() {
        return new PrintWriter(System.err, true);
    }

    @Override
    public void setLogWriter(PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
