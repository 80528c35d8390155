package dev.palimpsest.demo;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import javax.sql.DataSource;

/** An invented business: makes its database and hands out its privacy map. Implementations are thread-safe. */
public interface Business {
    /** The database that the vendor of the business application chose. */
    enum Server {
        POSTGRESQL,
        MARIADB
    }

    /**
     * What to make.
     *
     * @param subjects people, {@value #FEWEST} to {@value #MOST}
     * @param seed equal seeds give equal people
     * @param today the business day that "running", "expired" and "nine months ago" refer to
     * @param files directory for the files that the rows speak of; made when there are any
     */
    record Order(int subjects, long seed, LocalDate today, Path files) {}

    int FEWEST = 200;
    int MOST = 100_000;

    /** The word on the command line, and the name of the map. */
    String id();

    /** With its article: "a gym". */
    String called();

    /** What its people are called, in the plural: "members". */
    String people();

    /** Number of people unless told otherwise. */
    int usualSubjects();

    Server server();

    /** The time zone of the business: a visit at half past midnight counts for the day that just began there. */
    ZoneId zone();

    /** The privacy map, as YAML. */
    String map();

    /**
     * Creates tables and people in an empty database. Equal orders give equal content, byte for byte.
     *
     * @return number of rows per table
     */
    Map<String, Long> create(DataSource database, Order order) throws SQLException;
}
