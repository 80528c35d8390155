package dev.palimpsest.survey;

import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.OwnerSql;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.ledger.OwnTables;
import dev.palimpsest.map.Predicate;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.plan.ActivitySource;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.plan.Way;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the subjects who need a closer look: all but those of whom something recent is found and whom no run has treated.
 * A look for one recent row costs the database a fraction of looking for the newest.
 */
final class QuietSubjects {
    /**
     * Only what lies so many days behind the cut-off is surely after it, whatever a change of clocks at midnight does to a
     * day. Whoever came between is looked at closer, and judged by the exact day.
     */
    private static final int SURELY_BEHIND = 2;

    /** No alias that a way uses inside. */
    private static final String SUBJECT = "palimpsest_s";

    private final Plan plan;
    private final Moment moment;
    private final boolean receipts;

    /** @param receipts whether Palimpsest's own tables are there */
    QuietSubjects(Plan plan, Moment moment, boolean receipts) {
        this.plan = plan;
        this.moment = moment;
        this.receipts = receipts;
    }

    /**
     * Subjects by their keys.
     *
     * @param after the last before them; null = from the first on
     * @param to the last of them; null = to the last there is
     */
    record Range(@Nullable SubjectKey after, @Nullable SubjectKey to) {}

    /** The range that holds the next so many subjects, as far as there are so many. */
    Range next(Session session, @Nullable SubjectKey after, int subjects) throws SQLException {
        String key =
                SUBJECT + "." + session.dialect().quote(plan.subject().key().name());
        Sql sql = Sql.of("select " + session.dialect().asText(key) + " from "
                        + session.dialect().quote(plan.subject().table().name()) + " " + SUBJECT + " where ")
                .add(within(new Range(after, null), key, session.dialect()))
                .add(" order by " + key + " limit 1 offset " + (subjects - 1));
        return new Range(after, session.first(sql, row -> new SubjectKey(row.getString(1))));
    }

    /** The keys in their order. Not streamed, since a database works on a stream alone, and on a list with several processes. */
    List<SubjectKey> in(Session session, Range range) throws SQLException {
        Dialect dialect = session.dialect();
        String key = SUBJECT + "." + dialect.quote(plan.subject().key().name());
        List<Sql> conditions = new ArrayList<>();
        conditions.add(within(range, key, dialect));
        for (ActivitySource source : plan.activity()) {
            if (moment.activities().isEmpty() || moment.activities().contains(source.id())) {
                conditions.add(Sql.of("not ").add(isRecent(source, key, dialect)));
            }
        }
        Sql sql = Sql.of("select " + dialect.asText("palimpsest_quiet.palimpsest_key") + " from (");
        if (receipts) {
            Sql treated = new OwnTables(plan.subject().table().name()).isTreated(key, session);
            conditions.add(Sql.of("not ").add(treated));
            sql.add(selecting(List.of(within(range, key, dialect), treated), key, dialect))
                    .add(" union all ");
        }
        sql.add(selecting(conditions, key, dialect)).add(") palimpsest_quiet order by palimpsest_quiet.palimpsest_key");
        List<SubjectKey> keys = new ArrayList<>();
        session.execute(dialect.preferIndexes(plan.looksUpActivity()));
        session.forEach(sql, Session.ALL, row -> keys.add(new SubjectKey(row.getString(1))));
        session.execute(dialect.planFreely());
        return keys;
    }

    private Sql selecting(List<Sql> conditions, String key, Dialect dialect) {
        return Sql.of("select " + key + " as palimpsest_key from "
                        + dialect.quote(plan.subject().table().name()) + " " + SUBJECT + " where ")
                .join(" and ", conditions);
    }

    private Sql within(Range range, String key, Dialect dialect) {
        String type = plan.subject().key().typeName();
        SubjectKey after = range.after();
        SubjectKey to = range.to();
        List<Sql> bounds = new ArrayList<>();
        if (after != null) {
            bounds.add(Sql.of(key + " > " + dialect.cast("?", type), after.value()));
        }
        if (to != null) {
            bounds.add(Sql.of(key + " <= " + dialect.cast("?", type), to.value()));
        }
        return bounds.isEmpty() ? Sql.of("1 = 1") : new Sql().join(" and ", bounds);
    }

    private Sql isRecent(ActivitySource source, String key, Dialect dialect) {
        List<Way.Hop> hops = source.way().hops();
        boolean lookedUp = source.way().indexed()
                || hops.isEmpty()
                || hops.size() == 1
                        && hops.getFirst()
                                .toColumn()
                                .name()
                                .equals(plan.subject().key().name());
        Sql sql = Sql.of("exists (select 1 from " + dialect.quote(source.table().name()));
        if (lookedUp) {
            sql.add(" where ").add(source.way().correlated(key, dialect, moment.today()));
        } else {
            String everybody = "(select e." + dialect.quote(plan.subject().key().name()) + " as palimpsest_key from "
                    + dialect.quote(plan.subject().table().name()) + " e)";
            sql.add(" join ")
                    .add(source.way().source(everybody, dialect))
                    .add(" on ")
                    .add(source.way().joined(dialect, moment.today()))
                    .add(" where palimpsest_way.palimpsest_key = " + key);
        }
        LocalDate surely = moment.cutoff().plusDays(SURELY_BEHIND);
        sql.add(" and " + dialect.quote(source.table().name(), source.at().name()) + " >= ")
                .add(dialect.day(surely));
        Predicate where = source.declaration().where();
        if (where != null) {
            sql.add(" and ").add(OwnerSql.bind(where.sql(), moment.today()));
        }
        return sql.add(")");
    }
}
