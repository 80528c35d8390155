package dev.palimpsest.proof;

import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.ledger.OwnTables;
import dev.palimpsest.ledger.Receipt;
import dev.palimpsest.ledger.Receipts;
import dev.palimpsest.ledger.RunRecord;
import dev.palimpsest.ledger.Statistics;
import dev.palimpsest.map.ReassignDeclaration;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.plan.TablePlan;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Statutory records of the run's subjects that stay unchanged for now.
 *
 * @param law source of the period
 * @param rows records kept
 * @param subjects subjects they belong to
 * @param lastDay the last day on which any of them must be kept; null when one without a date is among them
 * @param tiedBy the column that leads from the record, which still names the person, to the person's other kept rows: the
 *     state is <em>records kept</em>, not <em>anonymised</em>; empty where a shared profile received them all
 */
public record KeptRecords(
        String table,
        String recordClass,
        String law,
        long rows,
        long subjects,
        @Nullable LocalDate lastDay,
        String tiedBy) {

    static List<KeptRecords> of(Session session, Plan plan, RunRecord run) throws SQLException {
        List<KeptRecords> all = new ArrayList<>();
        for (TablePlan table : plan.steps()) {
            TablePlan.Retained retained = table.retained();
            if (retained == null) {
                continue;
            }
            if (plan.moves(table)) {
                all.add(moved(session, plan, run, table, retained));
                continue;
            }
            Dialect dialect = session.dialect();
            Dialect.KeySet done = DoneKeys.of(run.id(), plan, session);
            String day = dialect.day(
                    dialect.quote(table.name(), retained.starts().name()),
                    retained.starts().family(),
                    plan.map().zone());
            Sql sql = new Sql()
                    .add(done.with())
                    .add("select count(*), count(distinct palimpsest_way.palimpsest_key), case when count(" + day
                            + ") = count(*) then max(" + day + ") end from ")
                    .add(table.requireWay()
                            .among(
                                    table.requireWay().source(done.relation(), dialect),
                                    table.table(),
                                    dialect,
                                    run.today()))
                    .add(" where not ")
                    .add(table.unprotected(dialect, plan.map().zone(), run.today()));
            session.forEach(sql, row -> {
                LocalDate newest = row.getObject(3, LocalDate.class);
                all.add(new KeptRecords(
                        table.name().toString(),
                        retained.rule().recordClass(),
                        retained.rule().law(),
                        row.getLong(1),
                        row.getLong(2),
                        newest == null ? null : retained.rule().keptUntil(newest),
                        table.requireWay().linkColumn().name()));
            });
        }
        return all;
    }

    /** Records that lead to somebody else now: their number was written down when they moved. */
    private static KeptRecords moved(
            Session session, Plan plan, RunRecord run, TablePlan table, TablePlan.Retained retained)
            throws SQLException {
        OwnTables own = new OwnTables(plan.subject().table().name());
        TreeMap<LocalDate, Long> kept = new TreeMap<>(new Receipts(own, session, run).keptUntil());
        LocalDate last = kept.isEmpty() ? null : kept.lastKey();
        boolean shared = plan.subject().declaration().reassign() instanceof ReassignDeclaration.Shared;
        return new KeptRecords(
                table.name().toString(),
                retained.rule().recordClass(),
                retained.rule().law(),
                new Statistics(own, session, run.id()).kept(table.name()),
                kept.values().stream().mapToLong(Long::longValue).sum(),
                last == null || last.equals(Receipt.UNDATED) ? null : last,
                shared ? "" : table.requireWay().linkColumn().name());
    }
}
