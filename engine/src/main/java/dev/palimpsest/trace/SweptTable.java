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
import org.jspecify.annotations.Nullable;

/**
 * A table in which texts of treated people are struck.
 *
 * @param marks the columns in which something may be struck, and what stands there for it
 * @param read the columns that are read, in the order of the table
 * @param keys only these rows, and only what was decided in them; empty for what the map sweeps
 */
record SweptTable(Table table, Map<Column, String> marks, List<Column> read, List<String> keys) {
    /** Rows asked for by one statement. */
    private static final int ASKED = 500;

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
        return new SweptTable(plan.table(), marks, read, List.of());
    }

    static List<SweptTable> ofDecisions(Table table, List<Decision> decisions, Plan plan) {
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
        List<String> keys = decisions.stream().map(Decision::key).distinct().toList();
        List<SweptTable> parts = new ArrayList<>();
        for (int from = 0; from < keys.size(); from += ASKED) {
            parts.add(new SweptTable(
                    table,
                    marks,
                    List.copyOf(marks.keySet()),
                    keys.subList(from, Math.min(keys.size(), from + ASKED))));
        }
        return parts;
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
            scan.read(
                    session,
                    table,
                    partition,
                    read,
                    RowKeys.condition(table, partition == null ? table : partition, keys, session.dialect()),
                    null,
                    taker);
        }
    }
}
