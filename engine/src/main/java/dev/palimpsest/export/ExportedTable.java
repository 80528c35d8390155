package dev.palimpsest.export;

import dev.palimpsest.database.ColumnFamily;
import dev.palimpsest.database.TableName;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.plan.TablePlan;
import dev.palimpsest.plan.Way;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A linked table as it is exported; once more for each column by which a person stands in rows of others.
 *
 * @param name as operators know it, with its schema only where that is not the subject's
 * @param coOwner the column by which the person stands in the rows as co-owner; null for the person's own rows
 */
record ExportedTable(String name, @Nullable String coOwner, TablePlan plan, List<ExportedColumn> columns) {

    /** Every linked table, the subject's first, the others by name. */
    static List<ExportedTable> of(Plan plan) {
        List<ExportedTable> tables = new ArrayList<>();
        for (TablePlan table : plan.tables()) {
            String name = plan.shown(table.name());
            if (table.way() != null) {
                tables.add(new ExportedTable(name, null, table, columns(table)));
            }
            for (TablePlan part : table.severed()) {
                String column = part.requireWay().linkColumn().name();
                tables.add(new ExportedTable(
                        name,
                        column,
                        part,
                        columns(part).stream().filter(ExportedColumn::treated).toList()));
            }
        }
        tables.sort(Comparator.comparing((ExportedTable table) ->
                        !table.plan().name().equals(plan.subject().table().name()))
                .thenComparing(ExportedTable::title));
        return List.copyOf(tables);
    }

    private static List<ExportedColumn> columns(TablePlan table) {
        return table.treatments().entrySet().stream()
                .map(entry -> ExportedColumn.of(entry.getKey(), entry.getValue(), table))
                .toList();
    }

    /** The name, and the column of a co-owner. */
    String title() {
        return coOwner == null ? name : name + "." + coOwner;
    }

    Way way() {
        return plan.requireWay();
    }

    /** Every table that is read for it, those included that say to whom else a row belongs. */
    Stream<TableName> tables() {
        return Stream.of(
                        Stream.of(plan.name(), way().subject()),
                        way().hops().stream().flatMap(hop -> Stream.of(hop.from(), hop.to())),
                        way().holders().stream()
                                .map(holder -> holder.reference().from()))
                .flatMap(each -> each);
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
