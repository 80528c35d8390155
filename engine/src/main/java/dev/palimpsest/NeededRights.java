package dev.palimpsest;

import dev.palimpsest.database.Rights;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Table;
import dev.palimpsest.database.TableName;
import dev.palimpsest.map.ReassignDeclaration;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.plan.TablePlan;
import dev.palimpsest.receipt.OwnTables;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The rights all verbs need: the proof reads every table, the run locks and treats the mapped ones. */
final class NeededRights {
    private NeededRights() {}

    /**
     * What the user of this connection lacks. Rows that row-level security may hide count as not readable: what cannot be
     * seen cannot be treated, and never be proved.
     */
    static Rights of(Session session, Plan plan) throws SQLException {
        Rights rights = Rights.of(session.connection(), needed(session, plan));
        List<TableName> hidden = plan.schema().tables().stream()
                .filter(Table::rowSecurity)
                .map(Table::name)
                .toList();
        if (hidden.isEmpty()) {
            return rights;
        }
        String user = session.connection().getMetaData().getUserName();
        List<String> missing = new ArrayList<>(rights.missing());
        hidden.forEach(
                table -> missing.add("the sight of every row of " + table + ", which row-level security may hide"));
        List<String> grants = new ArrayList<>(rights.grants());
        grants.add("ALTER ROLE " + session.dialect().quote(user) + " BYPASSRLS;");
        return new Rights(missing, grants);
    }

    private static Rights.Needed needed(Session session, Plan plan) throws SQLException {
        OwnTables own = new OwnTables(plan.subject().table().name());
        Map<TableName, Set<Rights.Privilege>> needed = new TreeMap<>();
        for (Table table : plan.schema().tables()) {
            if (table.kind() != Table.Kind.VIEW && table.kind() != Table.Kind.FOREIGN) {
                needed.put(table.name(), EnumSet.of(Rights.Privilege.SELECT));
            }
        }
        for (TablePlan table : plan.steps()) {
            if (table.treatsRows() || !table.swept().isEmpty()) {
                add(needed, table.name(), Rights.Privilege.UPDATE);
                if (table.deletes()) {
                    add(needed, table.name(), Rights.Privilege.DELETE);
                }
            }
        }
        // a row can only be locked by whoever may update it
        TableName subject = plan.subject().table().name();
        add(needed, subject, Rights.Privilege.UPDATE);
        if (plan.subject().declaration().deleteWhenNothingKept()) {
            add(needed, subject, Rights.Privilege.DELETE);
        }
        if (plan.subject().declaration().reassign() instanceof ReassignDeclaration.Stub) {
            add(needed, subject, Rights.Privilege.INSERT);
        }
        plan.activity().forEach(source -> add(needed, source.table().name(), Rights.Privilege.UPDATE));
        plan.blockers().forEach(blocker -> add(needed, blocker.table().name(), Rights.Privilege.UPDATE));
        own.names().forEach(table -> needed.put(table, EnumSet.allOf(Rights.Privilege.class)));
        boolean complete = own.present(session).containsAll(own.names());
        return new Rights.Needed(
                needed, complete ? null : plan.subject().table().name().schema(), true);
    }

    private static void add(Map<TableName, Set<Rights.Privilege>> needed, TableName table, Rights.Privilege privilege) {
        needed.computeIfAbsent(table, name -> EnumSet.of(Rights.Privilege.SELECT))
                .add(privilege);
    }
}
