package dev.palimpsest.demo.academy;

import dev.palimpsest.demo.Business;
import dev.palimpsest.demo.generator.Resources;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Map;
import javax.sql.DataSource;

/** The demo training institute: creates its database and hands out its privacy map. Thread-safe. */
public final class Academy implements Business {
    /** The time zone of the business. */
    public static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

    @Override
    public String id() {
        return "academy";
    }

    @Override
    public String called() {
        return "a training institute";
    }

    @Override
    public String people() {
        return "participants";
    }

    @Override
    public int usualSubjects() {
        return 3_000;
    }

    @Override
    public Server server() {
        return Server.POSTGRESQL;
    }

    @Override
    public ZoneId zone() {
        return ZONE;
    }

    @Override
    public String map() {
        return Resources.text(Academy.class, "academy.yaml");
    }

    @Override
    public Map<String, Long> create(DataSource database, Order order) throws SQLException {
        return make(database, order).rows();
    }

    /**
     * Creates tables, people, files, indexes and triggers in an empty schema and analyses it.
     *
     * @return what was generated, and what a survey on that day must find
     */
    public static AcademyContents make(DataSource database, Order order) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return new AcademyGenerator(order).generate(connection);
        }
    }
}
