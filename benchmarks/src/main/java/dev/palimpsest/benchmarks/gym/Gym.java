package dev.palimpsest.benchmarks.gym;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A gym of so many members, with 40 check-ins, 6 invoices, 2 bookings and 1.2 contracts for each of them. Three of ten
 * left, 10 to 36 months before today.
 *
 * @param members 100 or more
 * @param seed decides who did what; the same seed, size and day make the same rows
 * @param today the business day
 */
public record Gym(long members, long seed, LocalDate today) {
    public static final long FEWEST_MEMBERS = 100;

    /** The tables in an order in which each comes after those it refers to. */
    public static final List<String> TABLES =
            List.of("member", "account", "contract", "invoice", "task", "document", "booking", "check_in");

    public Gym {
        if (members < FEWEST_MEMBERS) {
            throw new IllegalArgumentException("a gym has " + FEWEST_MEMBERS + " members or more, not " + members);
        }
    }

    /** Whose database it lies in. */
    public enum Product {
        POSTGRESQL,
        MARIADB;

        /** As on the command line. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Makes the tables, fills them, and adds keys and indexes; the database is empty before. */
    public void create(Connection connection, Product product) throws SQLException {
        execute(connection, product.word() + "-tables.sql");
        try (Statement session = connection.createStatement()) {
            session.execute(
                    product == Product.POSTGRESQL
                            ? "set time zone 'UTC'"
                            : "set foreign_key_checks = 0, unique_checks = 0");
        }
        GymRows contents = new GymRows(this);
        for (String table : TABLES) {
            try (Rows rows = product == Product.POSTGRESQL
                    ? CopyRows.into(connection, table)
                    : new InsertRows(connection, table)) {
                contents.write(table, rows);
            }
        }
        execute(connection, product.word() + "-keys.sql");
    }

    private static void execute(Connection connection, String file) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : resource(file).split(";")) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
        }
    }

    static String resource(String file) {
        try (InputStream text = Gym.class.getResourceAsStream(file)) {
            return new String(Objects.requireNonNull(text, file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
