package dev.palimpsest.server.attachment;

import dev.palimpsest.database.ConnectionFailure;
import dev.palimpsest.database.DatabaseAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The database of a business: a new connection each time, no pool, since a verb leases its connections once. What its driver says is
 * never passed on.
 */
final class BusinessDatabase extends DriverManagerDataSource {
    private final DatabaseAddress address;

    BusinessDatabase(DatabaseAddress address, String user, @Nullable String password) {
        super(address.url(), address.properties(user, password));
        this.address = address;
    }

    @Override
    protected Connection getConnectionFromDriverManager(String url, Properties properties) throws SQLException {
        try {
            return super.getConnectionFromDriverManager(url, properties);
        } catch (SQLException failure) {
            throw ConnectionFailure.atConnect(failure, address.url());
        }
    }
}
