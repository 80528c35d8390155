package dev.palimpsest.trace;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Table;
import dev.palimpsest.ledger.Decision;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.plan.TablePlan;
import dev.palimpsest.treatment.Redact;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A table in which texts of treated people are struck.
 *
 * @param marks the columns in which something may be struck, and what stands there for it
 * @param read the columns that are read, in the order of the table
 * @param keys the names of the only rows, of which only what was decided in them is struck; empty for what the map sweeps
 */
record SweptTable(Table table, Map<Column, String> marks, List<Column> read, Set<String> keys) {
    /** Where something was decided, the texts are read that it was decided about: what may stay is not struck. */
    static SweptTable ofTheMap(TablePlan plan, Decided decided) {
        Map<Column, String> marks = new LinkedHashMap<>();
        plan.swept().forEach((column, redact) -> marks.put(column, redact.mark()));
        Set<String> known = decided.columns(plan.table());
        List<Column> read = new ArrayList<>(marks.keySet());
        if (!known.isEmpty()) {
            read = plan.table().columns().stream()
                    .filter(column -> marks.containsKey(column) || known.contains(column.name()))
                    .toList();
        }
        return new SweptTable(plan.table(), marks, read, Set.of());
    }

    static SweptTable ofDecisions(Table table, List<Decision> decisions, Plan plan) {
        Set<String> columns = new HashSet<>();
        decisions.forEach(each -> columns.addAll(each.columns()));
        Map<Column, Redact> swept =
                plan.table(table.name()).map(TablePlan::swept).orElse(Map.of());
        Map<Column, String> marks = new LinkedHashMap<>();
        for (Column column : table.columns()) {
            if (columns.contains(column.name())) {
                Redact redact = swept.get(column);
                marks.put(column, redact == null ? Redact.markIn(column) : redact.mark());
            }
        }
        return new SweptTable(
                table,
                marks,
                List.copyOf(marks.keySet()),
                decisions.stream().map(Decision::key).collect(Collectors.toSet()));
    }

    /** Whether this residual is struck here. */
    boolean strikes(Hit hit) {
        if (keys.isEmpty()) {
            return marks.keySet().containsAll(hit.columns());
        }
        Decision decision = hit.decision();
        return decision != null && decision.verdict() == Decision.Verdict.TREAT;
    }

    void read(TableScan scan, Session session, @Nullable Table partition, TableScan.HitTaker taker)
            throws SQLException {
        if (keys.isEmpty()) {
            scan.read(session, table, partition, read, taker);
        } else {
            scan.read(session, table, partition, read, keys, null, taker);
        }
    }
}
