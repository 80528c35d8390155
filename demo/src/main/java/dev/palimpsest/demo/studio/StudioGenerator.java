package dev.palimpsest.demo.studio;

import dev.palimpsest.demo.generator.Expectation;
import dev.palimpsest.demo.generator.Resources;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;

/** Makes up the people first and then writes one table after the other; triggers come afterwards. */
final class StudioGenerator {
    /** The line of the schema at which the import comes in. */
    private static final String SCISSORS = " 8< ";

    /** As old as the application: zero dates are allowed. */
    private static final String SQL_MODE = "NO_ENGINE_SUBSTITUTION";

    private final StudioSize size;
    private final LocalDate today;

    StudioGenerator(StudioSize size, LocalDate today) {
        this.size = size;
        this.today = today;
    }

    StudioContents generate(Connection connection) throws SQLException {
        Roster roster = new Roster(size, today);
        History history = new History(size.seed(), today, roster);
        Judge judge = new Judge(today, roster, history);
        List<Expectation> expectations =
                roster.customers.stream().map(judge::judge).toList();
        Load load = new Load(size, today, roster, history, connection);
        boolean autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try {
            fill(connection, load);
            connection.commit();
        } finally {
            connection.setAutoCommit(autoCommit);
        }
        return new StudioContents(roster, expectations, load);
    }

    private static void fill(Connection connection, Load load) throws SQLException {
        String schema = Resources.text(Studio.class, "schema.sql");
        int cut = schema.lastIndexOf('\n', schema.indexOf(SCISSORS));
        execute(
                connection,
                "set sql_mode = '" + SQL_MODE + "', time_zone = '" + Studio.ZONE
                        + "', foreign_key_checks = 0, unique_checks = 0");
        script(connection, schema.substring(0, cut));
        new ProfileTables(load).write();
        new CourseTables(load).write();
        new FinanceTables(load).write();
        new TextTables(load).write();
        script(connection, schema.substring(cut));
        execute(connection, "analyze table " + String.join(", ", load.rows.keySet()));
        execute(connection, "set sql_mode = default, time_zone = default, foreign_key_checks = 1, unique_checks = 1");
    }

    /** Statements that end with a semicolon at the end of a line. */
    private static void script(Connection connection, String sql) throws SQLException {
        for (String statement : sql.split(";\\s*\n")) {
            if (!statement.lines().allMatch(line -> line.isBlank() || line.startsWith("--"))) {
                execute(connection, statement);
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }
}
