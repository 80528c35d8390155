package dev.palimpsest.ledger;

import dev.palimpsest.database.Rights;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.TableName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Palimpsest's own tables, in the schema of the subject's table.
 *
 * @param subject the subject's table; receipts name it, so that several maps may share a database
 */
public record OwnTables(TableName subject) {
    /** Those that every programme has made, the first in its script. */
    private static final List<String> FROM_THE_FIRST = List.of("run", "frozen", "receipt", "trace", "statistic");

    private static final List<String> OF_RUNS =
            Stream.concat(FROM_THE_FIRST.stream(), Stream.of("outbox", "stub")).toList();
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

    String outbox(Session session) {
        return named("outbox", session);
    }

    public String stub(Session session) {
        return named("stub", session);
    }

    String act(Session session) {
        return named(ACT, session);
    }

    String earlier(Session session) {
        return named(EARLIER, session);
    }

    String attempt(Session session) {
        return named(ATTEMPT, session);
    }

    String hold(Session session) {
        return named(HOLD, session);
    }

    public String selection(Session session) {
        return named(SELECTION, session);
    }

    public String selectionKey(Session session) {
        return named(SELECTION_KEY, session);
    }

    String merge(Session session) {
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

    /** Whether those are there that every programme has made; if not, the making of them broke off. */
    boolean areBegun(Session session) throws SQLException {
        return present(session)
                .containsAll(FROM_THE_FIRST.stream().map(this::name).toList());
    }

    /** Whether the table of legal holds was made already. */
    public boolean holdsExist(Session session) throws SQLException {
        return present(session).contains(name(HOLD));
    }

    /** Whether the tables of saved selections were made already. */
    public boolean selectionsExist(Session session) throws SQLException {
        return present(session).containsAll(List.of(name(SELECTION), name(SELECTION_KEY)));
    }

    boolean mayRead(String table, Session session) {
        return Rights.of(
                        session.connection(),
                        new Rights.Needed(Map.of(name(table), Set.of(Rights.Privilege.SELECT)), null, false))
                .areEnough();
    }

    /** Whether the user may read the runs; whoever only looks may lack the right. */
    public boolean mayReadRuns(Session session) {
        return mayRead("run", session);
    }

    /** A script as the session's database says it. */
    String say(String script, Session session) {
        return session.dialect()
                .ownTables(script)
                .replace("{schema}", session.dialect().quote(subject.schema()))
                .replace("{subject}", "'" + subjectTable().replace("'", "''") + "'");
    }
}
