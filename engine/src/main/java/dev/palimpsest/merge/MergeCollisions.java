package dev.palimpsest.merge;

import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.Table;
import dev.palimpsest.database.TableName;
import dev.palimpsest.map.MergeDeclaration;
import dev.palimpsest.plan.MergeLinks;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Rows of two profiles of which a unique key allows only one when both lead to the same profile. */
final class MergeCollisions {
    private final Plan plan;
    private final LocalDate today;
    private final Session session;

    MergeCollisions(Plan plan, LocalDate today, Session session) {
        this.plan = plan;
        this.today = today;
        this.session = session;
    }

    /**
     * The colliding rows of one table.
     *
     * @param keys the unique keys that collide
     * @param losers primary keys of the rows that go, each with that of the row that stays instead
     */
    record Found(
            MergeLinks.Link link,
            List<String> keys,
            MergeDeclaration.Side winner,
            Map<List<String>, List<String>> losers) {

        MergeResult.Collision told() {
            return new MergeResult.Collision(link.table().name().toString(), keys, winner, losers.size());
        }
    }

    /**
     * The rows that collide.
     *
     * @param from what rows of the profile that goes hold in the column
     * @param into what rows of the other hold there
     * @throws PalimpsestException MERGE_COLLISION when the map does not say whose row stays
     */
    Optional<Found> of(MergeLinks.Link link, String from, String into) throws SQLException {
        Table table = link.table();
        List<List<String>> unique = new ArrayList<>(table.uniqueKeys());
        unique.add(table.primaryKey());
        Map<List<String>, List<String>> pairs = new LinkedHashMap<>();
        Set<String> columns = new LinkedHashSet<>();
        for (List<String> key : unique) {
            if (key.contains(link.column().name())) {
                Map<List<String>, List<String>> colliding = colliding(link, key, from, into);
                if (!colliding.isEmpty()) {
                    columns.add(String.join("+", key));
                    colliding.forEach(pairs::putIfAbsent);
                }
            }
        }
        if (pairs.isEmpty()) {
            return Optional.empty();
        }
        MergeDeclaration.Side winner = winner(table.name())
                .orElseThrow(() -> new PalimpsestException(
                        ErrorCode.MERGE_COLLISION,
                        table.name() + ": " + pairs.size() + " rows of both profiles collide in the unique key ("
                                + String.join("; ", columns)
                                + "). Say in the map whose row stays: merge: {collisions: {"
                                + table.name().name() + ": new}}, or old."));
        Map<List<String>, List<String>> losers = new LinkedHashMap<>();
        pairs.forEach((old, stays) -> {
            if (winner == MergeDeclaration.Side.NEW) {
                losers.putIfAbsent(old, stays);
            } else {
                losers.putIfAbsent(stays, old);
            }
        });
        return Optional.of(new Found(link, List.copyOf(columns), winner, losers));
    }

    private Optional<MergeDeclaration.Side> winner(TableName table) {
        return plan.map().merge().collisions().entrySet().stream()
                .filter(entry ->
                        entry.getKey().equals(table.name()) || entry.getKey().equals(table.toString()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** Primary keys of rows of the one profile, each with that of the row of the other that holds the same. */
    private Map<List<String>, List<String>> colliding(MergeLinks.Link link, List<String> key, String from, String into)
            throws SQLException {
        Dialect dialect = session.dialect();
        Table table = link.table();
        if (table.primaryKey().isEmpty()) {
            throw new PalimpsestException(
                    ErrorCode.MERGE_REFUSED,
                    table.name()
                            + " has a unique key and no primary key, so of two rows none can be taken away alone.");
        }
        List<String> selected = new ArrayList<>();
        for (String side : List.of("palimpsest_from", "palimpsest_into")) {
            table.primaryKey().forEach(column -> selected.add(dialect.asText(side + "." + dialect.quote(column))));
        }
        Sql sql = Sql.of("select " + String.join(", ", selected) + " from ")
                .add(side(link, from))
                .add(" palimpsest_from join ")
                .add(side(link, into))
                .add(" palimpsest_into on ");
        List<Sql> same = new ArrayList<>();
        key.stream()
                .filter(column -> !column.equals(link.column().name()))
                .forEach(column -> same.add(Sql.of(
                        "palimpsest_from." + dialect.quote(column) + " = palimpsest_into." + dialect.quote(column))));
        sql.join(" and ", same.isEmpty() ? List.of(Sql.of("1 = 1")) : same).add(" order by " + ordinals(selected));
        int width = table.primaryKey().size();
        Map<List<String>, List<String>> pairs = new LinkedHashMap<>();
        session.forEach(sql, row -> {
            List<String> left = new ArrayList<>();
            List<String> right = new ArrayList<>();
            for (int i = 1; i <= width; i++) {
                left.add(row.getString(i));
                right.add(row.getString(width + i));
            }
            pairs.putIfAbsent(left, right);
        });
        return pairs;
    }

    private static String ordinals(List<String> selected) {
        List<String> ordinals = new ArrayList<>();
        for (int i = 1; i <= selected.size(); i++) {
            ordinals.add(Integer.toString(i));
        }
        return String.join(", ", ordinals);
    }

    private Sql side(MergeLinks.Link link, String value) {
        Dialect dialect = session.dialect();
        return Sql.of("(select * from " + dialect.quote(link.table().name()) + " where ")
                .add(link.leadsTo(value, dialect, today))
                .add(")");
    }
}
