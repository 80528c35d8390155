package dev.palimpsest.chunk;

import dev.palimpsest.check.FailingCondition;
import dev.palimpsest.database.Column;
import dev.palimpsest.database.ConnectionFailure;
import dev.palimpsest.database.Session;
import dev.palimpsest.identity.TraceSet;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.plan.TablePlan;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.trace.Traces;
import dev.palimpsest.treatment.Treatment;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where the data of one person stand against their treatment. Of a value that is out of range a database names neither table
 * nor column, so the steps are tried once more for this person alone, and then column by column; all of it is undone.
 */
final class RefusedPlace {
    private final Plan plan;
    private final LocalDate today;
    private final ChunkLocks locks;
    private final ChunkTreatment treatment;
    private final Departure departure;
    private final Traces traces;

    RefusedPlace(
            Plan plan,
            LocalDate today,
            ChunkLocks locks,
            ChunkTreatment treatment,
            Departure departure,
            Traces traces) {
        this.plan = plan;
        this.today = today;
        this.locks = locks;
        this.treatment = treatment;
        this.departure = departure;
        this.traces = traces;
    }

    /**
     * Names it as far as it can be found: condition, table, column, constraint.
     *
     * @param session with nothing under way, and so afterwards
     * @param refused what the database said when the person was alone in a chunk
     */
    String of(Session session, SubjectKey key, SQLException refused) throws SQLException {
        ConnectionFailure.Refusal said = ConnectionFailure.refusal(refused);
        if (said.isNamed()) {
            return said.toString();
        }
        try {
            return found(session, key, refused).orElse(said.toString());
        } catch (SQLException | PalimpsestException | ChunkLocks.WritersStillBusy otherwise) {
            // the person has changed or is busy: what was said first is all there is to say
            return said.toString();
        } finally {
            session.connection().rollback();
        }
    }

    private Optional<String> found(Session session, SubjectKey key, SQLException refused)
            throws SQLException, ChunkLocks.WritersStillBusy {
        session.execute(session.dialect().boundLockWaits(ChunkLocks.LOCK_WAIT_MILLIS));
        session.execute(session.dialect()
                .fillChunkTable(List.of(key), plan.subject().key().typeName()));
        Optional<String> condition = FailingCondition.ofChunk(plan, session, today, refused);
        if (condition.isPresent()) {
            return condition;
        }
        session.connection().rollback();
        departure.lock(session);
        if (!locks.lock(session, List.of(key)).free().contains(key)) {
            return Optional.empty();
        }
        Map<SubjectKey, TraceSet> forms = traces.read(session, List.of(key)).own();
        List<TablePlan> last =
                plan.tables().stream().filter(departure::comesLast).toList();
        Optional<String> early = found(
                session,
                plan.steps().stream().filter(step -> !last.contains(step)).toList(),
                () -> forms,
                refused);
        if (early.isPresent() || last.isEmpty()) {
            return early;
        }
        departure.move(session, List.of(key));
        return found(session, last, () -> forms, refused);
    }

    private Optional<String> found(
            Session session, List<TablePlan> steps, Supplier<Map<SubjectKey, TraceSet>> forms, SQLException refused)
            throws SQLException {
        for (TablePlan step : steps) {
            if (step.treatsRows() && isRefused(session, step, forms, refused, false)) {
                Optional<Column> column = column(session, step, forms, refused);
                return Optional.of(ConnectionFailure.refusal(refused)
                        .at(step.name(), column.map(Column::name).orElse(null))
                        .toString());
            }
        }
        return Optional.empty();
    }

    /** The column that fails alone. Where a trigger fires for every one of them alike, it is none of them. */
    private Optional<Column> column(
            Session session, TablePlan step, Supplier<Map<SubjectKey, TraceSet>> forms, SQLException refused)
            throws SQLException {
        if (step.deletes() || ConnectionFailure.isInsideProcedure(refused)) {
            return Optional.empty();
        }
        Map<Column, Treatment> treated = new LinkedHashMap<>(step.computed());
        treated.putAll(step.redacted());
        List<Column> failing = new ArrayList<>();
        for (Map.Entry<Column, Treatment> entry : treated.entrySet()) {
            Map<Column, Treatment> alone = Map.of(entry.getKey(), entry.getValue());
            TablePlan narrowed = new TablePlan(step.table(), step.way(), step.rows(), alone, step.retained());
            if (isRefused(session, narrowed, forms, refused, true)) {
                failing.add(entry.getKey());
            }
        }
        boolean maybeTrigger = !step.table().triggers().isEmpty() && failing.size() == treated.size();
        return maybeTrigger ? Optional.empty() : failing.stream().findFirst();
    }

    /** @param undone whether what was done is undone even if it is not refused */
    private boolean isRefused(
            Session session,
            TablePlan step,
            Supplier<Map<SubjectKey, TraceSet>> forms,
            SQLException refused,
            boolean undone)
            throws SQLException {
        Savepoint before = session.connection().setSavepoint();
        try {
            treatment.apply(session, step, forms);
            if (undone) {
                session.connection().rollback(before);
            }
            return false;
        } catch (PalimpsestException other) {
            session.connection().rollback(before);
            return false;
        } catch (SQLException again) {
            if (ConnectionFailure.isOfTheMoment(again)) {
                throw again;
            }
            session.connection().rollback(before);
            return ConnectionFailure.refusal(again)
                    .state()
                    .equals(ConnectionFailure.refusal(refused).state());
        }
    }
}
