package dev.palimpsest.chunk;

import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.TableName;
import dev.palimpsest.ledger.Earlier;
import dev.palimpsest.ledger.GoneSubjects;
import dev.palimpsest.ledger.Merges;
import dev.palimpsest.ledger.Outbox;
import dev.palimpsest.ledger.OwnTables;
import dev.palimpsest.ledger.Receipts;
import dev.palimpsest.ledger.RunRecord;
import dev.palimpsest.ledger.Statistics;
import dev.palimpsest.map.HookDeclaration;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.trace.Remembered;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The last move of a run's chunk: traces, statistics, receipts and outbox stand or fall with the treatment; commits. */
final class SignOff implements Ending {
    private final Plan plan;
    private final RunRecord run;
    private final Clock clock;
    private final OwnTables own;
    private final List<String> hooks;

    SignOff(Plan plan, RunRecord run, Clock clock) {
        this.plan = plan;
        this.run = run;
        this.clock = clock;
        this.own = new OwnTables(plan.subject().table().name());
        this.hooks = plan.map().afterRun().stream().map(HookDeclaration::name).toList();
    }

    @Override
    public boolean ownTables() {
        return true;
    }

    @Override
    public void of(Session session, Treated chunk) throws SQLException {
        Remembered remembered = chunk.remembered();
        if (remembered != null) {
            remembered.write(session);
        }
        Worked worked = chunk.worked();
        if (worked != null) {
            new GoneSubjects(own, session).rememberStubs(worked.departed().made());
            writeDown(session, worked);
            writeDownMerge(session, chunk.people(), worked.departed());
        }
        new Receipts(own, session, run).sign(chunk.receipts(), clock.instant());
        new Earlier(own, session).forget(chunk.people());
        new Outbox(own, session).add(run.id().value(), hooks, chunk.people(), clock.instant());
        session.connection().commit();
    }

    /** The same of people who were treated before: their receipts are amended, what stays was counted then. */
    void again(Session session, Worked worked) throws SQLException {
        boolean moved = plan.tables().stream().anyMatch(table -> table.retained() != null && plan.moves(table));
        new GoneSubjects(own, session).rememberStubs(worked.departed().made());
        new Receipts(own, session, run).amend(worked.receipts(), moved);
        List<List<String>> columns = columns(worked.departed());
        if (!columns.getFirst().isEmpty()) {
            addUp(session, columns);
        }
    }

    /** The record of somebody whom the run merges into the shared profile, with the reason. */
    private void writeDownMerge(Session session, List<SubjectKey> people, Worked.Departed departed)
            throws SQLException {
        String reason = run.reason();
        if (reason == null) {
            return;
        }
        SubjectKey shared = new Profiles(plan, run.today()).shared(session).orElseThrow();
        long moved =
                departed.moved().values().stream().mapToLong(Long::longValue).sum();
        for (SubjectKey key : people) {
            new Merges(own, session).write(key, shared, reason, run.releasedBy(), clock.instant(), moved, 0);
        }
    }

    /** Adds the chunk's statistics to those of the run. */
    private void writeDown(Session session, Worked worked) throws SQLException {
        List<List<String>> columns = columns(worked.departed());
        worked.files().forEach((table, rows) -> add(columns, table, Statistics.FILES, rows));
        worked.before()
                .values()
                .forEach((table, values) -> values.forEach((measure, value) -> {
                    BigDecimal now = worked.after()
                            .values()
                            .getOrDefault(table, Map.of())
                            .getOrDefault(measure, BigDecimal.ZERO);
                    add(columns, table, measure, value, now);
                }));
        Map<TableName, Map<String, long[]>> sums = new HashMap<>();
        for (ChunkTreatment.Treated each : worked.treated()) {
            long[] sum = sums.computeIfAbsent(each.table(), table -> new HashMap<>())
                    .computeIfAbsent(each.measure(), measure -> new long[2]);
            sum[0] += each.found();
            sum[1] += each.changed();
        }
        sums.forEach((table, measures) -> measures.forEach((measure, sum) ->
                add(columns, table, measure, BigDecimal.valueOf(sum[0]), BigDecimal.valueOf(sum[1]))));
        addUp(session, columns);
    }

    private List<List<String>> columns(Worked.Departed departed) {
        List<List<String>> columns =
                List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        departed.moved().forEach((table, rows) -> add(columns, table, Statistics.REASSIGNED, rows));
        departed.records().forEach((table, rows) -> add(columns, table, Statistics.KEPT, rows));
        if (departed.removed() > 0) {
            add(columns, plan.subject().table().name(), Statistics.REMOVED, departed.removed());
        }
        return columns;
    }

    private void addUp(Session session, List<List<String>> columns) throws SQLException {
        Sql insert = Sql.of(
                        "insert into " + own.statistic(session)
                                + " (run_id, table_name, measure, value_before, value_after)"
                                + " select ?, m.c0, m.c1, m.c2, m.c3 from ",
                        run.id().value())
                .add(session.dialect().rows(columns, List.of("text", "text", "numeric", "numeric")))
                .add(" m");
        session.update(session.dialect()
                .insertOrAdd(
                        own.name("statistic"),
                        insert,
                        List.of("run_id", "table_name", "measure"),
                        List.of("value_before", "value_after")));
    }

    private static void add(List<List<String>> columns, TableName table, String measure, long rows) {
        add(columns, table, measure, BigDecimal.valueOf(rows), BigDecimal.valueOf(rows));
    }

    private static void add(
            List<List<String>> columns, TableName table, String measure, BigDecimal before, BigDecimal after) {
        columns.get(0).add(table.toString());
        columns.get(1).add(measure);
        columns.get(2).add(before.toPlainString());
        columns.get(3).add(after.toPlainString());
    }
}
