package dev.palimpsest;

import dev.palimpsest.database.Rights;
import dev.palimpsest.database.Table;
import dev.palimpsest.database.TableName;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.plan.TablePlan;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The rights all verbs need: the proof reads every table, the run locks and treats the mapped ones. */
final class NeededRights {
    private NeededRights() {}

    static Rights.Needed of(Plan plan) {
        Map<TableName, Set<Rights.Privilege>> needed = new TreeMap<>();
        for (Table table : plan.schema().tables()) {
            if (table.kind() != Table.Kind.VIEW && table.kind() != Table.Kind.FOREIGN) {
                needed.put(table.name(), EnumSet.of(Rights.Privilege.SELECT));
            }
        }
        for (TablePlan table : plan.tables()) {
            if (table.treatsRows() || !table.swept().isEmpty()) {
                add(needed, table.name(), table.deletes() ? Rights.Privilege.DELETE : Rights.Privilege.UPDATE);
            }
        }
        // a row can only be locked by whoever may update it
        add(needed, plan.subject().table().name(), Rights.Privilege.UPDATE);
        plan.activity().forEach(source -> add(needed, source.table().name(), Rights.Privilege.UPDATE));
        plan.blockers().forEach(blocker -> add(needed, blocker.table().name(), Rights.Privilege.UPDATE));
        return new Rights.Needed(needed, plan.subject().table().name().schema(), true);
    }

    private static void add(Map<TableName, Set<Rights.Privilege>> needed, TableName table, Rights.Privilege privilege) {
        needed.computeIfAbsent(table, name -> EnumSet.of(Rights.Privilege.SELECT))
                .add(privilege);
    }
}
