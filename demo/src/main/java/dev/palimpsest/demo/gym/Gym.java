package dev.palimpsest.demo.gym;

import dev.palimpsest.demo.generator.Resources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import javax.sql.DataSource;

/**
 * The demo gym: creates its database and hands out its privacy map. Thread-safe.
 *
 * <p>The same size, seed and day give the same content, byte for byte.
 */
public final class Gym {
    /** The time zone of the business: a visit at half past midnight counts for the day that just began there. */
    public static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    private Gym() {}

    /**
     * Creates tables, people, indexes and triggers in an empty schema and analyses it.
     *
     * @param today the business day that "running", "expired" and "nine months ago" refer to
     * @return what was generated, and what a survey on that day must find
     * @throws SQLException if the schema already holds tables of these names, or the database refuses
     */
    public static GymContents create(DataSource database, GymSize size, LocalDate today) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return create(connection, size, today);
        }
    }

    /** As {@link #create(DataSource, GymSize, LocalDate)}, in the current schema of this PostgreSQL connection. */
    public static GymContents create(Connection connection, GymSize size, LocalDate today) throws SQLException {
        return new GymGenerator(size, today).generate(connection);
    }

    /** The privacy map of the gym, as YAML. */
    public static String map() {
        return Resources.text(Gym.class, "gym.yaml");
    }

    /** Writes the privacy map to this file, replacing one that is there. */
    public static void writeMap(Path file) throws IOException {
        Files.writeString(file, map());
    }
}
