package dev.palimpsest.export;

import dev.palimpsest.database.ColumnFamily;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.plan.TablePlan;
import dev.palimpsest.plan.Way;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * A linked table as it is exported.
 *
 * @param name as operators know it, with its schema only where that is not the subject's
 */
record ExportedTable(String name, TablePlan plan, List<ExportedColumn> columns) {

    /** Every linked table, the subject's first, the others by name. */
    static List<ExportedTable> of(Plan plan) {
        return plan.tables().stream()
                .filter(table -> table.way() != null)
                .map(table -> new ExportedTable(plan.shown(table.name()), table, columns(table)))
                .sorted(Comparator.comparing((ExportedTable table) -> !table.plan()
                                .name()
                                .equals(plan.subject().table().name()))
                        .thenComparing(ExportedTable::name))
                .toList();
    }

    private static List<ExportedColumn> columns(TablePlan table) {
        return table.treatments().entrySet().stream()
                .map(entry -> ExportedColumn.of(entry.getKey(), entry.getValue(), table))
                .toList();
    }

    Way way() {
        return plan.requireWay();
    }

    boolean holdsBytes() {
        return columns.stream().anyMatch(column -> column.family() == ColumnFamily.BINARY);
    }

    List<String> names(Predicate<ExportedColumn> which) {
        return columns.stream().filter(which).map(ExportedColumn::name).toList();
    }

    /** The columns that are shown of a row. */
    List<ExportedColumn> shown() {
        return columns.stream().filter(column -> !column.ofOthers()).toList();
    }
}
