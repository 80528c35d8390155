package dev.palimpsest.trace;

import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.Table;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.plan.IdentifierSource;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.plan.TablePlan;
import dev.palimpsest.plan.Way;
import dev.palimpsest.treatment.Unclaimed;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Asks the database whose the rows are in which something was found. All hits of one call are of one table and partition. */
record HitOwners(Plan plan, Sought sought) {
    /**
     * @param isProtected inside its statutory period
     * @param isTreated some run has treated the subject, or it is a profile that received rows of those who are gone
     * @param identifiers the subject's own that stand in the row
     */
    record Owner(SubjectKey subject, boolean isProtected, boolean isTreated, List<IdentifierSource> identifiers) {

        boolean lives() {
            return !isTreated;
        }

        /** Of several whose row it is, somebody living, if there is one. */
        static @Nullable Owner foremost(List<Owner> owners) {
            return owners.stream().filter(Owner::lives).findFirst().orElse(owners.isEmpty() ? null : owners.getFirst());
        }
    }

    /** The rows, by locator, that are statutory records inside their period. */
    Set<String> insideTheirPeriod(Session session, List<Hit> hits) throws SQLException {
        Table table = hits.getFirst().table();
        TablePlan steps = plan.table(table.name()).orElse(null);
        if (steps == null || steps.retained() == null) {
            return Set.of();
        }
        return those(
                session,
                hits,
                new Sought.Condition(
                        new Sql(),
                        Sql.of("not ")
                                .add(steps.unprotected(
                                        session.dialect(), plan.map().zone(), sought.today()))));
    }

    /**
     * The subjects whose the rows and columns are that were hit.
     *
     * @param whole owners of rows, by the rows' locators
     * @param parts co-owners of some columns of rows
     */
    record Owners(
            @Nullable TablePlan table, Map<String, List<Owner>> whole, Map<TablePlan, Map<String, List<Owner>>> parts) {

        /** What stands in a co-owner's column is the co-owner's; without one it can only be the leaver's who owned the row. */
        List<Owner> of(Hit hit) {
            String row = hit.locator().row();
            List<Owner> owners = whole.getOrDefault(row, List.of());
            List<TablePlan> coOwned = parts.keySet().stream()
                    .filter(coOwner -> coOwner.computed().containsKey(hit.column()))
                    .toList();
            if (coOwned.isEmpty()) {
                return owners;
            }
            List<Owner> theirs = coOwned.stream()
                    .flatMap(coOwner -> parts.getOrDefault(coOwner, Map.of()).getOrDefault(row, List.of()).stream())
                    .toList();
            if (table == null || !(table.treatments().get(hit.column()) instanceof Unclaimed)) {
                return Stream.concat(owners.stream(), theirs.stream()).toList();
            }
            return theirs.isEmpty() ? owners.stream().filter(Owner::isTreated).toList() : theirs;
        }

        Stream<Owner> all() {
            return Stream.concat(Stream.of(whole), parts.values().stream())
                    .flatMap(each -> each.values().stream())
                    .flatMap(List::stream);
        }
    }

    /** Asks whose they are; hits of one table and partition, at least one. */
    Owners of(Session session, List<Hit> hits) throws SQLException {
        TablePlan table = plan.table(hits.getFirst().table().name()).orElse(null);
        Map<TablePlan, Map<String, List<Owner>>> parts = new IdentityHashMap<>();
        for (TablePlan coOwner : table == null ? List.<TablePlan>of() : table.severed()) {
            parts.put(coOwner, owners(session, coOwner, coOwner.requireWay(), hits));
        }
        Way way = table == null ? null : table.way();
        return new Owners(table, table == null || way == null ? Map.of() : owners(session, table, way, hits), parts);
    }

    private Map<String, List<Owner>> owners(Session session, TablePlan tablePlan, Way way, List<Hit> hits)
            throws SQLException {
        Table table = tablePlan.table();
        Dialect dialect = session.dialect();
        String everybody = "(select " + dialect.quote(plan.subject().key().name()) + " as palimpsest_key from "
                + dialect.quote(plan.subject().table().name()) + ")";
        String locator = dialect.locator(table, dialect.quote(table.name().name()));
        IdentifierColumns identifiers = IdentifierColumns.of(table, plan);
        Sql sql = Sql.of("select " + locator + ", " + dialect.asText("palimpsest_way.palimpsest_key") + ", not ")
                .add(tablePlan.unprotected(dialect, plan.map().zone(), sought.today()))
                .add(", ")
                .add(sought.isGone("palimpsest_way.palimpsest_key", session))
                .add(identifiers.conditions(sought.today()))
                .add(" from " + dialect.quote(table.name()) + " join ")
                .add(way.source(everybody, dialect))
                .add(" on ")
                .add(way.joined(dialect, sought.today()))
                .add(" where ")
                .add(rowsOf(hits, dialect));
        Map<String, List<Owner>> owners = new HashMap<>();
        session.forEach(sql, row -> {
            SubjectKey subject = new SubjectKey(row.getString(2));
            owners.computeIfAbsent(row.getString(1), found -> new ArrayList<>())
                    .add(new Owner(
                            subject,
                            row.getBoolean(3),
                            row.getBoolean(4) || sought.leaves(subject),
                            identifiers.of(row, 5)));
        });
        return owners;
    }

    /** The rows, by locator, that were not treated because somebody else refers to them, too. */
    Set<String> heldByOthers(Session session, List<Hit> hits) throws SQLException {
        Table table = hits.getFirst().table();
        Way way = plan.table(table.name()).map(TablePlan::way).orElse(null);
        if (way == null || !way.isReferredTo()) {
            return Set.of();
        }
        return those(session, hits, sought.heldByOthers(way, session));
    }

    /** The locators of the rows that were hit and for which the condition holds. */
    private static Set<String> those(Session session, List<Hit> hits, Sought.Condition condition) throws SQLException {
        Dialect dialect = session.dialect();
        Table table = hits.getFirst().table();
        String locator = dialect.locator(table, dialect.quote(table.name().name()));
        return new HashSet<>(session.list(
                new Sql()
                        .add(condition.with())
                        .add("select " + locator + " from " + dialect.quote(table.name()) + " where ")
                        .add(rowsOf(hits, dialect))
                        .add(" and ")
                        .add(condition.holds()),
                row -> row.getString(1)));
    }

    /** Holds for the rows that were hit. */
    private static Sql rowsOf(List<Hit> hits, Dialect dialect) {
        Table table = hits.getFirst().table();
        return dialect.located(
                table,
                hits.getFirst().locator().partition(),
                dialect.quote(table.name().name()),
                hits.stream().map(hit -> hit.locator().row()).distinct().toList());
    }
}
