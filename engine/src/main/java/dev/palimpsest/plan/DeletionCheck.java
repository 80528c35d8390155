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
import java.util.stream.Stream;

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
            if (child.kind() == Table.Kind.PARTITION || childPlan == null && isToGo(child.name())) {
                continue;
            }
            String shown = compilation.shown(child.name());
            String parent = compilation.shown(plan.name());
            if (childPlan != null && (isReassigned(childPlan, reference) || isSevered(childPlan, reference))) {
                continue;
            }
            if (childPlan != null && childPlan.deletes() && !refersToAnother(plan, reference)) {
                if (reference.onDelete() == ForeignKey.DeleteRule.CASCADE && !isWay(childPlan, reference)) {
                    compilation.problem(
                            ErrorCode.MAP_DELETE_REACHES_KEPT,
                            declaration.at(),
                            "deleting rows of " + parent + " would cascade into " + shown
                                    + ", where rows of other people may refer to them. Treat the columns of " + parent
                                    + " instead, or have the foreign key not cascade.");
                }
                continue;
            }
            switch (reference.onDelete()) {
                case CASCADE ->
                    compilation.problem(
                            ErrorCode.MAP_DELETE_REACHES_KEPT,
                            declaration.at(),
                            "deleting rows of " + parent + " would cascade into " + shown + ", whose rows are to stay. "
                                    + waysOut(plan, reference));
                case RESTRICT ->
                    compilation.problem(
                            ErrorCode.MAP_DELETE_REACHES_KEPT,
                            declaration.at(),
                            "rows of " + shown + " refer to " + parent
                                    + " (" + String.join("+", reference.columns())
                                    + ") and stay, so the database would refuse to delete. "
                                    + waysOut(plan, reference));
                case SET_NULL, SET_DEFAULT ->
                    compilation.warnings.add("deleting rows of " + parent + " clears " + shown + "."
                            + String.join(", ", reference.columns()) + ".");
            }
        }
    }

    /** Of which the map says that rows go, though not yet whose: that is reported by itself. */
    private boolean isToGo(TableName name) {
        return compilation.map.treatment().stream()
                .anyMatch(declaration -> declaration.rows() == TableDeclaration.Rows.DELETE
                        && compilation.name(declaration.table()).equals(name));
    }

    private static boolean isReassigned(TablePlan child, ForeignKey reference) {
        return child.reassigns() && isWay(child, reference);
    }

    /** Whether the reference is erased in everybody's rows before the referred row goes. */
    private static boolean isSevered(TablePlan child, ForeignKey reference) {
        return child.severed().stream()
                .filter(coOwner -> reference
                        .columns()
                        .equals(List.of(coOwner.requireWay().linkColumn().name())))
                .map(coOwner -> coOwner.treatments().get(coOwner.requireWay().linkColumn()))
                .anyMatch(link -> link != null && link.empties());
    }

    private String waysOut(TablePlan plan, ForeignKey reference) {
        String parent = compilation.shown(plan.name());
        if (refersToAnother(plan, reference)) {
            return "Erase it under 'co-owners', have the foreign key clear itself (ON DELETE SET NULL), or treat the"
                    + " columns of " + parent + " instead.";
        }
        return (isSubject(plan)
                        ? "Delete both, reassign " + String.join("+", reference.columns())
                                + " or erase it under 'co-owners'"
                        : "Delete both")
                + ", or treat the columns of " + parent + " instead.";
    }

    private boolean isSubject(TablePlan plan) {
        return plan.name().equals(compilation.name(compilation.map.subject().table()));
    }

    /** A subject's row that refers to another subject's belongs to somebody who may stay. */
    private boolean refersToAnother(TablePlan plan, ForeignKey reference) {
        return isSubject(plan) && reference.from().equals(plan.name());
    }

    /** Rows that stay and are found only by way of deleted ones would be lost to the treatment and to the proof. */
    void checkWays(TablePlan plan, TableDeclaration declaration) {
        for (TablePlan other : plans.values()) {
            if (!other.deletes()
                    && wayOver(plan, other)
                            .anyMatch(hop -> !isRefused(hop) && !isReassigned(hop) && !letsGo(other, hop))) {
                compilation.problem(
                        ErrorCode.MAP_DELETE_REACHES_KEPT,
                        declaration.at(),
                        "rows of " + compilation.shown(other.name()) + " stay, and only rows of "
                                + compilation.shown(plan.name()) + " tell whose they are. Delete both, or keep both"
                                + (isSubject(plan) ? ", or reassign the column that leads there." : "."));
            }
        }
    }

    /** The references to a table on another's way. */
    private static Stream<Way.Hop> wayOver(TablePlan plan, TablePlan other) {
        Way way = other.way();
        return way == null || way.isReferredTo()
                ? Stream.empty()
                : way.hops().stream().filter(hop -> hop.to().equals(plan.name()));
    }

    private static boolean letsGo(TablePlan plan, Way.Hop hop) {
        return plan.letsGo() && plan.requireWay().hops().getFirst().equals(hop);
    }

    private boolean isReassigned(Way.Hop hop) {
        TablePlan from = plans.get(hop.from());
        return from != null
                && from.reassigns()
                && from.requireWay().linkColumn().equals(hop.column());
    }

    /** Whether {@link #check} refuses already that the referred rows are deleted. */
    private boolean isRefused(Way.Hop hop) {
        return compilation.schema.require(hop.from()).foreignKeys().stream()
                .filter(key -> key.columns().equals(List.of(hop.column().name()))
                        && key.to().equals(hop.to()))
                .anyMatch(key -> key.onDelete() == ForeignKey.DeleteRule.CASCADE
                        || key.onDelete() == ForeignKey.DeleteRule.RESTRICT);
    }

    /** Whether the rows that refer by this reference are the very rows that belong to the subject. */
    private static boolean isWay(TablePlan child, ForeignKey reference) {
        Way way = child.way();
        return way != null
                && way.where() == null
                && !way.hops().isEmpty()
                && way.hops().getFirst().to().equals(reference.to())
                && reference.columns().equals(List.of(way.linkColumn().name()));
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
        tiedByValueFirst(order);
        heldFirst(order);
        return order;
    }

    /** Rows that others refer to come before those others lose the reference, for by it they are found. */
    private void heldFirst(List<TablePlan> order) {
        for (TablePlan held : List.copyOf(order)) {
            if (held.way() == null || held.deletes()) {
                continue;
            }
            for (Way.Holder holder : held.requireWay().holders()) {
                TablePlan referring = plans.get(holder.reference().from());
                int at = referring == null ? -1 : order.indexOf(referring);
                if (referring == null || at < 0 || at > order.indexOf(held) || staysTied(referring, holder)) {
                    continue;
                }
                order.remove(held);
                order.add(at, held);
            }
        }
    }

    private static boolean staysTied(TablePlan referring, Way.Holder holder) {
        return !referring.deletes()
                && referring.computed().keySet().stream()
                        .noneMatch(column -> holder.reference().columns().contains(column.name()));
    }

    /** Rows that are found by a value come before the row in which that value is changed, which stays where it is. */
    private void tiedByValueFirst(List<TablePlan> order) {
        for (TablePlan plan : List.copyOf(order)) {
            if (plan.way() != null && (plan.letsGo() || plan.deletes())) {
                for (Way.Hop hop : plan.requireWay().hops()) {
                    TablePlan target = plans.get(hop.to());
                    if (target != null && !target.keeps(hop.toColumn()) && (plan.letsGo() || !target.deletes())) {
                        moveBefore(plan, target, order, new HashSet<>());
                    }
                }
            }
        }
    }

    /** With what has to go before the plan itself. */
    private void moveBefore(TablePlan plan, TablePlan target, List<TablePlan> order, Set<TableName> moved) {
        if (order.indexOf(plan) <= order.indexOf(target) || !moved.add(plan.name())) {
            return;
        }
        order.remove(plan);
        order.add(order.indexOf(target), plan);
        for (TablePlan other : List.copyOf(order)) {
            if (goesBefore(other, plan)) {
                moveBefore(other, plan, order, moved);
            }
        }
    }

    /** Whether rows that go, or let go, refer to those of the plan. */
    private boolean goesBefore(TablePlan other, TablePlan plan) {
        boolean refers = other.deletes()
                && compilation.schema.referencesTo(plan.name()).stream()
                        .anyMatch(reference -> reference.from().equals(other.name()));
        return refers
                || (other.deletes() || other.letsGo())
                        && wayOver(plan, other).findAny().isPresent();
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
        plans.values().stream()
                .filter(child ->
                        child.deletes() && wayOver(plan, child).findAny().isPresent())
                .sorted(Comparator.comparing(TablePlan::name))
                .forEach(child -> childrenFirst(child, done, order));
        order.add(plan);
    }
}
