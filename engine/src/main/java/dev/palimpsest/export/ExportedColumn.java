package dev.palimpsest.export;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.ColumnFamily;
import dev.palimpsest.plan.TablePlan;
import dev.palimpsest.treatment.Treatment;

/**
 * A column with what an export has to know about it.
 *
 * @param treated the map does not keep it: it is the person's also in a row that belongs to several
 * @param ofOthers it names other subjects
 * @param freeText somebody may have written of other people in it
 */
record ExportedColumn(Column column, boolean treated, boolean ofOthers, boolean freeText) {
    /** A shorter text holds a name, a word, a number. */
    private static final int FREE_TEXT_FROM = 256;

    static ExportedColumn of(Column column, Treatment treatment, TablePlan table) {
        boolean ofOthers = !column.name().equals(table.requireWay().linkColumn().name())
                && table.table().foreignKeys().stream()
                        .anyMatch(key -> key.to().equals(table.requireWay().subject())
                                && key.columns().contains(column.name()));
        boolean ofCoOwner = table.severed().stream().anyMatch(part -> isOf(part, column));
        return new ExportedColumn(
                column,
                !treatment.keeps(),
                ofOthers || ofCoOwner,
                treatment.redaction().isPresent() || isLongText(column));
    }

    private static boolean isOf(TablePlan coOwner, Column column) {
        Treatment theirs = coOwner.treatments().get(column);
        return column.equals(coOwner.requireWay().linkColumn()) || theirs != null && !theirs.keeps();
    }

    private static boolean isLongText(Column column) {
        Integer length = column.length();
        return switch (column.family()) {
            case JSON, XML -> true;
            case TEXT -> length == null || length >= FREE_TEXT_FROM;
            default -> false;
        };
    }

    String name() {
        return column.name();
    }

    ColumnFamily family() {
        return column.family();
    }
}
