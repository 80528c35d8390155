package dev.palimpsest.survey;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.OwnerSql;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.ledger.GoneSubjects;
import dev.palimpsest.ledger.OwnTables;
import dev.palimpsest.ledger.RunRecord;
import dev.palimpsest.ledger.Seen;
import dev.palimpsest.map.Predicate;
import dev.palimpsest.map.ReassignDeclaration;
import dev.palimpsest.map.SubjectDeclaration;
import dev.palimpsest.plan.ActivitySource;
import dev.palimpsest.plan.Plan;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One statement that reads, for a set of keys, everything a verdict needs except the blockers. */
final class FactsQuery {
    /** The row of a subject; no alias that a way uses inside. */
    private static final String ROW = "palimpsest_f";

    private static final String KEY = "palimpsest_k.palimpsest_key";

    private final Plan plan;
    private final Moment moment;
    private final boolean receipts;

    /** @param receipts whether Palimpsest's own tables are there */
    FactsQuery(Plan plan, Moment moment, boolean receipts) {
        this.plan = plan;
        this.moment = moment;
        this.receipts = receipts;
    }

    /**
     * @param deactivated whether it bears the application's own inactive status
     * @param subscribed whether it counts towards what the business pays for the application
     * @param days the newest day of each activity in the order of the plan, null where there is none
     * @param anonymisedWith what the run judged with that treated the subject; null when none did
     * @param keptUntil the last day on which a record of the treated subject is kept; null when none is
     */
    record Facts(
            String key,
            @Nullable LocalDate born,
            boolean never,
            boolean archived,
            boolean deactivated,
            boolean subscribed,
            @Nullable Standard anonymisedWith,
            @Nullable LocalDate keptUntil,
            List<String> kinds,
            List<@Nullable LocalDate> days) {
        Marks marks() {
            return new Marks(never, archived, deactivated, subscribed);
        }
    }

    /** What the subject's own row says of it, apart from any activity. */
    record Marks(boolean never, boolean archived, boolean deactivated, boolean subscribed) {}

    /**
     * By what somebody counted as inactive when a run treated them.
     *
     * @param today the day of the treatment
     * @param activities ids of the only activities that count; empty = all of the map
     */
    record Standard(LocalDate today, LocalDate cutoff, List<String> activities, Seen seen) {}

    /** Not streamed: they are all wanted at once, and the database sends on while these are read. */
    List<Facts> read(Session session, Subjects subjects) throws SQLException {
        List<Facts> facts = new ArrayList<>();
        session.forEach(statement(session, subjects), Session.ALL, row -> facts.add(facts(row, session.dialect())));
        return facts;
    }

    private Facts facts(ResultSet row, Dialect dialect) throws SQLException {
        int column = 12;
        List<String> kinds = new ArrayList<>();
        for (String kind : plan.subject().declaration().kinds().keySet()) {
            if (row.getBoolean(++column)) {
                kinds.add(kind);
            }
        }
        List<@Nullable LocalDate> days = new ArrayList<>();
        for (int i = 0; i < plan.activity().size(); i++) {
            days.add(row.getObject(++column, LocalDate.class));
        }
        return new Facts(
                row.getString(1),
                row.getObject(2, LocalDate.class),
                row.getBoolean(3),
                row.getBoolean(4),
                row.getBoolean(5),
                row.getBoolean(6),
                standard(row, dialect),
                row.getObject(9, LocalDate.class),
                kinds,
                days);
    }

    /** A run that was resumed days later has judged by that day. */
    private @Nullable Standard standard(ResultSet row, Dialect dialect) throws SQLException {
        LocalDate cutoff = row.getObject(7, LocalDate.class);
        if (cutoff == null) {
            return null;
        }
        LocalDate begun = row.getObject(10, LocalDate.class);
        LocalDate treated = LocalDate.ofInstant(dialect.instant(row, 12), zone());
        return new Standard(
                begun.isAfter(treated) ? begun : treated,
                cutoff,
                RunRecord.activities(row.getString(8)),
                Seen.of(row.getString(11)));
    }

    private Sql statement(Session session, Subjects subjects) {
        Dialect dialect = session.dialect();
        Dialect.KeySet keys = subjects.keys();
        SubjectDeclaration subject = plan.subject().declaration();
        Column born = plan.subject().bornIntoSystem();
        String key = ROW + "." + dialect.quote(plan.subject().key().name());
        Sql sql = new Sql().add(keys.with()).add("select " + dialect.asText(key) + ", ");
        sql.add(
                born == null
                        ? "cast(null as date)"
                        : dialect.day(ROW + "." + dialect.quote(born.name()), born.family(), zone()));
        sql.add(", ").add(never(key, session));
        sql.add(", palimpsest_f.palimpsest_archived, palimpsest_f.palimpsest_deactivated,"
                + " palimpsest_f.palimpsest_subscribed, "
                + (receipts
                        ? "r.cutoff, r.activities, r.kept_until, r.today, r.seen, r.at"
                        : "cast(null as date), null, cast(null as date), null, null, null"));
        int kinds = subject.kinds().size();
        for (int i = 0; i < kinds; i++) {
            sql.add(", palimpsest_f.palimpsest_kind_" + i);
        }
        for (int i = 0; i < plan.activity().size(); i++) {
            ActivitySource source = plan.activity().get(i);
            if (subjects.withRows() && isToldWithRows(source)) {
                sql.add(", "
                        + dialect.day(ROW + "." + newest(source), source.at().family(), zone()));
            } else {
                sql.add(
                        source.way().indexed()
                                ? lookedUp(source, subjects.withRows() ? key : KEY, dialect)
                                : Sql.of(", a" + i + ".last"));
            }
        }
        sql.add(" from ").add(from(subjects, key, dialect));
        for (int i = 0; i < plan.activity().size(); i++) {
            ActivitySource source = plan.activity().get(i);
            if (!source.way().indexed()) {
                sql.add(countedInOnePass(source, "a" + i, keys, dialect));
            }
        }
        if (receipts) {
            OwnTables own = new OwnTables(plan.subject().table().name());
            String treated = "(select receipt.done_key, receipt.kept_until, receipt.seen, receipt.at, run.today,"
                    + " run.cutoff, run.activities from "
                    + own.receipt(session)
                    + " receipt join " + own.run(session) + " run on run.run_id = receipt.run_id"
                    + " where receipt.subject_table = ? and receipt.done_key ";
            sql.add(
                    dialect.hasLateral()
                            ? " left join lateral " + treated + "= " + dialect.asText(key) + " offset 0) r on true"
                            : " left join " + treated + "is not null) r on r.done_key = " + dialect.asText(key),
                    own.subjectTable());
        }
        return sql.add(" order by " + key);
    }

    /** Their rows. */
    private Sql from(Subjects subjects, String key, Dialect dialect) {
        String relation = subjects.keys().relation();
        if (subjects.withRows()) {
            return Sql.of(relation + " " + ROW);
        }
        Sql sql = Sql.of(relation + " palimpsest_k ");
        if (dialect.hasLateral()) {
            // looked up one by one: a join might read the table as a whole for every page
            return sql.add("cross join lateral ")
                    .add(rows(dialect, ofTheKey(dialect) + " offset 0"))
                    .add(" " + ROW);
        }
        return sql.add("join ").add(rows(dialect, "")).add(" " + ROW + " on " + key + " = " + KEY);
    }

    /** Whether nobody may select the subject, or its row is that of nobody. */
    private Sql never(String key, Session session) {
        return receipts
                ? Sql.of("(palimpsest_f.palimpsest_never or ")
                        .add(new GoneSubjects(plan.subject().table().name(), session).isStub(key))
                        .add(")")
                : Sql.of("palimpsest_f.palimpsest_never");
    }

    /** How many subjects bear which of the marks, everybody counted. */
    Map<Marks, Long> marks(Session session) throws SQLException {
        Dialect dialect = session.dialect();
        Sql sql = Sql.of("select palimpsest_m.m1, palimpsest_m.m2, palimpsest_m.m3, palimpsest_m.m4, count(*) from"
                        + " (select ")
                .add(never(ROW + "." + dialect.quote(plan.subject().key().name()), session))
                .add(" as m1, palimpsest_f.palimpsest_archived as m2, palimpsest_f.palimpsest_deactivated as m3,"
                        + " palimpsest_f.palimpsest_subscribed"
                        + " as m4 from ")
                .add(rows(dialect, ""))
                .add(" " + ROW
                        + ") palimpsest_m group by palimpsest_m.m1, palimpsest_m.m2, palimpsest_m.m3, palimpsest_m.m4");
        Map<Marks, Long> counts = new HashMap<>();
        session.forEach(
                sql,
                Session.ALL,
                row -> counts.put(
                        new Marks(row.getBoolean(1), row.getBoolean(2), row.getBoolean(3), row.getBoolean(4)),
                        row.getLong(5)));
        return counts;
    }

    /**
     * The subjects' rows with the owner's conditions as columns; inside, only the subject's own columns are in reach.
     *
     * @param only what stands behind the table to leave subjects out; may be empty
     */
    Sql rows(Dialect dialect, String only) {
        SubjectDeclaration subject = plan.subject().declaration();
        String table = dialect.quote(plan.subject().table().name());
        Sql sql =
                Sql.of("(select " + dialect.quote(plan.subject().table().name().name()) + ".*, ");
        sql.add("(")
                .add(holds(subject.never()))
                .add(" or ")
                .add(holds(shared(subject)))
                .add(") as palimpsest_never, ");
        sql.add(bears(subject.archive(), dialect)).add(" as palimpsest_archived, ");
        sql.add(bears(subject.deactivate(), dialect)).add(" as palimpsest_deactivated, ");
        sql.add(holds(subject.subscription())).add(" as palimpsest_subscribed");
        int i = 0;
        for (Predicate kind : subject.kinds().values()) {
            sql.add(", ").add(holds(kind)).add(" as palimpsest_kind_" + i++);
        }
        return sql.add(" from " + table + only + ")");
    }

    private String ofTheKey(Dialect dialect) {
        return " where "
                + dialect.quote(
                        plan.subject().table().name(), plan.subject().key().name())
                + " = " + KEY;
    }

    /** The profile that receives what stays of others is nobody. */
    private static @Nullable Predicate shared(SubjectDeclaration subject) {
        return subject.reassign() instanceof ReassignDeclaration.Shared shared ? shared.condition() : null;
    }

    private Sql holds(@Nullable Predicate predicate) {
        return predicate == null
                ? Sql.of("false")
                : Sql.of("coalesce(")
                        .add(OwnerSql.bind(predicate.sql(), moment.today()))
                        .add(", false)");
    }

    /** Whether every one of these columns has its value. */
    private Sql bears(Map<String, String> values, Dialect dialect) {
        if (values.isEmpty()) {
            return Sql.of("false");
        }
        List<Sql> conditions = new ArrayList<>();
        values.forEach((name, value) -> {
            Column column = plan.subject().table().column(name).orElseThrow();
            conditions.add(Sql.of(
                    dialect.quote(plan.subject().table().name(), name) + " = " + dialect.cast("?", column.typeName()),
                    value));
        });
        return Sql.of("coalesce(").join(" and ", conditions).add(", false)");
    }

    /** The newest day, one subject at a time, where an index leads to the rows. */
    private Sql lookedUp(ActivitySource source, String key, Dialect dialect) {
        if (source.way().leadsOver()) {
            return Sql.of(", (select " + newest(source, dialect) + " from ")
                    .add(source.way().rowsOf(key, source.table(), where(source), dialect, moment.today()))
                    .add(")");
        }
        return Sql.of(", ")
                .add(newestOf(source, newest -> dialect.day(newest, source.at().family(), zone()), key, dialect));
    }

    /** Whether {@linkplain Subjects#withRows rows} bear the newest time of an activity. */
    boolean isToldWithRows(ActivitySource source) {
        return moment.counts(source.id())
                && source.way().indexed()
                && !source.way().leadsOver();
    }

    /** The name of this time in such a row. */
    String newest(ActivitySource source) {
        return "palimpsest_newest_" + plan.activity().indexOf(source);
    }

    /** This time of one subject, by its name. */
    Sql newestTime(ActivitySource source, String key, Dialect dialect) {
        return newestOf(source, time -> time + " as " + newest(source), key, dialect);
    }

    private Sql newestOf(ActivitySource source, UnaryOperator<String> told, String key, Dialect dialect) {
        Sql theirs = source.way().correlated(key, dialect, moment.today()).add(only(source));
        return dialect.newest(
                source.table(), dialect.quote(source.table().name(), source.at().name()), told, theirs);
    }

    /** The newest days in one pass over the table, where no index leads to the rows. */
    private Sql countedInOnePass(ActivitySource source, String alias, Dialect.KeySet keys, Dialect dialect) {
        return Sql.of(" left join (select palimpsest_way.palimpsest_key, " + newest(source, dialect) + " as last from ")
                .add(dialect.through(
                        source.way().source(keys.relation(), dialect),
                        source.table(),
                        source.way().joined(dialect, moment.today()).add(only(source))))
                .add(" group by palimpsest_way.palimpsest_key) " + alias + " on " + alias + ".palimpsest_key = " + KEY);
    }

    private String newest(ActivitySource source, Dialect dialect) {
        String at = dialect.quote(source.table().name(), source.at().name());
        return dialect.day("max(" + at + ")", source.at().family(), zone());
    }

    private Sql only(ActivitySource source) {
        Sql where = where(source);
        return where.isEmpty() ? where : Sql.of(" and ").add(where);
    }

    private Sql where(ActivitySource source) {
        Predicate where = source.declaration().where();
        if (where == null) {
            return new Sql();
        }
        return source.way().indexed()
                ? OwnerSql.filter(where, moment.today())
                : OwnerSql.bind(where.sql(), moment.today());
    }

    private ZoneId zone() {
        return plan.map().zone();
    }
}
