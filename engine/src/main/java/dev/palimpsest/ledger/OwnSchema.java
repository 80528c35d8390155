package dev.palimpsest.ledger;

import dev.palimpsest.database.ConnectionFailure;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.TableName;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.problem.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The own tables as a whole: makes them, brings those of an earlier programme up, and drops them. */
public final class OwnSchema {
    private static final String SCRIPT = "own-tables.sql";

    private final OwnTables own;
    private final Session session;

    public OwnSchema(OwnTables own, Session session) {
        this.own = own;
        this.session = session;
    }

    /**
     * Makes the tables where they are missing, brings those of an earlier programme up, version by version, each in one
     * transaction where the database can, and gives the database its mark. Commits.
     *
     * @throws PalimpsestException OWN_TABLES_OLD when the user may not alter them, OWN_TABLES_NEWER
     */
    public void create(Instant now) throws SQLException {
        locked(() -> {
            OwnVersion version = version();
            // whose making broke off, where the database could not take it back
            boolean halfMade = version.found() == 0 && !own.areBegun(session);
            if (version.found() == OwnVersion.NONE || halfMade) {
                run(statements());
                writeVersion(Migrations.CURRENT, now);
            } else if (version.isOld()) {
                migrate(version, now);
            } else if (!own.present(session).containsAll(own.names())) {
                // somebody has dropped one
                run(statements());
            }
            new Identities(own, session).begin(now);
            session.connection().commit();
            return version;
        });
    }

    /** What makes them all. */
    private List<String> statements() {
        return Migrations.split(own.say(Migrations.read(SCRIPT), session));
    }

    private void migrate(OwnVersion from, Instant now) throws SQLException {
        try {
            for (int version = from.found() + 1; version <= Migrations.CURRENT; version++) {
                run(Migrations.of(version, own, session, parts()));
                if (own.present(session).contains(own.name(OwnTables.VERSION))) {
                    writeVersion(version, now);
                }
                session.connection().commit();
            }
        } catch (SQLException refused) {
            String doing = "bringing Palimpsest's own tables to version " + Migrations.CURRENT;
            PalimpsestException failure = ConnectionFailure.duringWork(refused, doing);
            if (failure.code() != ErrorCode.DATABASE_RIGHTS_MISSING) {
                throw failure;
            }
            session.connection().rollback();
            throw new PalimpsestException(List.of(new Problem(
                    ErrorCode.OWN_TABLES_OLD,
                    null,
                    "Palimpsest's own tables are of version " + from.found() + ", this programme needs version "
                            + Migrations.CURRENT
                            + ", and the database user may not alter them. Have the administrator run:",
                    from.statements().stream().map(statement -> statement + ";").toList())));
        }
    }

    private void run(List<String> statements) throws SQLException {
        for (String statement : statements) {
            session.execute(Sql.of(statement));
        }
    }

    private void writeVersion(int version, Instant now) throws SQLException {
        session.update(Sql.of(
                "insert into " + own.named(OwnTables.VERSION, session)
                        + " (version, written_by, written_at) values (?, ?, ?)",
                version,
                session.connection().getMetaData().getUserName(),
                now));
    }

    /**
     * How far the tables have come, and what is left to do. Changes nothing.
     *
     * @throws PalimpsestException OWN_TABLES_NEWER
     */
    public OwnVersion version() throws SQLException {
        Set<TableName> present = own.present(session);
        if (present.isEmpty()) {
            return new OwnVersion(OwnVersion.NONE, List.of());
        }
        int found = 0;
        if (present.contains(own.name(OwnTables.VERSION))) {
            if (!own.mayRead(OwnTables.VERSION, session)) {
                // whoever only looks and may not read this one: the others say whether they can be used
                return new OwnVersion(Migrations.CURRENT, List.of());
            }
            Integer written = session.first(
                    Sql.of("select coalesce(max(version), 0) from " + own.named(OwnTables.VERSION, session)),
                    row -> row.getInt(1));
            found = written == null ? 0 : written;
            refuseNewer(found);
        }
        List<String> statements = new ArrayList<>();
        if (found < Migrations.CURRENT) {
            Set<String> parts = parts();
            for (int version = found + 1; version <= Migrations.CURRENT; version++) {
                statements.addAll(Migrations.of(version, own, session, parts));
            }
            statements.add("insert into " + own.named(OwnTables.VERSION, session)
                    + " (version, written_by, written_at) values (" + Migrations.CURRENT
                    + ", 'administrator', current_timestamp)");
        }
        return new OwnVersion(found, statements);
    }

    /**
     * Lets nobody read or write tables of another version.
     *
     * @throws OldOwnTables to be brought up by {@link #create}
     * @throws PalimpsestException OWN_TABLES_NEWER
     */
    public void requireCurrent() throws SQLException {
        OwnVersion version = version();
        if (version.isOld()) {
            throw new OldOwnTables(own);
        }
    }

    private static void refuseNewer(int found) {
        if (found > Migrations.CURRENT) {
            throw new PalimpsestException(
                    ErrorCode.OWN_TABLES_NEWER,
                    "Palimpsest's own tables are of version " + found + ", and this programme knows them up to "
                            + Migrations.CURRENT + ". Use the programme that last worked here, or a newer one.");
        }
    }

    /** The tables that are there, and their columns behind a dot. */
    private Set<String> parts() throws SQLException {
        Set<String> parts = new HashSet<>();
        own.present(session).forEach(table -> parts.add(table.name()));
        try (ResultSet columns = session.connection()
                .getMetaData()
                .getColumns(
                        session.dialect().catalogueOf(own.subject().schema()),
                        own.subject().schema(),
                        "palimpsest\\_%",
                        null)) {
            while (columns.next()) {
                parts.add(columns.getString("TABLE_NAME") + "." + columns.getString("COLUMN_NAME"));
            }
        }
        return parts;
    }

    /** Something done to the tables themselves. */
    @FunctionalInterface
    public interface Work<T> {
        T done() throws SQLException;
    }

    /** Does it while nobody else does: two may be the first, and "if not exists" alone does not keep them apart. Commits. */
    public <T> T locked(Work<T> work) throws SQLException {
        String lock = "own tables of " + own.subject().schema();
        session.execute(session.dialect().sessionLock(lock));
        try {
            return work.done();
        } catch (SQLException | RuntimeException failure) {
            session.connection().rollback();
            throw failure;
        } finally {
            session.execute(session.dialect().releaseSessionLock(lock));
            session.connection().commit();
        }
    }

    /** The statement that drops those that are there; the ones that refer to others go first. */
    public Sql dropping(Set<TableName> present) {
        return Sql.of("drop table "
                + own.names().reversed().stream()
                        .filter(present::contains)
                        .sorted(Comparator.comparing(table -> table.equals(own.name("run"))))
                        .map(session.dialect()::quote)
                        .collect(Collectors.joining(", ")));
    }
}
