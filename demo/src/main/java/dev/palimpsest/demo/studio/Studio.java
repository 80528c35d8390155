package dev.palimpsest.demo.studio;

import dev.palimpsest.demo.generator.Contents;
import dev.palimpsest.demo.generator.Resources;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import javax.sql.DataSource;

/**
 * The demo studio: creates its database and hands out its privacy map. Thread-safe.
 *
 * <p>The same size, seed and day give the same content, byte for byte.
 */
public final class Studio {
    public static final ZoneId ZONE = ZoneId.of("Europe/Paris");

    private Studio() {}

    /**
     * Creates tables, people and triggers in an empty MariaDB database and analyses it.
     *
     * @param today the business day that "running", "expired" and "two years ago" refer to
     * @return what was generated, and what a survey on that day must find
     * @throws SQLException if the database already holds tables of these names, or refuses
     */
    public static StudioContents create(DataSource database, StudioSize size, LocalDate today) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return new StudioGenerator(size, today).generate(connection);
        }
    }

    /** The people with two profiles in a studio of this size, as {@link #create} makes it on that day. */
    public static List<Contents.Pair> duplicates(StudioSize size, LocalDate today) {
        return List.copyOf(new Roster(size, today).duplicates);
    }

    /** The privacy map of the studio, as YAML. */
    public static String map() {
        return Resources.text(Studio.class, "studio.yaml");
    }
}
