package dev.palimpsest.receipt;

import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.OwnerSql;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.TableName;
import dev.palimpsest.map.ReassignDeclaration;
import dev.palimpsest.map.SubjectDeclaration;
import dev.palimpsest.map.SubjectKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
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
    private static final String HOLD = "hold";
    private static final String SELECTION = "selection";
    private static final String SELECTION_KEY = "selection_key";
    private static final String MERGE = "merge";
    static final String IDENTITY = "identity";
    private static final List<String> OTHERS = List.of(ACT, HOLD, SELECTION, SELECTION_KEY, MERGE, IDENTITY);

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
        Dialect dialect = session.dialect();
        Sql sql = Sql.of("(").add(isStub(keyExpression, session));
        if (declaration.reassign() instanceof ReassignDeclaration.Shared shared) {
            sql.add(" or " + keyExpression + " in (select " + dialect.quote(subject, declaration.key()) + " from "
                            + dialect.quote(subject) + " where ")
                    .add(OwnerSql.bind(shared.condition().sql(), today))
                    .add(")");
        }
        return sql.add(")");
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

    /** Makes the tables where they are missing, and gives the database its mark. Commits. */
    public void create(Session session, Instant now) throws SQLException {
        locked(session, () -> {
            if (!present(session).containsAll(names())) {
                for (String statement : statements(session)) {
                    session.execute(Sql.of(statement));
                }
            }
            new Identities(this, session).begin(now);
            session.connection().commit();
            return names();
        });
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

    /** The statements that make the tables, for an administrator who wants to run them. */
    public List<String> statements(Session session) {
        String script = session.dialect()
                .ownTables(read())
                .replace("{schema}", session.dialect().quote(subject.schema()));
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
