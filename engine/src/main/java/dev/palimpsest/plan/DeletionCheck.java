package dev.palimpsest.plan;

import dev.palimpsest.database.ForeignKey;
import dev.palimpsest.database.Table;
import dev.palimpsest.database.TableName;
import dev.palimpsest.map.TableDeclaration;
import dev.palimpsest.problem.ErrorCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Sees to it that a deletion reaches nothing that is to be kept, and finds the order in which rows may go. */
final class DeletionCheck {
    private final Compilation compilation;
    private final Map<TableName, TablePlan> plans;

    DeletionCheck(Compilation compilation, List<TablePlan> plans) {
        this.compilation = compilation;
        this.plans = plans.stream().collect(Collectors.toMap(TablePlan::name, plan -> plan));
    }

    void check(TablePlan plan, TableDeclaration declaration) {
        for (ForeignKey reference : compilation.schema.referencesTo(plan.name())) {
            Table child = compilation.schema.require(reference.from());
            TablePlan childPlan = plans.get(child.name());
            boolean goesFirst = childPlan != null && childPlan.deletes();
            if (goesFirst || child.name().equals(plan.name()) || child.kind() == Table.Kind.PARTITION) {
                continue;
            }
            String shown = compilation.shown(child.name());
            String parent = compilation.shown(plan.name());
            switch (reference.onDelete()) {
                case CASCADE ->
                    compilation.problem(
                            ErrorCode.MAP_DELETE_REACHES_KEPT,
                            declaration.at(),
                            "deleting rows of " + parent + " would cascade into " + shown
                                    + ", whose rows are to stay. Delete both, or keep both.");
                case RESTRICT ->
                    compilation.problem(
                            ErrorCode.MAP_DELETE_REACHES_KEPT,
                            declaration.at(),
                            "rows of " + shown + " refer to " + parent
                                    + " and stay, so the database would refuse to delete. "
                                    + "Delete both, or treat the columns of " + parent + " instead.");
                case SET_NULL, SET_DEFAULT ->
                    compilation.warnings.add("deleting rows of " + parent + " clears " + shown + "."
                            + String.join(", ", reference.columns()) + ".");
            }
        }
    }

    /**
     * Updates of tables with triggers, then deletions of rows before the rows they refer to, then updates of the other
     * tables, so that what triggers write is treated after it was written.
     */
    List<TablePlan> inOrder() {
        Comparator<TablePlan> byName = Comparator.comparing(TablePlan::name);
        List<TablePlan> order = new ArrayList<>();
        plans.values().stream()
                .filter(plan -> !plan.deletes() && !plan.table().triggers().isEmpty())
                .sorted(byName)
                .forEach(order::add);
        Set<TableName> done = new HashSet<>();
        plans.values().stream()
                .filter(TablePlan::deletes)
                .sorted(Comparator.<TablePlan, Boolean>comparing(
                                plan -> plan.table().triggers().isEmpty())
                        .thenComparing(byName))
                .forEach(plan -> childrenFirst(plan, done, order));
        plans.values().stream()
                .filter(plan -> !plan.deletes() && plan.table().triggers().isEmpty())
                .sorted(byName)
                .forEach(order::add);
        return order;
    }

    private void childrenFirst(TablePlan plan, Set<TableName> done, List<TablePlan> order) {
        if (!done.add(plan.name())) {
            return;
        }
        for (ForeignKey reference : compilation.schema.referencesTo(plan.name())) {
            TablePlan child = plans.get(reference.from());
            if (child != null && child.deletes()) {
                childrenFirst(child, done, order);
            }
        }
        order.add(plan);
    }
}
