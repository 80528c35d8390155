package dev.palimpsest.proof;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.Rights;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Table;
import dev.palimpsest.database.TableName;
import dev.palimpsest.plan.IdentifierSource;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.trace.CellReader;
import dev.palimpsest.treatment.Redact;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where a single text may be struck though the map does not sweep its column. */
final class Treatable {
    private final Plan plan;
    private final Session session;
    private final Map<TableName, List<String>> lacking = new HashMap<>();

    Treatable(Plan plan, Session session) {
        this.plan = plan;
        this.session = session;
    }

    /** Why it may not; empty where it may. */
    List<String> objections(Table table, CellReader.Cell cell) {
        List<String> objections = new ArrayList<>();
        if (table.kind() != Table.Kind.TABLE && table.kind() != Table.Kind.PARTITIONED) {
            objections.add("stands in no table of its own; treat it where it comes from");
        }
        if (!table.hazards().isEmpty()) {
            objections.add("stands in a table without transactions, or one that keeps former rows");
        }
        if (cell.isProtected()) {
            objections.add("stands in a statutory record inside its period, which stays unchanged");
        }
        for (Column column : cell.columns()) {
            ofColumn(table, column, objections);
        }
        if (objections.isEmpty()) {
            objections.addAll(rights(table));
        }
        return objections;
    }

    private void ofColumn(Table table, Column column, List<String> objections) {
        String name = column.name();
        new Redact(true, Redact.markIn(column))
                .objections(column, table)
                .forEach(each -> objections.add("column " + name + " " + each));
        if (table.primaryKey().contains(name)) {
            objections.add("column " + name + " is part of the primary key");
        }
        if (column.generated()) {
            objections.add("column " + name + " is computed by the database");
        }
        if (table.foreignKeys().stream().anyMatch(key -> key.columns().contains(name))) {
            objections.add("column " + name + " is a reference");
        }
        if (plan.others().getOrDefault(table.name(), Set.of()).contains(column)) {
            objections.add("the map says that column " + name + " names others");
        }
        boolean identifies = plan.identifiers().stream()
                .flatMap(IdentifierSource::rows)
                .anyMatch(source -> source.table().name().equals(table.name())
                        && source.columns().contains(column));
        if (identifies) {
            objections.add("the map says that people's identifiers stand in column " + name + ", each its owner's own");
        }
    }

    private List<String> rights(Table table) {
        return lacking.computeIfAbsent(table.name(), first -> asked(table));
    }

    private List<String> asked(Table table) {
        Rights rights = Rights.of(
                session.connection(),
                new Rights.Needed(
                        Map.of(table.name(), Set.of(Rights.Privilege.SELECT, Rights.Privilege.UPDATE)), null, false));
        return rights.areEnough()
                ? List.of()
                : List.of("this user lacks " + String.join("; ", rights.missing()) + ". The administrator has to give: "
                        + String.join("; ", rights.grants()));
    }
}
