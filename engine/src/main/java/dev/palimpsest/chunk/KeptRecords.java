package dev.palimpsest.chunk;

import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.TableName;
import dev.palimpsest.ledger.Receipt;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.plan.TablePlan;
import dev.palimpsest.plan.Way;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the law keeps of the chunk's people.
 *
 * @param until the last day on which it wants a record of the subject kept
 * @param moving how many of these records are going to lead to somebody else, by table
 * @param whole tables of which every row of these people is kept, so that there is nothing to treat in them
 */
record KeptRecords(Map<SubjectKey, LocalDate> until, Map<TableName, Long> moving, Set<TableName> whole) {

    /** Asks the database for them. */
    static final class Question {
        private final Plan plan;
        private final LocalDate today;
        private final Measures measures;

        Question(Plan plan, LocalDate today, Measures measures) {
            this.plan = plan;
            this.today = today;
            this.measures = measures;
        }

        /**
         * Of the people in the chunk table.
         *
         * @param figures what {@link Measures#figures} came to when exactly these people's rows were locked; none = it is unknown
         */
        KeptRecords of(Session session, Map<Way, List<BigDecimal>> figures) throws SQLException {
            KeptRecords kept = new KeptRecords(new HashMap<>(), new LinkedHashMap<>(), new HashSet<>());
            for (TablePlan table : plan.steps()) {
                if (table.retained() != null) {
                    of(session, table, table.retained(), figures.getOrDefault(table.requireWay(), List.of()), kept);
                }
            }
            return kept;
        }

        private void of(
                Session session,
                TablePlan table,
                TablePlan.Retained retained,
                List<BigDecimal> figures,
                KeptRecords kept)
                throws SQLException {
            Dialect dialect = session.dialect();
            ZoneId zone = plan.map().zone();
            String day = dialect.day(
                    dialect.quote(table.name(), retained.starts().name()),
                    retained.starts().family(),
                    zone);
            Way way = table.requireWay();
            Sql people = way.lookedUp(
                    dialect.chunkTable(plan.subject().key().typeName()).relation(), dialect);
            Sql sql = Sql.of("select " + dialect.asText("palimpsest_way.palimpsest_key") + ", case when count(" + day
                            + ") = count(*) then max(" + day + ") end, count(*) from ")
                    .add(way.beside(people, table.table(), new Sql(), dialect, today))
                    .add(" where not ")
                    .add(table.unprotected(dialect, zone, today))
                    .add(" group by palimpsest_way.palimpsest_key");
            long[] rows = {0};
            session.forEach(sql, row -> {
                LocalDate newest = row.getObject(2, LocalDate.class);
                rows[0] += row.getLong(3);
                if (plan.moves(table)) {
                    kept.moving.merge(table.name(), row.getLong(3), Long::sum);
                }
                // one record without a date is enough: it is kept until somebody dates it
                LocalDate until =
                        newest == null ? Receipt.UNDATED : retained.rule().keptUntil(newest);
                kept.until.merge(
                        new SubjectKey(row.getString(1)), until, (left, right) -> left.isAfter(right) ? left : right);
            });
            if (measures.isEveryRow(rows[0], table, figures)) {
                kept.whole.add(table.name());
            }
        }
    }
}
