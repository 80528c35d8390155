package dev.palimpsest.plan;

import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.ForeignKey;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.Table;
import dev.palimpsest.database.TableName;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether nothing is kept of a subject: no row that stays belongs to them, and no foreign key of any table leads to their
 * row. Rows that go, or that move to somebody else, do not count.
 */
public final class NothingKept {
    private NothingKept() {}

    /** Holds for the subject with this key. */
    public static Sql holds(Plan plan, String keyExpression, Dialect dialect, LocalDate today) {
        List<Sql> kept = new ArrayList<>();
        for (TablePlan table : plan.tables()) {
            Way way = table.way();
            if (way != null && !way.hops().isEmpty() && !way.isReferredTo() && !table.deletes() && !plan.moves(table)) {
                kept.add(Sql.of("exists (select 1 from " + dialect.quote(table.name()) + " where ")
                        .add(way.correlated(keyExpression, dialect, today))
                        .add(")"));
            }
        }
        for (ForeignKey reference :
                plan.schema().referencesTo(plan.subject().table().name())) {
            if (counts(plan, reference)) {
                kept.add(referring(plan, reference, keyExpression, dialect));
            }
        }
        return kept.isEmpty()
                ? Sql.of("true")
                : Sql.of("not (").join(" or ", kept).add(")");
    }

    /** Rows of the subject's own that go or move are no longer there when it matters. */
    private static boolean counts(Plan plan, ForeignKey reference) {
        if (plan.schema().require(reference.from()).kind() == Table.Kind.PARTITION) {
            return false;
        }
        Optional<TablePlan> from = plan.table(reference.from());
        boolean own = from.isPresent()
                && from.get().way() != null
                && from.get().requireWay().hops().size() == 1
                && from.get().requireWay().where() == null
                && reference
                        .columns()
                        .equals(List.of(from.get().requireWay().linkColumn().name()));
        return !(own && (from.get().deletes() || from.get().reassigns()));
    }

    private static Sql referring(Plan plan, ForeignKey reference, String keyExpression, Dialect dialect) {
        TableName subject = plan.subject().table().name();
        Sql sql = Sql.of("exists (select 1 from " + dialect.quote(reference.from()) + " palimpsest_other, "
                + dialect.quote(subject) + " palimpsest_row where palimpsest_row."
                + dialect.quote(plan.subject().key().name()) + " = " + keyExpression);
        for (int i = 0; i < reference.columns().size(); i++) {
            sql.add(" and palimpsest_other." + dialect.quote(reference.columns().get(i)) + " = palimpsest_row."
                    + dialect.quote(reference.toColumns().get(i)));
        }
        return sql.add(")");
    }
}
