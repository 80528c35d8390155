package dev.palimpsest.plan;

import dev.palimpsest.database.TableName;
import dev.palimpsest.map.Predicate;
import dev.palimpsest.map.ReassignDeclaration;
import dev.palimpsest.map.SubjectDeclaration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A condition of the map with the table whose rows it speaks of. */
public record Condition(TableName table, Predicate predicate) {

    /** Every condition that a statement may hold, in the order of the map's parts. */
    static List<Condition> of(Plan plan) {
        List<Condition> all = new ArrayList<>();
        SubjectDeclaration subject = plan.subject().declaration();
        TableName subjects = plan.subject().table().name();
        add(all, subjects, subject.never());
        add(all, subjects, subject.subscription());
        if (subject.reassign() instanceof ReassignDeclaration.Shared shared) {
            add(all, subjects, shared.condition());
        }
        subject.kinds().values().forEach(kind -> add(all, subjects, kind));
        for (ActivitySource source : plan.activity()) {
            add(all, source.table().name(), source.declaration().where());
            add(all, source.table().name(), source.way().where());
        }
        for (Blocker blocker : plan.blockers()) {
            add(all, blocker.table().name(), blocker.declaration().where());
            add(all, blocker.table().name(), blocker.way().where());
        }
        for (TablePlan step : plan.steps()) {
            Way way = step.way();
            add(all, step.name(), way == null ? null : way.where());
        }
        return all.stream().distinct().toList();
    }

    private static void add(List<Condition> all, TableName table, @Nullable Predicate predicate) {
        if (predicate != null) {
            all.add(new Condition(table, predicate));
        }
    }
}
