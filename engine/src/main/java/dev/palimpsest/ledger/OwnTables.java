package dev.palimpsest.ledger;

import dev.palimpsest.database.ConnectionFailure;
import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.OwnerSql;
import dev.palimpsest.database.Rights;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.TableName;
import dev.palimpsest.map.ReassignDeclaration;
import dev.palimpsest.map.SubjectDeclaration;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Palimpsest's own tables, in the schema of the subject's table.
 *
 * @param subject the subject's table; receipts name it, so that several maps may share a database
 */
public record OwnTables(TableName subject) {
    private static final String SCRIPT = "own-tables.sql";
    private static final List<String> OF_RUNS =
            List.of("run", "frozen", "receipt", "trace", "statistic", "outbox", "stub");
    private static final String ACT = "act";
    private static final String EARLIER = "earlier";
    static final String ATTEMPT = "attempt";
    private static final String HOLD = "hold";
    private static final String SELECTION = "selection";
    private static final String SELECTION_KEY = "selection_key";
    private static final String MERGE = "merge";
    private static final String DECISION = "decision";
    static final String IDENTITY = "identity";
    static final String VERSION = "version";
    private static final List<String> OTHERS =
            List.of(ACT, EARLIER, ATTEMPT, HOLD, SELECTION, SELECTION_KEY, MERGE, DECISION, IDENTITY, VERSION);

    String named(String table, Session session) {
        return session.dialect().quote(name(table));
    }

    /** The full name of one of them, for instance of {@code run}. */
    public TableName name(String table) {
        return new TableName(subject.schema(), "palimpsest_" + table);
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

    public String outbox(Session session) {
        return named("outbox", session);
    }

    public String stub(Session session) {
        return named("stub", session);
    }

    public String act(Session session) {
        return named(ACT, session);
    }

    String earlier(Session session) {
        return named(EARLIER, session);
    }

    String attempt(Session session) {
        return named(ATTEMPT, session);
    }

    public String hold(Session session) {
        return named(HOLD, session);
    }

    public String selection(Session session) {
        return named(SELECTION, session);
    }

    public String selectionKey(Session session) {
        return named(SELECTION_KEY, session);
    }

    public String merge(Session session) {
        return named(MERGE, session);
    }

    String decision(Session session) {
        return named(DECISION, session);
    }

    String identity(Session session) {
        return named(IDENTITY, session);
    }

    /** The subject's table as receipts name it. */
    public String subjectTable() {
        return subject.toString();
    }

    /** Holds when a run has treated the subject with this key, and not somebody whose key it was before. */
    public Sql isTreated(String keyExpression, Session session) {
        return Sql.of(
                "exists (select 1 from " + receipt(session)
                        + " r where r.subject_table = ? and r.done_key = "
                        + session.dialect().asText(keyExpression) + ")",
                subjectTable());
    }

    /** Holds when the key is that of a profile made for somebody who is gone. */
    public Sql isStub(String keyExpression, Session session) {
        return Sql.of(
                "exists (select 1 from " + stub(session) + " b where b.subject_table = ? and b.subject_key = "
                        + session.dialect().asText(keyExpression) + ")",
                subjectTable());
    }

    /** Holds when the key names nobody: such a profile, or the one shared by all who are gone. */
    public Sql isNobody(String keyExpression, SubjectDeclaration declaration, LocalDate today, Session session) {
        return Sql.of("(")
                .add(isStub(keyExpression, session))
                .add(" or ")
                .add(isShared(keyExpression, declaration, today, session))
                .add(")");
    }

    private Sql isShared(String keyExpression, SubjectDeclaration declaration, LocalDate today, Session session) {
        if (!(declaration.reassign() instanceof ReassignDeclaration.Shared shared)) {
            return Sql.of("false");
        }
        Dialect dialect = session.dialect();
        return Sql.of(keyExpression + " in (select " + dialect.quote(subject, declaration.key()) + " from "
                        + dialect.quote(subject) + " where ")
                .add(OwnerSql.bind(shared.condition().sql(), today))
                .add(")");
    }

    /** Holds when nobody living has the key: a run has treated the subject, or the key names nobody. */
    public Sql isGone(String keyExpression, SubjectDeclaration declaration, LocalDate today, Session session) {
        return Sql.of("(")
                .add(isTreated(keyExpression, session))
                .add(" or ")
                .add(isNobody(keyExpression, declaration, today, session))
                .add(")");
    }

    /** The same as far as is known: of a key nobody was treated with where no run was ever begun. */
    public Function<String, Sql> goneAsFarAsKnown(Session session, SubjectDeclaration declaration, LocalDate today)
            throws SQLException {
        return exist(session)
                ? key -> isGone(key, declaration, today, session)
                : key -> isShared(key, declaration, today, session);
    }

    /** Writes down the keys of profiles that were made for people who are gone. Whose they are stands nowhere. */
    public void rememberStubs(Session session, List<SubjectKey> stubs) throws SQLException {
        if (!stubs.isEmpty()) {
            session.update(Sql.of(
                            "insert into " + stub(session) + " (subject_table, subject_key) select ?, s.c0 from ",
                            subjectTable())
                    .add(session.dialect()
                            .rows(List.of(stubs.stream().map(SubjectKey::value).toList()), List.of("text")))
                    .add(" s"));
        }
    }

    /** Tells of a key whether a run has treated the subject; of nobody where no run was ever begun. */
    public Function<String, Sql> treatedAsFarAsKnown(Session session) throws SQLException {
        return exist(session) ? key -> isTreated(key, session) : key -> Sql.of("false");
    }

    /** The names of all of them. */
    public List<TableName> names() {
        return Stream.concat(OF_RUNS.stream(), OTHERS.stream()).map(this::name).toList();
    }

    /** Those that were made already, also for a user who may not read them. */
    public Set<TableName> present(Session session) throws SQLException {
        Set<String> found = new HashSet<>();
        try (ResultSet tables = session.connection()
                .getMetaData()
                .getTables(session.dialect().catalogueOf(subject.schema()), subject.schema(), "palimpsest\\_%", null)) {
            while (tables.next()) {
                found.add(tables.getString("TABLE_NAME"));
            }
        }
        return names().stream().filter(table -> found.contains(table.name())).collect(Collectors.toSet());
    }

    /** Whether the tables that runs need were made already. */
    public boolean exist(Session session) throws SQLException {
        return present(session).containsAll(OF_RUNS.stream().map(this::name).toList());
    }

    /** Whether the table of legal holds was made already. */
    public boolean holdsExist(Session session) throws SQLException {
        return present(session).contains(name(HOLD));
    }

    /** Whether the tables of saved selections were made already. */
    public boolean selectionsExist(Session session) throws SQLException {
        return present(session).containsAll(List.of(name(SELECTION), name(SELECTION_KEY)));
    }

    /**
     * Makes the tables where they are missing, brings those of an earlier programme up, version by version, each in one
     * transaction where the database can, and gives the database its mark. Commits.
     *
     * @throws PalimpsestException OWN_TABLES_OLD when the user may not alter them, OWN_TABLES_NEWER
     */
    public void create(Session session, Instant now) throws SQLException {
        locked(session, () -> {
            OwnVersion version = version(session);
            if (version.found() == OwnVersion.NONE) {
                run(statements(session), session);
                writeVersion(Migrations.CURRENT, session, now);
            } else if (version.isOld()) {
                migrate(session, version, now);
            } else if (!present(session).containsAll(names())) {
                // somebody has dropped one
                run(statements(session), session);
            }
            new Identities(this, session).begin(now);
            session.connection().commit();
            return version;
        });
    }

    private void migrate(Session session, OwnVersion from, Instant now) throws SQLException {
        try {
            for (int version = from.found() + 1; version <= Migrations.CURRENT; version++) {
                run(Migrations.of(version, this, session, parts(session)), session);
                if (present(session).contains(name(VERSION))) {
                    writeVersion(version, session, now);
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
            throw new PalimpsestException(
                    ErrorCode.OWN_TABLES_OLD,
                    "Palimpsest's own tables are of version " + from.found() + ", this programme needs version "
                            + Migrations.CURRENT
                            + ", and the database user may not alter them. Have the administrator run:\n"
                            + String.join(";\n", from.statements()) + ";");
        }
    }

    private static void run(List<String> statements, Session session) throws SQLException {
        for (String statement : statements) {
            session.execute(Sql.of(statement));
        }
    }

    private void writeVersion(int version, Session session, Instant now) throws SQLException {
        session.update(Sql.of(
                "insert into " + named(VERSION, session) + " (version, written_by, written_at) values (?, ?, ?)",
                version,
                session.connection().getMetaData().getUserName(),
                now));
    }

    /**
     * How far the tables have come, and what is left to do. Changes nothing.
     *
     * @throws PalimpsestException OWN_TABLES_NEWER
     */
    public OwnVersion version(Session session) throws SQLException {
        Set<TableName> present = present(session);
        if (present.isEmpty()) {
            return new OwnVersion(OwnVersion.NONE, List.of());
        }
        int found = 0;
        if (present.contains(name(VERSION))) {
            if (!mayRead(VERSION, session)) {
                // whoever only looks and may not read this one: the others say whether they can be used
                return new OwnVersion(Migrations.CURRENT, List.of());
            }
            Integer written = session.first(
                    Sql.of("select coalesce(max(version), 0) from " + named(VERSION, session)), row -> row.getInt(1));
            found = written == null ? 0 : written;
            refuseNewer(found);
        }
        List<String> statements = new ArrayList<>();
        if (found < Migrations.CURRENT) {
            Set<String> parts = parts(session);
            for (int version = found + 1; version <= Migrations.CURRENT; version++) {
                statements.addAll(Migrations.of(version, this, session, parts));
            }
            statements.add("insert into " + named(VERSION, session)
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
    public void requireCurrent(Session session) throws SQLException {
        OwnVersion version = version(session);
        if (version.isOld()) {
            throw new OldOwnTables(this);
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

    boolean mayRead(String table, Session session) {
        return Rights.of(
                        session.connection(),
                        new Rights.Needed(Map.of(name(table), Set.of(Rights.Privilege.SELECT)), null, false))
                .areEnough();
    }

    /** The tables that are there, and their columns behind a dot. */
    private Set<String> parts(Session session) throws SQLException {
        Set<String> parts = new HashSet<>();
        present(session).forEach(table -> parts.add(table.name()));
        try (ResultSet columns = session.connection()
                .getMetaData()
                .getColumns(
                        session.dialect().catalogueOf(subject.schema()), subject.schema(), "palimpsest\\_%", null)) {
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
    public <T> T locked(Session session, Work<T> work) throws SQLException {
        String lock = "own tables of " + subject.schema();
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
    public Sql dropping(Session session, Set<TableName> present) {
        return Sql.of("drop table "
                + names().reversed().stream()
                        .filter(present::contains)
                        .sorted(Comparator.comparing(table -> table.equals(name("run"))))
                        .map(session.dialect()::quote)
                        .collect(Collectors.joining(", ")));
    }

    /** The statements that make the tables, for an administrator who wants to run them. */
    public List<String> statements(Session session) {
        return Migrations.split(say(Migrations.read(SCRIPT), session));
    }

    /** A script as the session's database says it. */
    String say(String script, Session session) {
        return session.dialect()
                .ownTables(script)
                .replace("{schema}", session.dialect().quote(subject.schema()))
                .replace("{subject}", "'" + subjectTable().replace("'", "''") + "'");
    }
}
