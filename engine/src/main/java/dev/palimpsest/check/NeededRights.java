package dev.palimpsest.check;

import dev.palimpsest.database.Rights;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Table;
import dev.palimpsest.database.TableName;
import dev.palimpsest.ledger.OwnTables;
import dev.palimpsest.map.ReassignDeclaration;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.plan.TablePlan;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The rights all verbs need: the proof reads every table, the run locks and treats the mapped ones. */
public final class NeededRights {
    private NeededRights() {}

    /**
     * What the user of this connection lacks. Rows that row-level security may hide count as not readable: what cannot be
     * seen cannot be treated, and never be proved.
     *
     * @param hidden tables of which it may hide rows
     * @param moved tables whose rows are moved from one profile to another
     */
    public static Rights of(Session session, Plan plan, List<TableName> hidden, Set<TableName> moved)
            throws SQLException {
        Rights rights = Rights.of(session.connection(), needed(session, plan, moved));
        Rights sight = toSee(session, hidden);
        return new Rights(joined(rights.missing(), sight.missing()), joined(rights.grants(), sight.grants()));
    }

    /** What the user lacks to see every row of these tables. */
    public static Rights toSee(Session session, List<TableName> hidden) throws SQLException {
        if (hidden.isEmpty()) {
            return new Rights(List.of(), List.of());
        }
        String user = session.connection().getMetaData().getUserName();
        return new Rights(
                hidden.stream()
                        .map(table -> "the sight of every row of " + table + ", which row-level security may hide")
                        .toList(),
                List.of("ALTER ROLE " + session.dialect().quote(user) + " BYPASSRLS;"));
    }

    private static List<String> joined(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private static Rights.Needed needed(Session session, Plan plan, Set<TableName> moved) throws SQLException {
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
        moved.forEach(table -> add(needed, table, Rights.Privilege.UPDATE));
        if (!moved.isEmpty()) {
            add(needed, subject, Rights.Privilege.DELETE);
        }
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
