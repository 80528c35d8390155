package dev.palimpsest.benchmarks;

import dev.palimpsest.benchmarks.place.Place;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.mariadb.jdbc.MariaDbDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The databases of a server that somebody else started. */
record Addressed(String server, String user, String password) implements Place.Databases {

    @Override
    public DataSource named(String name) {
        String address = url(name);
        if (address.startsWith("jdbc:postgresql:")) {
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

    @Override
    public String url(String name) {
        int host = server.indexOf("//") + 2;
        int path = server.indexOf('/', host);
        return (path < 0 ? server + "/" : server.substring(0, path + 1)) + name;
    }
}
