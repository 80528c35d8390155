package dev.palimpsest.plan;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.Table;
import dev.palimpsest.map.CoOwnerDeclaration;
import dev.palimpsest.map.Link;
import dev.palimpsest.map.TableDeclaration;
import dev.palimpsest.map.TreatmentDeclaration;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.problem.Position;
import dev.palimpsest.treatment.Treatment;
import dev.palimpsest.treatment.Treatments;
import dev.palimpsest.treatment.Unclaimed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compiles {@code co-owners}: which columns of a row are somebody else's, and what becomes of them when that one goes. */
final class CoOwners {
    private final Compilation compilation;
    private final SubjectTable subject;
    private final Ways ways;

    CoOwners(Compilation compilation, SubjectTable subject, Ways ways) {
        this.compilation = compilation;
        this.subject = subject;
        this.ways = ways;
    }

    /** One plan per co-owner: its way, and the treatments of the columns that are theirs. */
    List<TablePlan> of(
            TableDeclaration declaration, Table table, @Nullable Way owner, TablePlan.@Nullable Retained retained) {
        List<TablePlan> plans = new ArrayList<>();
        Map<Column, String> taken = new HashMap<>();
        if (!declaration.coOwners().isEmpty()) {
            refuseRows(declaration, table, owner);
        }
        for (CoOwnerDeclaration coOwner : declaration.coOwners()) {
            Map<Column, Treatment> theirs = theirs(coOwner, declaration, table, owner, retained);
            theirs.keySet().forEach(column -> {
                String other = taken.putIfAbsent(column, coOwner.column());
                if (other != null) {
                    refuse(
                            ErrorCode.MAP_DUPLICATE_KEY,
                            coOwner.at(),
                            table,
                            column,
                            "is decided under '" + other + "' and '" + coOwner.column()
                                    + "'. A column is one co-owner's: take it away from the other.");
                }
            });
            way(coOwner, table)
                    .ifPresent(way -> plans.add(
                            new TablePlan(table, way, TableDeclaration.Rows.STAY, theirs, retained, List.of())));
        }
        return plans;
    }

    /** What becomes of a co-owner's column when the row's owner goes; null for a column that is no co-owner's. */
    static @Nullable Treatment whenOwnerGoes(Column column, Table table, List<TablePlan> coOwners) {
        for (TablePlan plan : coOwners) {
            Column link = plan.requireWay().linkColumn();
            if (column.equals(link)) {
                return Treatments.keep();
            }
            Treatment.Computed theirs = plan.computed().get(column);
            if (theirs != null) {
                return new Unclaimed(table, link, theirs);
            }
        }
        return null;
    }

    /** The owner's plan with those of the co-owners, whose statistics are the owner's. */
    static TablePlan joined(TablePlan owner, List<TablePlan> coOwners) {
        TablePlan joined = owner.with(coOwners);
        return joined.with(coOwners.stream()
                .map(plan -> {
                    Map<Column, Treatment> treatments = new LinkedHashMap<>(plan.treatments());
                    joined.statistics().forEach(column -> treatments.putIfAbsent(column, Treatments.keep()));
                    return new TablePlan(plan.table(), plan.way(), plan.rows(), treatments, plan.retained());
                })
                .toList());
    }

    private void refuseRows(TableDeclaration declaration, Table table, @Nullable Way owner) {
        String shown = compilation.shown(table.name());
        boolean isSubject = table.name().equals(subject.table().name());
        if (owner == null) {
            compilation.problem(
                    ErrorCode.MAP_NO_LINK,
                    declaration.at(),
                    "no way leads from " + shown
                            + " to the subject, so its rows have no owner beside whom another could"
                            + " stand. Name the way with 'via'.");
        }
        if (declaration.rows() == TableDeclaration.Rows.DELETE && !isSubject) {
            compilation.problem(
                    ErrorCode.MAP_DELETE_REACHES_KEPT,
                    declaration.at(),
                    "rows of " + shown + " have co-owners, whose data would go with the owner's. Treat the columns of "
                            + shown + " instead, or take 'co-owners' away.");
        }
        if (table.primaryKey().isEmpty()) {
            compilation.problem(
                    ErrorCode.MAP_UNSAFE_TABLE,
                    declaration.at(),
                    shown + " has no primary key, by which a row would be known again after its co-owner was severed."
                            + " Give it one.");
        }
    }

    /** The column that refers to the co-owner; reported when there is none. */
    Optional<Column> column(CoOwnerDeclaration coOwner, Table table) {
        return compilation.column(table, coOwner.column(), coOwner.at());
    }

    private Optional<Way> way(CoOwnerDeclaration coOwner, Table table) {
        if (column(coOwner, table).isEmpty()) {
            return Optional.empty();
        }
        Optional<Way> way = ways.of(table, new Link(List.of(coOwner.column()), null, coOwner.at()));
        if (way.isPresent()
                && (way.get().hops().size() != 1
                        || !way.get()
                                .hops()
                                .getFirst()
                                .to()
                                .equals(subject.table().name()))) {
            compilation.problem(
                    ErrorCode.MAP_NO_LINK,
                    coOwner.at(),
                    "'" + coOwner.column() + "' does not lead straight to "
                            + compilation.shown(subject.table().name())
                            + ". Only a column that holds a subject's key, or has a foreign key to the subject's table,"
                            + " names a co-owner.");
            return Optional.empty();
        }
        return way;
    }

    private Map<Column, Treatment> theirs(
            CoOwnerDeclaration coOwner,
            TableDeclaration declaration,
            Table table,
            @Nullable Way owner,
            TablePlan.@Nullable Retained retained) {
        Map<Column, Treatment> theirs = new LinkedHashMap<>();
        for (Map.Entry<String, TreatmentDeclaration> entry : coOwner.columns().entrySet()) {
            TreatmentDeclaration treatment = entry.getValue();
            Optional<Column> column = compilation.column(table, entry.getKey(), treatment.at());
            try {
                Treatment read = Treatments.of(treatment, compilation.map);
                column.ifPresent(found -> {
                    check(found, table, read, coOwner, owner, retained, treatment.at());
                    theirs.put(found, read);
                });
            } catch (PalimpsestException wrong) {
                compilation.problems.addAll(wrong.problems());
            }
        }
        TreatmentDeclaration link = declaration.columns().get(coOwner.column());
        boolean decidedForOwner = coOwner.columns().keySet().stream()
                .allMatch(column -> declaration.columns().containsKey(column)
                        || declaration.keep().contains(column));
        if (link != null && !link.method().equals("keep") && !(link.method().equals("erase") && decidedForOwner)) {
            compilation.problem(
                    ErrorCode.MAP_DUPLICATE_KEY,
                    link.at(),
                    coOwner.column()
                            + " says who the co-owner is, so it must stay when the row's owner goes. Remove it here;"
                            + " what becomes of it stands under 'co-owners'. Or 'erase' it here, and decide the"
                            + " co-owner's other columns here, too.");
        }
        return theirs;
    }

    private void check(
            Column column,
            Table table,
            Treatment treatment,
            CoOwnerDeclaration coOwner,
            @Nullable Way owner,
            TablePlan.@Nullable Retained retained,
            Position at) {
        if (treatment.keeps()) {
            return;
        }
        boolean refers = column.name().equals(coOwner.column())
                || table.foreignKeys().stream().anyMatch(key -> key.columns().contains(column.name()));
        String objection = null;
        if (treatment.redaction().isPresent()) {
            objection =
                    "stands in a row of somebody else, whose own e-mail addresses and numbers 'redact' would strike, too."
                            + " Use 'erase' or 'replace', or give the column {redact: anywhere} in the entry of the table.";
        } else if (column.generated()) {
            objection = "is computed by the database from other columns. Treat those; leave this one out.";
        } else if (table.primaryKey().contains(column.name())
                || owner != null && column.equals(owner.linkColumn())
                || retained != null && column.equals(retained.starts())) {
            objection = "holds the row together with its owner, so it must be kept. Leave it out.";
        } else if (refers && !column.nullable()) {
            objection =
                    "refers to another row and is NOT NULL, so it can only be kept. Leave it out, or make it nullable"
                            + " where the application allows that, and erase it.";
        } else if (refers && !treatment.empties()) {
            objection = "refers to another row, so only 'erase' or 'keep' is possible.";
        }
        if (objection != null) {
            refuse(ErrorCode.MAP_UNBEARABLE_TREATMENT, at, table, column, objection);
            return;
        }
        treatment
                .objections(column, table)
                .forEach(each -> refuse(ErrorCode.MAP_UNBEARABLE_TREATMENT, at, table, column, each));
    }

    private void refuse(ErrorCode code, Position at, Table table, Column column, String objection) {
        compilation.problem(code, at, compilation.shown(table.name()) + "." + column.name() + " " + objection);
    }
}
