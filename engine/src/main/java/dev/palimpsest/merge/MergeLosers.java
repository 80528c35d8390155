package dev.palimpsest.merge;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.ForeignKey;
import dev.palimpsest.database.OwnerSql;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.Table;
import dev.palimpsest.map.Predicate;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.plan.TablePlan;
import dev.palimpsest.plan.Way;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes rows away that lost against the other profile's; rows behind them follow the row that stays. */
final class MergeLosers {
    private final Plan plan;
    private final LocalDate today;
    private final Session session;

    MergeLosers(Plan plan, LocalDate today, Session session) {
        this.plan = plan;
        this.today = today;
        this.session = session;
    }

    /**
     * A reference to the table.
     *
     * @param where only such rows refer to it
     */
    private record Reference(
            Table from, Column column, @Nullable Predicate where) {}

    void remove(MergeCollisions.Found collision) throws SQLException {
        Table table = collision.link().table();
        if (table.primaryKey().size() == 1) {
            for (Reference reference : referencesTo(table)) {
                follow(reference, collision.losers());
            }
        }
        Dialect dialect = session.dialect();
        long removed = session.update(
                dialect.deleteUsing(table, keys(table, collision.losers().keySet(), dialect), isOne(table, dialect)));
        if (removed != collision.losers().size()) {
            throw new PalimpsestException(
                    ErrorCode.UNEXPECTED_ROW_COUNT,
                    table.name() + ": " + removed + " rows were removed instead of "
                            + collision.losers().size()
                            + ". A trigger, a rule or row-level security stands in the way; see what fires there.");
        }
    }

    /** Rows that refer to another key than the primary key would go with the row that loses, or lose their reference. */
    static void refuseWhatCannotFollow(Plan plan, Table table) {
        for (ForeignKey reference : plan.schema().referencesTo(table.name())) {
            boolean follows =
                    table.primaryKey().size() == 1 && reference.toColumns().equals(table.primaryKey());
            if (!follows && reference.onDelete() != ForeignKey.DeleteRule.RESTRICT) {
                throw new PalimpsestException(
                        ErrorCode.MERGE_REFUSED,
                        "rows of " + table.name() + " collide, and rows of " + reference.from()
                                + " that refer to them by "
                                + String.join(", ", reference.columns())
                                + " could not follow. Remove one of the colliding rows in the application first.");
            }
        }
    }

    /** Rows with these primary keys, as {@code palimpsest_lost}. */
    static Sql keys(Table table, Set<List<String>> keys, Dialect dialect) {
        List<List<String>> columns = new ArrayList<>();
        List<String> types = new ArrayList<>();
        for (int i = 0; i < table.primaryKey().size(); i++) {
            int index = i;
            columns.add(keys.stream().map(key -> key.get(index)).toList());
            types.add(table.column(table.primaryKey().get(i)).orElseThrow().typeName());
        }
        return dialect.rows(columns, types).add(" palimpsest_lost");
    }

    static Sql isOne(Table table, Dialect dialect) {
        return isOne(table, dialect.quote(table.name().name()), dialect);
    }

    /** @param name of the table in the statement */
    static Sql isOne(Table table, String name, Dialect dialect) {
        List<Sql> same = new ArrayList<>();
        for (int i = 0; i < table.primaryKey().size(); i++) {
            same.add(Sql.of(name + "." + dialect.quote(table.primaryKey().get(i)) + " = palimpsest_lost.c" + i));
        }
        return new Sql().join(" and ", same);
    }

    private Set<Reference> referencesTo(Table table) {
        String key = table.primaryKey().getFirst();
        Set<Reference> references = new LinkedHashSet<>();
        for (ForeignKey reference : plan.schema().referencesTo(table.name())) {
            Table from = plan.schema().require(reference.from());
            if (from.kind() != Table.Kind.PARTITION && reference.toColumns().equals(List.of(key))) {
                references.add(new Reference(
                        from, from.column(reference.columns().getFirst()).orElseThrow(), null));
            }
        }
        for (TablePlan other : plan.tables()) {
            Way way = other.way();
            if (way != null && !way.isReferredTo()) {
                way.hops().stream()
                        .filter(hop -> hop.to().equals(table.name())
                                && hop.toColumn().name().equals(key))
                        .forEach(hop -> references.add(new Reference(
                                plan.schema().require(hop.from()),
                                hop.column(),
                                hop.equals(way.hops().getFirst()) ? way.where() : null)));
            }
        }
        return references;
    }

    private void follow(Reference reference, Map<List<String>, List<String>> losers) throws SQLException {
        Dialect dialect = session.dialect();
        List<String> from = losers.keySet().stream().map(List::getFirst).toList();
        List<String> to = losers.values().stream().map(List::getFirst).toList();
        String type = reference.column().typeName();
        Sql condition =
                Sql.of(dialect.quote(reference.from().name(), reference.column().name()) + " = palimpsest_followed.c0");
        Predicate only = reference.where();
        if (only != null) {
            condition.add(" and ").add(OwnerSql.bind(only.sql(), today));
        }
        session.update(dialect.updateFrom(
                reference.from(),
                List.of(Sql.of(dialect.quote(reference.column().name()) + " = palimpsest_followed.c1")),
                dialect.rows(List.of(from, to), List.of(type, type)).add(" palimpsest_followed"),
                condition));
    }
}
