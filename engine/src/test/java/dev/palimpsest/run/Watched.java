package dev.palimpsest.run;

import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** A data source that lets a test look on, and act, between the statements that go through it. */
final class Watched implements DataSource {
    static final String COMMIT = "commit";

    private final DataSource inner;
    private final Watcher watcher;

    Watched(DataSource inner, Watcher watcher) {
        this.inner = inner;
        this.watcher = watcher;
    }

    /** Is told of every statement and every {@value Watched#COMMIT}. */
    @FunctionalInterface
    interface Watcher {
        /** It is about to be sent. */
        void before(String sql) throws SQLException;

        /** It was executed. */
        default void after(String sql) throws SQLException {}
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = inner.getConnection();
        return proxy(Connection.class, connection, (ignored, method, arguments) -> {
            if (method.getName().equals(COMMIT)) {
                watcher.before(COMMIT);
            }
            Object result = method.invoke(connection, arguments);
            if (method.getName().equals(COMMIT)) {
                watcher.after(COMMIT);
            }
            return result instanceof PreparedStatement statement
                    ? watched(statement, String.valueOf(arguments[0]))
                    : result;
        });
    }

    private PreparedStatement watched(PreparedStatement statement, String sql) {
        return proxy(PreparedStatement.class, statement, (ignored, method, arguments) -> {
            if (!method.getName().startsWith("execute")) {
                return method.invoke(statement, arguments);
            }
            watcher.before(sql);
            Object result = method.invoke(statement, arguments);
            watcher.after(sql);
            return result;
        });
    }

    private static <T> T proxy(Class<T> type, T target, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    try {
                        return handler.invoke(target, method, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                }));
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return inner.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        inner.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        inner.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return inner.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return inner.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return inner.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return inner.isWrapperFor(type);
    }
}
