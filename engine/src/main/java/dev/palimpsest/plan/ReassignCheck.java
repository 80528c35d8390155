package dev.palimpsest.plan;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.ForeignKey;
import dev.palimpsest.database.Table;
import dev.palimpsest.map.ReassignDeclaration;
import dev.palimpsest.map.SubjectDeclaration;
import dev.palimpsest.map.TableDeclaration;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sees to it that whoever is to receive the rows of people who go can receive them. */
final class ReassignCheck {
    private final Compilation compilation;
    private final SubjectTable subject;
    private final List<TablePlan> plans;

    ReassignCheck(Compilation compilation, SubjectTable subject, List<TablePlan> plans) {
        this.compilation = compilation;
        this.subject = subject;
        this.plans = plans;
    }

    void check() {
        SubjectDeclaration declaration = subject.declaration();
        List<TablePlan> reassigned = plans.stream().filter(TablePlan::reassigns).toList();
        switch (declaration.reassign()) {
            case ReassignDeclaration.Shared shared -> {
                reassigned.forEach(this::refuseCollisions);
                warnIfUnused(reassigned);
            }
            case ReassignDeclaration.Stub stub -> {
                checkStub(stub);
                reassigned.forEach(this::warnOfTiedRecords);
                warnIfUnused(reassigned);
            }
            case null -> {
                // a reassigned column is reported where it stands
            }
        }
        reassigned.forEach(this::refuseFollowers);
        boolean subjectGoes = plans.stream()
                .anyMatch(plan -> plan.name().equals(subject.table().name()) && plan.deletes());
        if (subjectGoes && declaration.deleteWhenNothingKept()) {
            compilation.problem(
                    ErrorCode.MAP_BAD_VALUE,
                    declaration.at("delete-when-nothing-kept"),
                    "the rows of " + shown(subject.table())
                            + " go anyway (treatment: delete). Take 'delete-when-nothing-kept' away.");
        }
    }

    private void warnIfUnused(List<TablePlan> reassigned) {
        if (reassigned.isEmpty()) {
            compilation.warnings.add("'subject.reassign' says who receives rows, but no column is reassigned.");
        }
    }

    private void refuseCollisions(TablePlan plan) {
        Column link = plan.requireWay().linkColumn();
        uniqueKeyWith(plan.table(), link)
                .ifPresent(key -> compilation.problem(
                        ErrorCode.MAP_UNBEARABLE_TREATMENT,
                        at(plan, link),
                        shown(plan.table()) + "." + link.name() + " is part of a unique key (" + String.join(", ", key)
                                + "), so rows of two people could collide in the shared profile. Use a profile per person"
                                + " ('subject.reassign.stub'), or delete the rows."));
    }

    private static Optional<List<String>> uniqueKeyWith(Table table, Column link) {
        List<List<String>> keys = new ArrayList<>(table.uniqueKeys());
        keys.add(table.primaryKey());
        return keys.stream().filter(key -> key.contains(link.name())).findFirst();
    }

    /** A key that others refer to cannot be changed under them. */
    private void refuseFollowers(TablePlan plan) {
        Column link = plan.requireWay().linkColumn();
        for (ForeignKey reference : compilation.schema.referencesTo(plan.name())) {
            if (reference.toColumns().contains(link.name())) {
                compilation.problem(
                        ErrorCode.MAP_UNBEARABLE_TREATMENT,
                        at(plan, link),
                        compilation.shown(reference.from()) + "." + String.join("+", reference.columns())
                                + " refers to " + shown(plan.table()) + "." + link.name()
                                + ", so it cannot be reassigned. Delete the rows instead.");
            }
        }
    }

    private void warnOfTiedRecords(TablePlan plan) {
        if (plan.retained() != null
                && plans.stream().filter(TablePlan::reassigns).count() > 1) {
            compilation.warnings.add("records of " + shown(plan.table())
                    + " still name the person while the law wants them kept, and with a profile per person they stay tied"
                    + " to the person's other rows until then. A shared profile would cut that tie.");
        }
    }

    private void checkStub(ReassignDeclaration.Stub stub) {
        Position at = subject.declaration().at("reassign.stub");
        stub.values()
                .forEach((name, value) -> compilation
                        .column(subject.table(), name, subject.declaration().at("reassign.stub." + name))
                        .ifPresent(column -> checkNamed(column, value != null)));
        StubProfile profile = StubProfile.of(subject, stub);
        profile.values()
                .forEach((column, value) -> value.ifPresent(computed -> {
                    boolean named = stub.values().containsKey(column.name());
                    Position place = named ? subject.declaration().at("reassign.stub." + column.name()) : at;
                    List<String> objections = computed.objections(column, subject.table());
                    if (named) {
                        objections.forEach(objection -> unbearable(place, column, objection));
                    } else if (!objections.isEmpty()) {
                        unbearable(
                                place,
                                column,
                                "is NOT NULL without a default, and no random value fits it. Name its value.");
                    }
                }));
        if (!profile.keyGiven() && !StubProfile.canMakeUp(subject.key())) {
            unbearable(
                    at,
                    subject.key(),
                    "is the key, the database gives it no value, and none can be made up for this type. Use"
                            + " 'subject.reassign.shared', or have the database number the rows.");
        }
    }

    private void checkNamed(Column column, boolean hasValue) {
        Position at = subject.declaration().at("reassign.stub." + column.name());
        if (column.equals(subject.key()) || column.generated()) {
            unbearable(at, column, "gets its value from the database. Leave it out.");
        } else if (!hasValue && !column.nullable()) {
            unbearable(at, column, "is NOT NULL. Name a value, or leave it out.");
        }
    }

    private void unbearable(Position at, Column column, String objection) {
        compilation.problem(
                ErrorCode.MAP_UNBEARABLE_TREATMENT, at, shown(subject.table()) + "." + column.name() + " " + objection);
    }

    private Position at(TablePlan plan, Column column) {
        return compilation.map.treatment().stream()
                .filter(declaration -> compilation.name(declaration.table()).equals(plan.name()))
                .map(declaration -> at(declaration, column))
                .findFirst()
                .orElseThrow();
    }

    private static Position at(TableDeclaration declaration, Column column) {
        var treatment = declaration.columns().get(column.name());
        return treatment == null ? declaration.at() : treatment.at();
    }

    private String shown(Table table) {
        return compilation.shown(table.name());
    }
}
