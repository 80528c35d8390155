package dev.palimpsest.demo.generator;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Runs a schema in two parts, tables before the import, and keys, indexes and triggers after it. */
public final class PostgresLoad {
    /** The line of the schema at which the import comes in. */
    private static final String SCISSORS = " 8< ";

    private final Connection connection;

    public PostgresLoad(Connection connection) {
        this.connection = connection;
    }

    /** What fills the tables. */
    @FunctionalInterface
    public interface Import {
        void run() throws SQLException;
    }

    /** @param zone of the local time stamps that are imported */
    public void load(String schema, String zone, Import filling) throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(true);
        try {
            int cut = schema.lastIndexOf('\n', schema.indexOf(SCISSORS));
            execute("set time zone '" + zone + "'");
            execute("set maintenance_work_mem = '256MB'");
            execute(schema.substring(0, cut));
            filling.run();
            execute(schema.substring(cut));
            continueKeys();
            execute("vacuum analyze");
            execute("reset maintenance_work_mem");
            execute("reset time zone");
        } finally {
            connection.setAutoCommit(autoCommit);
        }
    }

    /** New rows of the application get keys after ours. */
    private void continueKeys() throws SQLException {
        execute("""
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

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }
}
