package dev.palimpsest.proof;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.plan.ActivitySource;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.plan.TablePlan;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How well the anonymised subjects hide among each other: over the kept quasi-identifiers of all of them, and by their kept
 * histories, since a unique history singles out as surely as a birth date (WP29 Opinion 05/2014, "singling out").
 *
 * @param quasiIdentifiers columns compared
 * @param subjects anonymised subjects of all runs
 * @param smallestGroup subjects in the smallest group with equal values; 0 when there is no group
 * @param groupsBelowK groups with fewer than {@value #K} subjects
 * @param subjectsBelowK subjects in those groups
 * @param histories per kept activity, how many histories are unique
 */
public record Risk(
        List<String> quasiIdentifiers,
        long subjects,
        long smallestGroup,
        long groups,
        long groupsBelowK,
        long subjectsBelowK,
        List<History> histories,
        List<String> advice) {

    /** Groups below this size count as small. */
    public static final int K = 5;

    /**
     * @param activity id of the activity
     * @param subjects anonymised subjects that have a history
     * @param unique of these, subjects whose history nobody shares
     */
    public record History(String activity, long subjects, long unique) {}

    static Risk of(Session session, Plan plan, LocalDate today) throws SQLException {
        List<Column> columns = plan.subject().quasiIdentifiers();
        long[] groups = groups(session, plan, columns);
        List<History> histories = histories(session, plan, today);
        List<String> names = columns.stream().map(Column::name).toList();
        return new Risk(
                names,
                groups[0],
                groups[1],
                groups[2],
                groups[3],
                groups[4],
                histories,
                advice(names, groups[3], groups[4], histories));
    }

    private static List<String> advice(List<String> columns, long small, long inSmall, List<History> histories) {
        List<String> advice = new ArrayList<>();
        // where nothing is compared everybody is one group, and there is nothing to coarsen
        if (small > 0 && !columns.isEmpty()) {
            advice.add((inSmall == 1 ? "1 person stands in a group" : inSmall + " people stand in groups")
                    + " of fewer than " + K + ". Coarsen " + String.join(", ", columns)
                    + " further, or erase one of them.");
        }
        for (History history : histories) {
            if (history.unique() > 0) {
                advice.add(history.unique() + " of " + history.subjects() + " histories of '" + history.activity()
                        + "' are unique. Coarser dates, or a shared profile, would hide them.");
            }
        }
        return advice;
    }

    private static long[] groups(Session session, Plan plan, List<Column> columns) throws SQLException {
        Dialect dialect = session.dialect();
        Dialect.KeySet done = DoneKeys.ofAllRuns(plan, session);
        List<String> names = columns.stream()
                .map(column -> "s." + dialect.quote(column.name()))
                .toList();
        Sql sql = new Sql()
                .add(done.with())
                .add("select coalesce(sum(n), 0), coalesce(min(n), 0), count(*), coalesce(sum(case when n < " + K
                        + " then 1 else 0 end), 0), coalesce(sum(case when n < " + K + " then n else 0 end), 0)"
                        + " from (select count(*) as n from "
                        + dialect.quote(plan.subject().table().name()) + " s join "
                        + done.relation() + " k on s."
                        + dialect.quote(plan.subject().key().name())
                        + " = k.palimpsest_key" + (names.isEmpty() ? "" : " group by " + String.join(", ", names))
                        + ") g where n > 0");
        long[] found = session.first(sql, row -> {
            long[] values = new long[5];
            for (int i = 0; i < values.length; i++) {
                values[i] = row.getLong(i + 1);
            }
            return values;
        });
        return found == null ? new long[5] : found;
    }

    private static List<History> histories(Session session, Plan plan, LocalDate today) throws SQLException {
        List<History> histories = new ArrayList<>();
        for (ActivitySource source : plan.activity()) {
            Optional<TablePlan> table = plan.table(source.table().name());
            boolean subjectsOwn =
                    source.table().name().equals(plan.subject().table().name());
            if (subjectsOwn || table.isEmpty() || table.get().deletes()) {
                continue;
            }
            Dialect dialect = session.dialect();
            Dialect.KeySet done = DoneKeys.ofAllRuns(plan, session);
            String at = dialect.quote(source.table().name(), source.at().name());
            Sql sql = new Sql()
                    .add(done.with())
                    .add("select coalesce(sum(n), 0), coalesce(sum(case when n = 1 then 1 else 0 end), 0) from"
                            + " (select count(*) as n from (select " + dialect.historyDigest(at) + " as history from ")
                    .add(source.way()
                            .among(source.way().source(done.relation(), dialect), source.table(), dialect, today))
                    .add(" group by palimpsest_way.palimpsest_key) h group by history) g");
            History history = session.first(sql, row -> new History(source.id(), row.getLong(1), row.getLong(2)));
            if (history != null) {
                histories.add(history);
            }
        }
        return histories;
    }
}
