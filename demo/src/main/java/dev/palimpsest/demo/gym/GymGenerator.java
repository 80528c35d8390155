package dev.palimpsest.demo.gym;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;

/**
 * Makes up the people first and then streams one table after the other with COPY; keys between tables, indexes and
 * triggers come afterwards. Memory grows with the number of people only, not with their visits.
 */
final class GymGenerator {
    /** The line of the schema at which the import comes in. */
    private static final String SCISSORS = " 8< ";

    private final GymSize size;
    private final LocalDate today;

    GymGenerator(GymSize size, LocalDate today) {
        this.size = size;
        this.today = today;
    }

    GymContents generate(Connection connection) throws SQLException {
        Roster roster = new Roster(size, today);
        History history = new History(size.seed(), today);
        Judge judge = new Judge(today, history);
        List<Expectation> expectations =
                roster.people.stream().map(judge::judge).toList();
        Load load = new Load(size, today, roster, history, connection);
        boolean autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(true);
        try {
            fill(connection, load);
        } finally {
            connection.setAutoCommit(autoCommit);
        }
        return new GymContents(size, today, roster, expectations, new GymContents.Loaded(load.rows, load.planted));
    }

    private void fill(Connection connection, Load load) throws SQLException {
        String schema = Resources.text("schema.sql");
        int cut = schema.lastIndexOf('\n', schema.indexOf(SCISSORS));
        execute(connection, "set time zone 'Europe/Berlin'");
        execute(connection, "set maintenance_work_mem = '256MB'");
        execute(connection, schema.substring(0, cut));
        loadTables(load);
        execute(connection, schema.substring(cut));
        continueKeys(connection);
        execute(connection, "vacuum analyze");
        execute(connection, "reset maintenance_work_mem");
        execute(connection, "reset time zone");
    }

    private void loadTables(Load load) throws SQLException {
        MemberTables members = new MemberTables(load);
        members.write();
        new CheckInTable(load, size.checkIns()).write();
        new CourseTables(load).write();
        new FinanceTables(load).write();
        new TextTables(load).write();
        new AppTables(load).write();
        new AuditTable(load, members.contractChanges).write();
    }

    /** New rows of the application get keys after ours. */
    private static void continueKeys(Connection connection) throws SQLException {
        execute(connection, """
                do $$
                declare
                    col record;
                begin
                    for col in select table_name from information_schema.columns
                        where table_schema = current_schema and column_name = 'id' and is_identity = 'YES'
                    loop
                        execute format('select setval(pg_get_serial_sequence(%L, ''id''), coalesce(max(id), 1)) from %I',
                            col.table_name, col.table_name);
                    end loop;
                end $$
                """);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }
}
