package dev.palimpsest.proof;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.identity.Fingerprinter;
import dev.palimpsest.identity.Redactor;
import dev.palimpsest.identity.TraceSet;
import dev.palimpsest.ledger.GoneSubjects;
import dev.palimpsest.ledger.OwnTables;
import dev.palimpsest.ledger.RunRecord;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.plan.TablePlan;
import dev.palimpsest.plan.TreatedSubjects;
import dev.palimpsest.plan.Way;
import dev.palimpsest.trace.HitClass;
import dev.palimpsest.trace.Leftover;
import dev.palimpsest.trace.Leftovers;
import dev.palimpsest.trace.RowNames;
import dev.palimpsest.trace.TextChange;
import dev.palimpsest.treatment.Redact;
import dev.palimpsest.treatment.Treatment;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Reads every treated column of the treated subjects again: is what the map wanted really there? This finds what no search
 * for identifiers can: a birth date that was not coarsened, a note that was not erased.
 */
final class TreatmentCheck {
    private final Plan plan;
    private final RunRecord run;
    private final Set<SubjectKey> activeAfterwards;
    private final Redactor redactor;
    private final RowNames names;
    private final Leftovers.Taker taker;

    /**
     * @param activeAfterwards subjects of whom the business has written since; what differs there is reported apart
     * @param searched what the proof looks for
     * @param taker is given every row that is wrong
     */
    TreatmentCheck(
            Plan plan,
            RunRecord run,
            Set<SubjectKey> activeAfterwards,
            Fingerprinter fingerprinter,
            TraceSet searched,
            Leftovers.Taker taker) {
        this.plan = plan;
        this.run = run;
        this.activeAfterwards = activeAfterwards;
        this.redactor = new Redactor(fingerprinter);
        this.names = new RowNames(plan, fingerprinter, searched);
        this.taker = taker;
    }

    /**
     * A column as it was found again.
     *
     * @param column empty for a table whose rows were to go
     * @param rows rows read
     * @param wrong rows that are not as the treatment leaves them
     * @param afterwards of those, rows of subjects of whom the business has written since; not counted as wrong
     */
    record Checked(String table, String column, String treatment, long rows, long wrong, long afterwards) {}

    record Outcome(List<Checked> checked) {
        long wrong() {
            return checked.stream().mapToLong(Checked::wrong).sum();
        }
    }

    Outcome check(Session session) throws SQLException {
        Outcome outcome = new Outcome(new ArrayList<>());
        for (TablePlan table : plan.steps()) {
            if (!table.treatsRows()) {
                continue;
            }
            if (table.deletes()) {
                checkGone(session, table, outcome);
                continue;
            }
            if (table.reassigns()) {
                checkMoved(session, table, outcome);
            }
            checkComputed(session, table, outcome);
            for (Map.Entry<Column, Redact> entry : table.redacted().entrySet()) {
                checkRedacted(session, table, entry.getKey(), entry.getValue(), outcome);
            }
        }
        return outcome;
    }

    private void checkGone(Session session, TablePlan table, Outcome outcome) throws SQLException {
        Count count = new Count(table, "", "deleted", outcome);
        session.forEach(
                rows(session, table, Sql.of("false")), row -> count.row(row.getString(1), row.getString(2), false));
        count.close();
    }

    /** No row leads to somebody treated any more, statutory records included. */
    private void checkMoved(Session session, TablePlan table, Outcome outcome) throws SQLException {
        Count count = new Count(table, table.requireWay().linkColumn().name(), "reassigned", outcome);
        session.forEach(
                ownRows(session, table, Sql.of("false")), row -> count.row(row.getString(1), row.getString(2), false));
        count.close();
    }

    /** One statement counts what is wrong in all columns; only where something is, rows are fetched. */
    private void checkComputed(Session session, TablePlan table, Outcome outcome) throws SQLException {
        Map<Column, Sql> conditions = new LinkedHashMap<>();
        for (Map.Entry<Column, Treatment.Computed> entry : table.computed().entrySet()) {
            Column column = entry.getKey();
            entry.getValue()
                    .holdsAfterwards(column, session.dialect().quote(table.name(), column.name()), session.dialect())
                    .ifPresent(holds -> conditions.put(column, holds));
        }
        if (conditions.isEmpty()) {
            return;
        }
        long[] counted = counted(session, table, conditions.values());
        int index = 0;
        for (Map.Entry<Column, Sql> entry : conditions.entrySet()) {
            Treatment treatment = Objects.requireNonNull(table.computed().get(entry.getKey()));
            Count count = new Count(table, entry.getKey().name(), treatment.describe(), outcome);
            count.rows = counted[0];
            if (counted[++index] > 0) {
                count.rows -= counted[index];
                session.forEach(
                        rows(session, table, Sql.of("false")).add(" and not ").add(surely(entry.getValue())),
                        row -> count.row(row.getString(1), row.getString(2), false));
            }
            count.close();
        }
    }

    /** The number of rows, and of each condition how many it does not hold for. */
    private long[] counted(Session session, TablePlan table, Collection<Sql> conditions) throws SQLException {
        Sql counts = Sql.of("count(*)");
        for (Sql condition : conditions) {
            counts.add(", count(case when ").add(surely(condition)).add(" then null else 1 end)");
        }
        long[] counted = session.first(unprotected(session, table, from(session, table, counts)), row -> {
            long[] each = new long[conditions.size() + 1];
            for (int i = 0; i < each.length; i++) {
                each[i] = row.getLong(i + 1);
            }
            return each;
        });
        return Objects.requireNonNull(counted);
    }

    /** What nobody knows to hold does not. */
    private static Sql surely(Sql condition) {
        return Sql.of("coalesce(").add(condition).add(", false)");
    }

    private void checkRedacted(Session session, TablePlan table, Column column, Redact redact, Outcome outcome)
            throws SQLException {
        Count count = new Count(table, column.name(), redact.describe(), outcome);
        Sql text = Sql.of(session.dialect().asText(session.dialect().quote(table.name(), column.name())));
        session.forEach(rows(session, table, text), row -> {
            String content = row.getString(3);
            count.row(row.getString(1), row.getString(2), content == null || isRedacted(column, content, redact));
        });
        count.close();
    }

    private boolean isRedacted(Column column, String text, Redact redact) {
        return redactor.redact(TextChange.form(column), text, TraceSet.empty(), redact.mark()) == null;
    }

    /** The subject's key, the row's key and a value of every unprotected row of the run's subjects. */
    private Sql rows(Session session, TablePlan table, Sql value) {
        return unprotected(session, table, ownRows(session, table, value));
    }

    private Sql unprotected(Session session, TablePlan table, Sql rows) {
        return rows.add(" where ")
                .add(table.unprotected(session.dialect(), plan.map().zone(), run.today()));
    }

    /** The same of every row, statutory records included. */
    private Sql ownRows(Session session, TablePlan table, Sql value) {
        Dialect dialect = session.dialect();
        String key =
                names.of(table.table()).expression(dialect.quote(table.name().name()), dialect);
        Sql selected = Sql.of(dialect.asText("palimpsest_way.palimpsest_key") + ", " + key + ", ");
        return from(session, table, selected.add(value));
    }

    private Sql from(Session session, TablePlan table, Sql selected) {
        Dialect dialect = session.dialect();
        Dialect.KeySet done = DoneKeys.of(run.id(), plan, session);
        OwnTables own = new OwnTables(plan.subject().table().name());
        TreatedSubjects treated = new GoneSubjects(own, session)::isTreated;
        Way way = table.requireWay();
        Sql rows = way.rows(done.relation(), treated, dialect, run.today());
        return new Sql()
                .add(done.with())
                .add("select ")
                .add(selected)
                .add(" from ")
                // an index that begins with what a condition names would be read as a whole beside every person
                .add(
                        way.where() == null
                                ? way.among(rows, table.table(), dialect, run.today())
                                : way.beside(rows, table.table(), new Sql(), dialect, run.today()));
    }

    /** Counts the rows of one column. */
    private final class Count {
        private final TablePlan table;
        private final String column;
        private final String treatment;
        private final Outcome outcome;
        private final RowNames.OfTable named;
        private long rows;
        private long wrong;
        private long afterwards;

        Count(TablePlan table, String column, String treatment, Outcome outcome) {
            this.table = table;
            this.column = column;
            this.treatment = treatment;
            this.outcome = outcome;
            this.named = names.of(table.table());
        }

        /** @param key what was read to name the row */
        void row(String subject, String key, boolean asTreated) {
            rows++;
            if (asTreated) {
                return;
            }
            if (activeAfterwards.contains(new SubjectKey(subject))) {
                afterwards++;
                return;
            }
            wrong++;
            taker.take(List.of(new Leftover(
                    table.name(), column, named.name(key), "not " + treatment, HitClass.RESIDUAL, true, false, null)));
        }

        void close() {
            outcome.checked().add(new Checked(table.name().toString(), column, treatment, rows, wrong, afterwards));
        }
    }
}
