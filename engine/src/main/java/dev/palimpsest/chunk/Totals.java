package dev.palimpsest.chunk;

import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.TableName;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.plan.TablePlan;
import dev.palimpsest.plan.Way;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts and sums over everybody between whom rows move: moving a row changes none of them. */
final class Totals {
    private final Plan plan;
    private final LocalDate today;
    private final Measures measures;
    private final List<SubjectKey> everybody;

    /** @param everybody those who leave and those who receive */
    Totals(Plan plan, LocalDate today, Measures measures, List<SubjectKey> everybody) {
        this.plan = plan;
        this.today = today;
        this.measures = measures;
        this.everybody = everybody;
    }

    /** Measure to value, per table. */
    record Taken(Map<TableName, Map<String, BigDecimal>> values) {}

    Taken take(Session session) throws SQLException {
        Map<TableName, Map<String, BigDecimal>> values = new LinkedHashMap<>();
        for (TablePlan table : plan.tables()) {
            if (plan.moves(table) && !measures.mayGrow(table)) {
                values.put(table.name(), take(session, table));
            }
        }
        return new Taken(values);
    }

    private Map<String, BigDecimal> take(Session session, TablePlan table) throws SQLException {
        Dialect dialect = session.dialect();
        Way way = table.requireWay();
        Dialect.KeySet keys = dialect.keys(everybody, plan.subject().key().typeName());
        Sql sql = new Sql()
                .add(keys.with())
                .add(Measures.measures(table, dialect))
                .add(" from " + dialect.quote(table.name()) + " join ")
                .add(way.source(keys.relation(), dialect))
                .add(" on ")
                .add(way.joined(dialect, today));
        return Measures.values(session, sql, table, "");
    }

    /** @throws PalimpsestException STATISTIC_CHANGED naming table and measure */
    void requireSame(Session session, Taken before) throws SQLException {
        for (Map.Entry<TableName, Map<String, BigDecimal>> table :
                before.values().entrySet()) {
            Map<String, BigDecimal> now =
                    take(session, plan.table(table.getKey()).orElseThrow());
            table.getValue().forEach((measure, value) -> {
                if (now.getOrDefault(measure, BigDecimal.ZERO).compareTo(value) != 0) {
                    throw new PalimpsestException(
                            ErrorCode.STATISTIC_CHANGED,
                            table.getKey() + ": " + measure
                                    + " of those who leave and those who receive changed while rows moved. A trigger or"
                                    + " rule changes them; see what fires there.");
                }
            });
        }
    }
}
