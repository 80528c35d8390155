package dev.palimpsest.receipt;

import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.TableName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Palimpsest's own tables, in the schema of the subject's table.
 *
 * @param subject the subject's table; receipts name it, so that several maps may share a database
 */
public record OwnTables(TableName subject) {
    private static final String SCRIPT = "postgresql.sql";

    String named(String table, Session session) {
        return session.dialect().quote(new TableName(subject.schema(), "palimpsest_" + table));
    }

    public String run(Session session) {
        return named("run", session);
    }

    public String frozen(Session session) {
        return named("frozen", session);
    }

    public String receipt(Session session) {
        return named("receipt", session);
    }

    public String trace(Session session) {
        return named("trace", session);
    }

    public String statistic(Session session) {
        return named("statistic", session);
    }

    /** The subject's table as receipts name it. */
    public String subjectTable() {
        return subject.toString();
    }

    /** Whether the tables were made already. */
    public boolean exist(Session session) throws SQLException {
        Boolean found = session.first(
                Sql.of(
                        "select exists (select 1 from information_schema.tables where table_schema = ? and table_name = ?)",
                        subject.schema(),
                        "palimpsest_statistic"),
                row -> row.getBoolean(1));
        return Boolean.TRUE.equals(found);
    }

    /** Makes the tables where they are missing. Commits. */
    public void create(Session session) throws SQLException {
        for (String statement : statements(session)) {
            session.execute(Sql.of(statement));
        }
        session.connection().commit();
    }

    /** The statements that make the tables, for an administrator who wants to run them. */
    public List<String> statements(Session session) {
        String script = read().replace("{schema}", session.dialect().quote(subject.schema()));
        return Arrays.stream(script.split(";\\R"))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }

    private static String read() {
        try (InputStream in = Objects.requireNonNull(OwnTables.class.getResourceAsStream(SCRIPT), SCRIPT)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
