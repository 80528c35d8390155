package dev.palimpsest.merge;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.Table;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.plan.MergeLinks;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.plan.TablePlan;
import dev.palimpsest.plan.Way;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Counts and sums over both profiles, less the rows that lost: joining them changes none. */
final class MergeTotals {
    private final Plan plan;
    private final LocalDate today;
    private final Session session;
    private final MergeRequest request;
    private final Map<MergeLinks.Link, String[]> links;

    MergeTotals(
            Plan plan, LocalDate today, Session session, MergeRequest request, Map<MergeLinks.Link, String[]> links) {
        this.plan = plan;
        this.today = today;
        this.session = session;
        this.request = request;
        this.links = links;
    }

    /** Values by place and measure. */
    record Taken(Map<String, List<BigDecimal>> values) {}

    /** @param losers rows that are going to be taken away, and therefore do not count */
    Taken take(List<MergeCollisions.Found> losers) throws SQLException {
        Map<String, List<BigDecimal>> values = measure();
        for (MergeCollisions.Found lost : losers) {
            Table table = lost.link().table();
            Dialect dialect = session.dialect();
            Sql sql = selecting(table, dialect)
                    .add(" from " + dialect.quote(table.name()) + " join ")
                    .add(MergeLosers.keys(table, lost.losers().keySet(), dialect))
                    .add(" on ")
                    .add(MergeLosers.isOne(table, dialect));
            List<BigDecimal> gone = read(sql);
            values.computeIfPresent(lost.link().name(), (place, all) -> {
                List<BigDecimal> rest = new ArrayList<>();
                for (int i = 0; i < all.size(); i++) {
                    rest.add(all.get(i).subtract(gone.get(i)));
                }
                return rest;
            });
        }
        return new Taken(values);
    }

    /** @throws PalimpsestException STATISTIC_CHANGED naming the table */
    void requireSame(Taken before) throws SQLException {
        requireNothingLost(before, Set.of());
    }

    /**
     * @param grown of these, rows may have come meanwhile, but none may be gone
     * @throws PalimpsestException STATISTIC_CHANGED naming the table
     */
    void requireNothingLost(Taken before, Set<MergeLinks.Link> grown) throws SQLException {
        Set<String> mayGrow = grown.stream().map(MergeLinks.Link::name).collect(Collectors.toSet());
        Map<String, List<BigDecimal>> now = measure();
        before.values().forEach((place, values) -> {
            List<BigDecimal> after = now.getOrDefault(place, List.of());
            boolean same =
                    mayGrow.contains(place) ? after.getFirst().compareTo(values.getFirst()) >= 0 : equal(after, values);
            if (!same) {
                throw new PalimpsestException(
                        ErrorCode.STATISTIC_CHANGED,
                        place
                                + ": a count or sum over both profiles changed, so nothing was. A trigger or rule changes rows"
                                + " that move; see what fires there.");
            }
        });
    }

    private static boolean equal(List<BigDecimal> after, List<BigDecimal> before) {
        for (int i = 0; i < before.size(); i++) {
            if (after.get(i).compareTo(before.get(i)) != 0) {
                return false;
            }
        }
        return true;
    }

    private Map<String, List<BigDecimal>> measure() throws SQLException {
        Map<String, List<BigDecimal>> values = new LinkedHashMap<>();
        for (Map.Entry<MergeLinks.Link, String[]> entry : links.entrySet()) {
            MergeLinks.Link link = entry.getKey();
            if (!link.isSelfReference(plan)) {
                Sql sql = selecting(link.table(), session.dialect())
                        .add(" from " + session.dialect().quote(link.table().name()) + " where (")
                        .add(link.leadsTo(entry.getValue()[0], session.dialect(), today))
                        .add(") or (")
                        .add(link.leadsTo(entry.getValue()[1], session.dialect(), today))
                        .add(")");
                values.put(link.name(), read(sql));
            }
        }
        for (TablePlan table : plan.tables()) {
            Way way = table.way();
            if (way != null && way.hops().size() > 1 && !way.isReferredTo()) {
                values.put(table.name().toString(), behind(table.table(), way));
            }
        }
        return values;
    }

    /** Rows behind rows that move. */
    private List<BigDecimal> behind(Table table, Way way) throws SQLException {
        Dialect dialect = session.dialect();
        List<SubjectKey> both = List.of(request.from(), request.into());
        Dialect.KeySet keys = dialect.keys(both, plan.subject().key().typeName());
        return read(new Sql()
                .add(keys.with())
                .add(selecting(table, dialect))
                .add(" from " + dialect.quote(table.name()) + " join ")
                .add(way.source(keys.relation(), dialect))
                .add(" on ")
                .add(way.joined(dialect, today)));
    }

    private static List<Column> numbers(Table table) {
        return table.columns().stream()
                .filter(column -> column.family().isNumeric()
                        && !column.identity()
                        && !table.primaryKey().contains(column.name())
                        && table.foreignKeys().stream()
                                .noneMatch(key -> key.columns().contains(column.name())))
                .toList();
    }

    private Sql selecting(Table table, Dialect dialect) {
        Sql sql = Sql.of("select count(*)");
        for (Column column : numbers(table)) {
            if (isLink(table, column)) {
                continue;
            }
            String name = dialect.quote(table.name(), column.name());
            sql.add(", count(" + name + "), coalesce(" + dialect.exactSum(name, column.family()) + ", 0)");
        }
        return sql;
    }

    /** Whether the column holds rows together, so that it changes where rows move or follow. */
    private boolean isLink(Table table, Column column) {
        boolean toSubject = links.keySet().stream()
                .anyMatch(link -> link.table().name().equals(table.name())
                        && link.column().equals(column));
        return toSubject
                || plan.tables().stream()
                        .map(TablePlan::way)
                        .filter(Objects::nonNull)
                        .flatMap(way -> way.hops().stream())
                        .anyMatch(hop ->
                                hop.from().equals(table.name()) && hop.column().equals(column));
    }

    private List<BigDecimal> read(Sql sql) throws SQLException {
        List<BigDecimal> values = session.first(sql, row -> {
            List<BigDecimal> all = new ArrayList<>();
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                all.add(row.getBigDecimal(i));
            }
            return all;
        });
        return values == null ? List.of() : values;
    }
}
