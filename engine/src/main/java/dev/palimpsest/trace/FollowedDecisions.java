package dev.palimpsest.trace;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.SessionSource;
import dev.palimpsest.database.Table;
import dev.palimpsest.identity.TraceSet;
import dev.palimpsest.ledger.Decision;
import dev.palimpsest.ledger.Decisions;
import dev.palimpsest.plan.Plan;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lets decisions that a text may stay follow their rows where the programme itself changes the names of these: a row without a primary
 * key has another name as soon as something in it is struck. Such a table is read before and after; a text that stood in the row
 * that was decided, and now stands in one that was not there before, is the decided one.
 */
public final class FollowedDecisions {
    private final Plan plan;
    private final Traces traces;
    private final SessionSource sessions;
    private final Decisions decisions;
    /** Where the texts of decisions stood before: the names of the rows in which each is found. */
    private final Map<Decision, Set<String>> before = new LinkedHashMap<>();

    /** @param decisions of the run */
    public FollowedDecisions(Plan plan, Traces traces, SessionSource sessions, Decisions decisions) {
        this.plan = plan;
        this.traces = traces;
        this.sessions = sessions;
        this.decisions = decisions;
    }

    /** Notes in which rows the decided texts stand. */
    public void note() throws SQLException {
        before.putAll(rows(decisions.all()));
        before.entrySet()
                .removeIf(each -> !each.getValue().contains(each.getKey().key()));
    }

    /** Gives decisions whose rows have lost their names the new ones. The caller commits. */
    public void follow() throws SQLException {
        if (before.isEmpty()) {
            return;
        }
        Map<Decision, Set<String>> after = rows(List.copyOf(before.keySet()));
        Set<List<String>> taken = new LinkedHashSet<>();
        for (Map.Entry<Decision, Set<String>> each : after.entrySet()) {
            Decision decision = each.getKey();
            if (each.getValue().contains(decision.key())) {
                continue;
            }
            Set<String> come = new LinkedHashSet<>(each.getValue());
            come.removeAll(before.getOrDefault(decision, Set.of()));
            come.removeIf(name -> taken.contains(List.of(decision.table(), decision.column(), name)));
            if (!come.isEmpty()) {
                String name = come.iterator().next();
                taken.add(List.of(decision.table(), decision.column(), name));
                decisions.withdraw(decision.table(), decision.column(), decision.key());
                decisions.write(List.of(decision.of(name)));
            }
        }
    }

    private Map<Decision, Set<String>> rows(List<Decision> asked) throws SQLException {
        Map<String, List<Decision>> byTable = new HashMap<>();
        asked.stream()
                .filter(each -> each.verdict() == Decision.Verdict.KEEP)
                .forEach(each -> byTable.computeIfAbsent(each.table(), first -> new ArrayList<>())
                        .add(each));
        Map<Decision, Set<String>> found = new LinkedHashMap<>();
        for (Table table : plan.schema().tables()) {
            List<Decision> here = byTable.get(table.name().toString());
            if (here != null && Decided.losesNames(table, plan)) {
                read(table, here, found);
            }
        }
        return found;
    }

    private void read(Table table, List<Decision> here, Map<Decision, Set<String>> found) throws SQLException {
        here.forEach(each -> found.put(each, new LinkedHashSet<>()));
        try (Session session = sessions.open()) {
            session.connection().setAutoCommit(false);
            TraceSet all = traces.all(session);
            List<Column> columns = TextColumns.of(table, all, session.dialect()).read();
            Map<Decision, Decided.InTable> single = new LinkedHashMap<>();
            here.forEach(each -> single.put(each, Decided.alone(each, columns, traces.fingerprinter())));
            TableScan scan =
                    new TableScan(plan, traces.fingerprinter(), all, Decided.nothing(traces.fingerprinter()), 1);
            for (Table partition : plan.schema().leaves(table)) {
                scan.rows(session, table, partition == table ? null : partition, columns, (name, texts, hits) -> {
                    for (Map.Entry<Decision, Decided.InTable> each : single.entrySet()) {
                        if (each.getValue().isAbout(each.getKey(), texts)) {
                            found.getOrDefault(each.getKey(), new LinkedHashSet<>())
                                    .add(name);
                        }
                    }
                });
            }
            session.connection().rollback();
        }
    }
}
