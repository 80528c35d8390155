package dev.palimpsest.plan;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.Table;
import dev.palimpsest.map.MergeDeclaration;
import dev.palimpsest.problem.ErrorCode;

/** Sees to it that section {@code merge} speaks of columns and tables that there are. */
final class MergeCheck {
    private final Compilation compilation;
    private final SubjectTable subject;

    MergeCheck(Compilation compilation, SubjectTable subject) {
        this.compilation = compilation;
        this.subject = subject;
    }

    void check() {
        MergeDeclaration merge = compilation.map.merge();
        Table table = subject.table();
        merge.columns()
                .forEach(
                        (name, value) -> compilation
                                .column(table, name, compilation.map.at("merge", "columns", name))
                                .filter(column -> isFixed(column, table) && value != MergeDeclaration.Value.NEW)
                                .ifPresent(
                                        column -> compilation.problem(
                                                ErrorCode.MAP_UNBEARABLE_TREATMENT,
                                                compilation.map.at("merge", "columns", name),
                                                compilation.shown(table.name()) + "." + name
                                                        + " names the row, or the database computes it, so it stays as it is. Leave it out.")));
        merge.collisions()
                .keySet()
                .forEach(name -> compilation.table(name, compilation.map.at("merge", "collisions", name)));
    }

    private boolean isFixed(Column column, Table table) {
        return column.equals(subject.key())
                || table.primaryKey().contains(column.name())
                || column.generated()
                || column.identity();
    }
}
