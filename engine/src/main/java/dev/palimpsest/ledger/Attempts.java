package dev.palimpsest.ledger;

import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** The refused attempts as the business database keeps them. */
public final class Attempts {
    private final OwnTables tables;
    private final Session session;

    public Attempts(OwnTables tables, Session session) {
        this.tables = tables;
        this.session = session;
    }

    /** Whether there is a table of them that the user may read. */
    public boolean canBeRead() throws SQLException {
        return exist() && tables.mayRead(OwnTables.ATTEMPT, session);
    }

    private boolean exist() throws SQLException {
        return tables.present(session).contains(tables.name(OwnTables.ATTEMPT));
    }

    /**
     * Writes one down. The caller commits.
     *
     * @return false when there is no table of them
     */
    public boolean write(Attempt attempt) throws SQLException {
        if (!exist()) {
            return false;
        }
        session.update(Sql.of(
                "insert into " + tables.attempt(session)
                        + " (attempt_id, subject_table, verb, code, about, tried_by, at) values (?, ?, ?, ?, ?, ?, ?)",
                UUID.randomUUID().toString(),
                tables.subjectTable(),
                attempt.verb(),
                attempt.code(),
                attempt.about(),
                attempt.by(),
                session.dialect().instant(attempt.at())));
        return true;
    }

    /** The newest on these subjects. */
    public List<Attempt> newest(int limit) throws SQLException {
        return session.list(
                Sql.of(
                        "select at, verb, code, about, tried_by from " + tables.attempt(session)
                                + " where subject_table = ? order by at desc, attempt_id limit " + limit,
                        tables.subjectTable()),
                row -> new Attempt(
                        session.dialect().instant(row, 1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5)));
    }
}
