package dev.palimpsest.plan;

import dev.palimpsest.database.TableName;
import dev.palimpsest.map.Predicate;
import dev.palimpsest.map.ReassignDeclaration;
import dev.palimpsest.map.SubjectDeclaration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A condition of the map with the table whose rows it speaks of.
 *
 * @param way how the rows of which it is asked belong to a subject
 */
public record Condition(TableName table, Predicate predicate, Way way) {

    /** Every condition that a statement may hold, in the order of the map's parts, each once. */
    static List<Condition> of(Plan plan) {
        List<Condition> all = new ArrayList<>();
        SubjectDeclaration subject = plan.subject().declaration();
        Way own = plan.subjectPlan().requireWay().everyRow();
        add(all, subject.never(), own);
        add(all, subject.subscription(), own);
        if (subject.reassign() instanceof ReassignDeclaration.Shared shared) {
            add(all, shared.condition(), own);
        }
        subject.kinds().values().forEach(kind -> add(all, kind, own));
        for (ActivitySource source : plan.activity()) {
            add(all, source.way());
            add(all, source.declaration().where(), source.way());
        }
        for (Blocker blocker : plan.blockers()) {
            add(all, blocker.way());
            add(all, blocker.declaration().where(), blocker.way());
        }
        for (TablePlan step : plan.steps()) {
            add(all, step.way());
        }
        plan.identifiers().stream().flatMap(IdentifierSource::rows).forEach(row -> {
            add(all, row.way());
            add(all, row.where(), row.way().everyRow());
        });
        return List.copyOf(all);
    }

    /** The way's own, of every row at its end. */
    private static void add(List<Condition> all, @Nullable Way way) {
        if (way != null) {
            add(all, way.where(), way.everyRow());
        }
    }

    private static void add(List<Condition> all, @Nullable Predicate predicate, Way way) {
        boolean known = all.stream()
                .anyMatch(each ->
                        each.table().equals(way.table()) && each.predicate().equals(predicate));
        if (predicate != null && !known) {
            all.add(new Condition(way.table(), predicate, way));
        }
    }
}
