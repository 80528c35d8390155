package dev.palimpsest.ledger;

import dev.palimpsest.database.Location;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What the own tables say of the database they lie in. The newest row counts; the others say what it was before. */
public final class Identities {
    private final OwnTables tables;
    private final Session session;

    public Identities(OwnTables tables, Session session) {
        this.tables = tables;
        this.session = session;
    }

    /**
     * A row.
     *
     * @param origin {@code made} with the tables, or as an {@link Adoption} is called
     * @param by who adopted the database; the database user who made the tables
     */
    public record Written(long position, DatabaseIdentity identity, String origin, String by, Instant at) {}

    /** The identity as this session can read it; without a mark where it cannot read the tables. */
    public DatabaseIdentity here() throws SQLException {
        Location location = Location.of(session.connection(), tables.subject().schema());
        return new DatabaseIdentity(newest().map(row -> row.identity().mark()).orElse(null), location);
    }

    private boolean isReadable() throws SQLException {
        return tables.present(session).contains(tables.name(OwnTables.IDENTITY))
                && tables.mayRead(OwnTables.IDENTITY, session);
    }

    /** What was written down last; empty where nothing was, or the user may not read it. */
    public Optional<Written> newest() throws SQLException {
        if (!isReadable()) {
            return Optional.empty();
        }
        return Optional.ofNullable(session.first(
                Sql.of(
                        "select position, mark, server_id, database_id, database_name, origin, written_by, written_at from "
                                + tables.identity(session) + " order by position desc limit 1"),
                row -> new Written(
                        row.getLong(1),
                        new DatabaseIdentity(
                                row.getString(2), new Location(row.getString(3), row.getString(4), row.getString(5))),
                        row.getString(6),
                        row.getString(7),
                        session.dialect().instant(row, 8))));
    }

    /** Gives the database its first mark, unless it has one. The caller holds the lock of the own tables, and commits. */
    void begin(Instant now) throws SQLException {
        if (newest().isEmpty()) {
            String user = session.connection().getMetaData().getUserName();
            write(1, Location.of(session.connection(), tables.subject().schema()), "made", user, now);
        }
    }

    /** Writes down that this is now the database, under a new mark. The caller commits. */
    public DatabaseIdentity adopt(Written before, Location here, Adoption as, String by, Instant now)
            throws SQLException {
        return write(before.position() + 1, here, as.word(), by, now);
    }

    private DatabaseIdentity write(long position, Location location, String origin, String by, Instant now)
            throws SQLException {
        String mark = UUID.randomUUID().toString();
        session.update(Sql.of(
                "insert into " + tables.identity(session)
                        + " (position, mark, server_id, database_id, database_name, origin, written_by, written_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                position,
                mark,
                location.server(),
                location.database(),
                location.name(),
                origin,
                by,
                now));
        return new DatabaseIdentity(mark, location);
    }

    /** Every run that these tables know, of whatever subjects, with its status. */
    public Map<String, RunRecord.Status> runs() throws SQLException {
        Map<String, RunRecord.Status> runs = new LinkedHashMap<>();
        session.forEach(
                Sql.of("select run_id, status from " + tables.run(session) + " order by run_id"),
                row -> runs.put(row.getString(1), RunRecord.Status.valueOf(row.getString(2))));
        return runs;
    }
}
