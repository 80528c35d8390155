package dev.palimpsest.benchmarks;

import dev.palimpsest.benchmarks.place.Place;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.mariadb.jdbc.MariaDbDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The databases of a server that somebody else started. */
record Addressed(
        String url, @Nullable String user, @Nullable String password) implements Place.Databases {

    @Override
    public DataSource named(String name) {
        String address = url.substring(0, url.indexOf('/', url.indexOf("//") + 2) + 1) + name;
        if (url.startsWith("jdbc:postgresql:")) {
            PGSimpleDataSource source = new PGSimpleDataSource();
            source.setUrl(address);
            source.setUser(user);
            source.setPassword(password);
            return source;
        }
        try {
            MariaDbDataSource source = new MariaDbDataSource(address);
            source.setUser(user);
            source.setPassword(password);
            return source;
        } catch (SQLException wrong) {
            throw new IllegalArgumentException("--url is no address of MariaDB", wrong);
        }
    }
}
