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
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
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

        /** Of the people in the chunk table, whose rows are locked. */
        KeptRecords of(Session session) throws SQLException {
            KeptRecords kept = new KeptRecords(new HashMap<>(), new LinkedHashMap<>(), new HashSet<>());
            for (TablePlan others : plan.severed()) {
                areAllKept(session, others, kept);
            }
            for (TablePlan table : plan.tables()) {
                // of a table with co-owners this says too little: theirs are other rows
                if (areAllKept(session, table, kept) && measures.areFixed(table)) {
                    kept.whole.add(table.name());
                }
            }
            return kept;
        }

        /** @return whether the law keeps every row of theirs in this table, if there is any */
        private boolean areAllKept(Session session, TablePlan table, KeptRecords found) throws SQLException {
            TablePlan.Retained retained = table.retained();
            if (retained == null) {
                return false;
            }
            Dialect dialect = session.dialect();
            ZoneId zone = plan.map().zone();
            String day = dialect.day(
                    dialect.quote(table.name(), retained.starts().name()),
                    retained.starts().family(),
                    zone);
            Way way = table.requireWay();
            Sql people = way.lookedUp(
                    dialect.chunkTable(plan.subject().key().typeName()).relation(), dialect);
            Sql sql = Sql.of("select " + dialect.asText("palimpsest_r.palimpsest_key")
                            + ", max(palimpsest_r.palimpsest_day),"
                            + " count(palimpsest_r.palimpsest_day), count(palimpsest_r.palimpsest_over), count(*) from"
                            + " (select palimpsest_way.palimpsest_key as palimpsest_key, " + day
                            + " as palimpsest_day, case when ")
                    .add(table.unprotected(dialect, zone, today))
                    .add(" then 1 end as palimpsest_over from ")
                    .add(way.beside(people, table.table(), new Sql(), dialect, today))
                    .add(") palimpsest_r group by palimpsest_r.palimpsest_key");
            boolean[] whole = {true};
            session.forEach(sql, row -> {
                long rows = row.getLong(5);
                long kept = rows - row.getLong(4);
                whole[0] &= kept == rows;
                if (kept == 0) {
                    return;
                }
                if (plan.moves(table)) {
                    found.moving.merge(table.name(), kept, Long::sum);
                }
                // whatever is kept is newer than what is not, and a record without a date is kept
                LocalDate newest = row.getLong(3) < rows ? null : row.getObject(2, LocalDate.class);
                // one record without a date is enough: it is kept until somebody dates it
                LocalDate until =
                        newest == null ? Receipt.UNDATED : retained.rule().keptUntil(newest);
                found.until.merge(
                        new SubjectKey(row.getString(1)), until, (left, right) -> left.isAfter(right) ? left : right);
            });
            return whole[0];
        }
    }
}
