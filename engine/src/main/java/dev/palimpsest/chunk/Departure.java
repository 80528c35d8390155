package dev.palimpsest.chunk;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.ForeignKey;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.TableName;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.plan.NothingKept;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.plan.TablePlan;
import dev.palimpsest.plan.Way;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.treatment.Treatment;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What happens when every row is as the map wants it: rows that are reassigned move, and own rows go. */
public final class Departure {
    private final Plan plan;
    private final LocalDate today;
    private final Reassignment reassignment;
    private final Set<TableName> triggered;

    public Departure(Plan plan, LocalDate today, Measures measures) {
        this.plan = plan;
        this.today = today;
        this.reassignment = new Reassignment(plan, today, measures);
        this.triggered = TriggerReach.of(plan);
    }

    /** See {@link Reassignment#lock}. */
    void lock(Session session) throws SQLException {
        reassignment.lock(session);
    }

    /**
     * Whether the table's turn comes after the subjects' own rows: the own row itself where it goes, and what a trigger
     * writes to when it does.
     */
    boolean comesLast(TablePlan table) {
        if (!plan.subjectPlan().deletes()) {
            return false;
        }
        boolean isSubject = table.name().equals(plan.subject().table().name());
        return isSubject || (table.deletes() && triggered.contains(table.name()) && !refersToSubject(table));
    }

    private boolean refersToSubject(TablePlan table) {
        return plan.schema().referencesTo(plan.subject().table().name()).stream()
                .map(ForeignKey::from)
                .anyMatch(table.name()::equals);
    }

    /** Moves the rows of the subjects in the chunk table. */
    Reassignment.Moved move(Session session, List<SubjectKey> people) throws SQLException {
        for (TablePlan table : plan.tables()) {
            if (plan.moves(table)) {
                requireTreated(session, table);
            }
        }
        return reassignment.move(session, people);
    }

    /** Rows that have moved cannot be told from the others any more, so they are read again before. */
    private void requireTreated(Session session, TablePlan table) throws SQLException {
        Dialect dialect = session.dialect();
        Map<Column, Sql> wanted = new LinkedHashMap<>();
        for (Map.Entry<Column, Treatment.Computed> entry : table.computed().entrySet()) {
            Optional<Sql> holds = entry.getValue()
                    .holdsAfterwards(
                            entry.getKey(),
                            dialect.quote(table.name(), entry.getKey().name()),
                            dialect);
            holds.ifPresent(condition -> wanted.put(entry.getKey(), condition));
        }
        if (wanted.isEmpty()) {
            return;
        }
        List<Sql> counts = new ArrayList<>();
        wanted.values()
                .forEach(holds ->
                        counts.add(Sql.of("coalesce(sum(case when ").add(holds).add(" then 0 else 1 end), 0)")));
        Way way = table.requireWay();
        Sql sql = Sql.of("select ")
                .join(", ", counts)
                .add(" from ")
                .add(way.beside(
                        way.lookedUp(
                                dialect.chunkTable(plan.subject().key().typeName())
                                        .relation(),
                                dialect),
                        table.table(),
                        table.unprotected(dialect, plan.map().zone(), today),
                        dialect,
                        today));
        List<Column> columns = List.copyOf(wanted.keySet());
        session.forEach(sql, row -> {
            for (int i = 0; i < columns.size(); i++) {
                if (row.getLong(i + 1) != 0) {
                    throw new PalimpsestException(
                            ErrorCode.UNEXPECTED_ROW_COUNT,
                            table.name() + "." + columns.get(i).name() + ": " + row.getLong(i + 1)
                                    + " rows are not as the map wants them after they were treated. A trigger or rule"
                                    + " changes them back, or somebody has just written them.");
                }
            }
        });
    }

    /**
     * Removes the rows of those in the chunk table of whom nothing is kept, where the map wants it.
     *
     * @return who went
     */
    Set<SubjectKey> removeWhereNothingIsKept(Session session) throws SQLException {
        if (!plan.subject().declaration().deleteWhenNothingKept()) {
            return Set.of();
        }
        Dialect dialect = session.dialect();
        Column key = plan.subject().key();
        TableName table = plan.subject().table().name();
        List<String> alone = session.list(
                Sql.of("select " + dialect.asText("palimpsest_k.palimpsest_key") + " from "
                                + dialect.chunkTable(plan.subject().key().typeName())
                                        .relation() + " palimpsest_k where ")
                        .add(NothingKept.holds(plan, "palimpsest_k.palimpsest_key", dialect, today)),
                row -> row.getString(1));
        if (alone.isEmpty()) {
            return Set.of();
        }
        long removed = session.update(dialect.deleteUsing(
                plan.subject().table(),
                dialect.rows(List.of(alone), List.of(key.typeName())).add(" palimpsest_alone"),
                Sql.of(dialect.quote(table, key.name()) + " = palimpsest_alone.c0")));
        if (removed != alone.size()) {
            throw new PalimpsestException(
                    ErrorCode.UNEXPECTED_ROW_COUNT,
                    table + ": " + removed + " rows were removed instead of " + alone.size()
                            + ". A trigger, a rule or row-level security stands in the way; see what fires there.");
        }
        return alone.stream().map(SubjectKey::new).collect(Collectors.toSet());
    }
}
