package dev.palimpsest.plan;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.Table;
import dev.palimpsest.database.TableName;
import dev.palimpsest.map.OthersDeclaration;
import dev.palimpsest.map.TieDeclaration;
import dev.palimpsest.problem.ErrorCode;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compiles {@code others}, the columns that name somebody else, and sees to it that {@code ties} names columns that exist. */
final class OthersCompiler {
    private final Compilation compilation;
    private final List<TablePlan> tables;
    private final List<IdentifierSource> identifiers;

    OthersCompiler(Compilation compilation, List<TablePlan> tables, List<IdentifierSource> identifiers) {
        this.compilation = compilation;
        this.tables = tables;
        this.identifiers = identifiers;
    }

    Map<TableName, Set<Column>> compile() {
        for (TieDeclaration tie : compilation.map.ties()) {
            compilation
                    .table(tie.table(), tie.at())
                    .ifPresent(table -> compilation.column(table, tie.column(), tie.at()));
        }
        Map<TableName, Set<Column>> others = new HashMap<>();
        for (OthersDeclaration declaration : compilation.map.others()) {
            Optional<Table> table = compilation.table(declaration.table(), declaration.at());
            if (table.isPresent()) {
                Set<Column> columns = columns(declaration, table.get());
                columns.forEach(column -> check(declaration, table.get(), column));
                others.computeIfAbsent(table.get().name(), name -> new LinkedHashSet<>())
                        .addAll(columns);
            }
        }
        return Map.copyOf(others);
    }

    private Set<Column> columns(OthersDeclaration declaration, Table table) {
        if (declaration.columns().isEmpty()) {
            return new LinkedHashSet<>(table.columns());
        }
        Set<Column> columns = new LinkedHashSet<>();
        declaration
                .columns()
                .forEach(written ->
                        compilation.column(table, written, declaration.at()).ifPresent(columns::add));
        return columns;
    }

    private void check(OthersDeclaration declaration, Table table, Column column) {
        boolean identifies = identifiers.stream()
                .flatMap(IdentifierSource::rows)
                .anyMatch(row ->
                        row.table().name().equals(table.name()) && row.columns().contains(column));
        boolean swept = tables.stream()
                .anyMatch(
                        plan -> plan.name().equals(table.name()) && plan.swept().containsKey(column));
        if (identifies || swept) {
            compilation.problem(
                    ErrorCode.MAP_BAD_VALUE,
                    declaration.at(),
                    compilation.shown(table.name()) + "." + column.name() + " stands under 'others' and "
                            + (identifies
                                    ? "among 'subject.identifiers'. It names the one or the other."
                                    : "is to be swept, but what names others is never struck.")
                            + " Take it away in one place.");
        }
    }
}
