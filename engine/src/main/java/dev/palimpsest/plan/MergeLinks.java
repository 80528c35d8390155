package dev.palimpsest.plan;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.ForeignKey;
import dev.palimpsest.database.OwnerSql;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.Table;
import dev.palimpsest.database.TableName;
import dev.palimpsest.map.Predicate;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every column of the database that leads straight to a subject: by the map, as the way of a row or as its co-owner, and by
 * the foreign keys, also of tables that the map leaves alone. Rows behind other rows follow those.
 */
public final class MergeLinks {
    private MergeLinks() {}

    /** The tables with such a column: a merge moves rows there. */
    public static Set<TableName> tables(Plan plan) {
        return of(plan).stream().map(link -> link.table().name()).collect(Collectors.toSet());
    }

    /**
     * One such column.
     *
     * @param toColumn what it refers to in the subject's table
     * @param where only rows for which this holds
     */
    public record Link(
            Table table,
            Column column,
            Column toColumn,
            @Nullable Predicate where) {
        public String name() {
            return table.name() + "." + column.name();
        }

        /** Holds for rows that lead to the subject with this value. */
        public Sql leadsTo(String value, Dialect dialect, LocalDate today) {
            Sql sql = Sql.of(
                    dialect.quote(table.name(), column.name()) + " = " + dialect.cast("?", column.typeName()), value);
            Predicate only = where;
            return only == null ? sql : sql.add(" and ").add(OwnerSql.bind(only.sql(), today));
        }

        public boolean isSelfReference(Plan plan) {
            return table.name().equals(plan.subject().table().name());
        }

        private boolean isSame(Table other, Column otherColumn) {
            return table.name().equals(other.name()) && column.equals(otherColumn);
        }
    }

    public static List<Link> of(Plan plan) {
        List<Link> links = new ArrayList<>();
        // a foreign key first, and whole: rows that a condition of the map leaves out would go with the old row
        for (ForeignKey reference :
                plan.schema().referencesTo(plan.subject().table().name())) {
            add(plan, reference, links);
        }
        Stream.concat(plan.tables().stream(), plan.severed().stream()).forEach(table -> add(table, links));
        return links;
    }

    private static void add(TablePlan table, List<Link> links) {
        Way way = table.way();
        if (way != null
                && way.hops().size() == 1
                && !way.isReferredTo()
                && links.stream()
                        .noneMatch(link -> link.where() == null && link.isSame(table.table(), way.linkColumn()))) {
            links.add(new Link(
                    table.table(), way.linkColumn(), way.hops().getFirst().toColumn(), way.where()));
        }
    }

    private static void add(Plan plan, ForeignKey reference, List<Link> links) {
        Table from = plan.schema().require(reference.from());
        if (from.kind() == Table.Kind.PARTITION) {
            return;
        }
        if (reference.columns().size() != 1) {
            throw new PalimpsestException(
                    ErrorCode.MERGE_REFUSED,
                    "the foreign key of " + from.name() + " (" + String.join(", ", reference.columns())
                            + ") has several columns, so rows cannot be moved from one profile to another.");
        }
        Column column = from.column(reference.columns().getFirst()).orElseThrow();
        if (links.stream().noneMatch(link -> link.isSame(from, column))) {
            Column to = plan.subject()
                    .table()
                    .column(reference.toColumns().getFirst())
                    .orElseThrow();
            links.add(new Link(from, column, to, null));
        }
    }
}
