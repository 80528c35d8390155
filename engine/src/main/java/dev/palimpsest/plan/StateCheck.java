package dev.palimpsest.plan;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.Table;
import dev.palimpsest.map.SubjectDeclaration;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.treatment.Treatments;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether the values that deactivate, archive and restore a record fit their columns, and tell the states of a record
 * apart. Those of {@code archive} are treatments, too, and checked as such.
 */
final class StateCheck {
    private final Compilation compilation;
    private final Table table;
    private final SubjectDeclaration declaration;

    StateCheck(Compilation compilation, Table table) {
        this.compilation = compilation;
        this.table = table;
        this.declaration = compilation.map.subject();
    }

    void check() {
        declaration.archive().keySet().forEach(column -> compilation.column(table, column, declaration.at("archive")));
        declaration.deactivate().forEach((column, value) -> fits("deactivate", column, value));
        declaration.restore().forEach((column, value) -> fits("restore", column, value));
        boolean archives = !declaration.archive().isEmpty();
        if (archives
                && declaration
                        .deactivate()
                        .entrySet()
                        .containsAll(declaration.archive().entrySet())) {
            refuse(
                    "deactivate",
                    "sets all that 'archive' sets, so a deactivated record would count as archived. Give 'archive' a value"
                            + " of its own.");
        }
        if (archives && !declaration.restore().isEmpty() && !declaration.restoreUndoes(declaration.archive())) {
            refuse(
                    "restore",
                    "changes nothing that 'archive' sets, so the record would stay archived. Set one of "
                            + declaration.archive().keySet().stream().sorted().toList() + " to another value.");
        }
    }

    private void fits(String act, String name, @Nullable String value) {
        Optional<Column> column = compilation.column(table, name, declaration.at(act));
        if (column.isEmpty()) {
            return;
        }
        String shown = compilation.shown(table.name()) + "." + name;
        if (value == null) {
            if (!column.get().nullable()) {
                compilation.problem(
                        ErrorCode.MAP_UNBEARABLE_TREATMENT,
                        declaration.at(act),
                        shown + " is NOT NULL, but '" + act + "' sets it to NULL. Write a value.");
            }
            return;
        }
        List<String> objections = Treatments.fixed(value).objections(column.get(), table);
        objections.forEach(objection ->
                compilation.problem(ErrorCode.MAP_UNBEARABLE_TREATMENT, declaration.at(act), shown + objection));
    }

    private void refuse(String act, String why) {
        compilation.problem(ErrorCode.MAP_BAD_VALUE, declaration.at(act), "'" + act + "' " + why);
    }
}
