package dev.palimpsest.survey;

import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.OwnerSql;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.ledger.GoneSubjects;
import dev.palimpsest.map.Predicate;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.plan.ActivitySource;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.plan.Way;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
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

    /**
     * How many subjects at a time.
     *
     * @param atOnce looked through in statements that tell of the quiet ones, who are then all in memory; fewer where much is
     *     told of each
     * @param range looked through by a statement of its own, of which only the keys are in memory: a table may be read as a
     *     whole for it
     * @param page told of these
     */
    record Sizes(int atOnce, int range, int page) {
        static final Sizes USUAL = new Sizes(100_000, 500_000, 50_000);
        /** Kinds and activities of which so many subjects may be in memory. */
        private static final int FEW_COLUMNS = 8;

        /** @param readers how many such statements there are at a time */
        int atOnce(Plan plan, int readers) {
            int columns = plan.subject().declaration().kinds().size()
                    + plan.activity().size();
            return Math.max(1, atOnce / readers * FEW_COLUMNS / Math.max(FEW_COLUMNS, columns));
        }
    }

    /** No alias that a way uses inside. */
    private static final String SUBJECT = "palimpsest_s";

    private final Plan plan;
    private final Moment moment;
    private final boolean receipts;
    private final Sizes sizes;

    /** @param receipts whether Palimpsest's own tables are there */
    QuietSubjects(Plan plan, Moment moment, boolean receipts, Sizes sizes) {
        this.plan = plan;
        this.moment = moment;
        this.receipts = receipts;
        this.sizes = sizes;
    }

    /** Takes some of them; false = enough. */
    @FunctionalInterface
    interface Taker {
        boolean take(Subjects subjects) throws SQLException;
    }

    /**
     * Gives them in the order of their keys, some at a time.
     *
     * @param progress is told how many subjects were looked through before each time
     * @return false when the taker had enough
     */
    boolean forEachPage(Session session, Taker taker, LongConsumer progress) throws SQLException {
        boolean atOnce = areToldAtOnce(session.dialect());
        int size = atOnce ? sizes.atOnce(plan, 1) : sizes.range();
        Range range = next(session, null, size);
        for (long seen = 0; true; seen += size) {
            progress.accept(seen);
            boolean goOn = atOnce
                    ? taker.take(relation(range, session))
                    : takePages(in(session, range), session, taker, seen, progress);
            if (!goOn) {
                return false;
            }
            if (range.to() == null) {
                return true;
            }
            range = next(session, range.to(), size);
        }
    }

    /** Whether the statement that looks for them tells of them, too. */
    boolean areToldAtOnce(Dialect dialect) {
        return plan.looksUpActivity() && dialect.hasLateral();
    }

    /** Everybody in ranges for so many readers, in the order of the keys. */
    List<Range> ranges(Session session, int readers) throws SQLException {
        List<Range> ranges = new ArrayList<>();
        int size = sizes.atOnce(plan, readers);
        Range range = next(session, null, size);
        ranges.add(range);
        while (range.to() != null) {
            range = next(session, range.to(), size);
            ranges.add(range);
        }
        return ranges;
    }

    private boolean takePages(List<SubjectKey> keys, Session session, Taker taker, long seen, LongConsumer progress)
            throws SQLException {
        for (int from = 0; from < keys.size(); from += sizes.page()) {
            progress.accept(seen + (long) sizes.range() * from / keys.size());
            List<SubjectKey> page = keys.subList(from, Math.min(keys.size(), from + sizes.page()));
            if (!taker.take(Subjects.of(
                    session.dialect().keys(page, plan.subject().key().typeName())))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Subjects by their keys.
     *
     * @param after the last before them; null = from the first on
     * @param to the last of them; null = to the last there is
     */
    record Range(@Nullable SubjectKey after, @Nullable SubjectKey to) {}

    /** The range that holds the next so many subjects, as far as there are so many. */
    private Range next(Session session, @Nullable SubjectKey after, int subjects) throws SQLException {
        String key =
                SUBJECT + "." + session.dialect().quote(plan.subject().key().name());
        Sql sql = Sql.of("select " + session.dialect().asText(key) + " from "
                        + session.dialect().quote(plan.subject().table().name()) + " " + SUBJECT + " where ")
                .add(within(new Range(after, null), key, session.dialect()))
                .add(" order by " + key + " limit 2 offset " + (subjects - 1));
        List<SubjectKey> lastAndNext = session.list(sql, row -> new SubjectKey(row.getString(1)));
        return new Range(after, lastAndNext.size() == 2 ? lastAndNext.getFirst() : null);
    }

    /**
     * Whoever reads it looks through the range in the same statement. The newest time of an activity is looked for once: it tells
     * whether there is anything recent, and is told with the row.
     */
    Subjects relation(Range range, Session session) {
        Dialect dialect = session.dialect();
        String key = SUBJECT + "." + dialect.quote(plan.subject().key().name());
        FactsQuery facts = new FactsQuery(plan, moment, receipts);
        Sql quiet = Sql.of(SUBJECT + ".*, " + key + " as palimpsest_key");
        Sql treated = new Sql().add(quiet);
        Sql from = facts.rows(dialect, "").add(" " + SUBJECT);
        List<Sql> conditions = new ArrayList<>();
        for (ActivitySource source : plan.activity()) {
            if (facts.isToldWithRows(source)) {
                String newest = facts.newest(source);
                Sql time = facts.newestTime(source, key, dialect);
                from.add(" cross join lateral ").add(time).add(" " + newest);
                quiet.add(", " + newest + "." + newest);
                treated.add(", ").add(time).add(" as " + newest);
                conditions.add(Sql.of("(" + newest + "." + newest + " is null or not " + newest + "." + newest + " >= ")
                        .add(dialect.day(surely()))
                        .add(")"));
            } else if (moment.counts(source.id())) {
                conditions.add(Sql.of("not ").add(isRecent(source, key, dialect)));
            }
        }
        Sql rows = facts.rows(dialect, "").add(" " + SUBJECT);
        Sql all = selecting(range, session, treated, rows, quiet, from, conditions);
        return new Subjects(
                new Dialect.KeySet(Sql.of("with palimpsest_quiet as (").add(all).add(") "), "palimpsest_quiet"), true);
    }

    /** The keys in their order. Not streamed, since a database works on a stream alone, and on a list with several processes. */
    private List<SubjectKey> in(Session session, Range range) throws SQLException {
        Dialect dialect = session.dialect();
        String key = SUBJECT + "." + dialect.quote(plan.subject().key().name());
        Sql table = Sql.of(dialect.quote(plan.subject().table().name()) + " " + SUBJECT);
        Sql what = Sql.of(key + " as palimpsest_key");
        List<Sql> conditions = plan.activity().stream()
                .filter(source -> moment.counts(source.id()))
                .map(source -> Sql.of("not ").add(isRecent(source, key, dialect)))
                .toList();
        Sql sql = Sql.of("select " + dialect.asText("palimpsest_quiet.palimpsest_key") + " from (")
                .add(selecting(range, session, what, table, what, table, conditions))
                .add(") palimpsest_quiet order by palimpsest_quiet.palimpsest_key");
        List<SubjectKey> keys = new ArrayList<>();
        session.execute(dialect.preferIndexes(plan.looksUpActivity()));
        session.forEach(sql, Session.ALL, row -> keys.add(new SubjectKey(row.getString(1))));
        session.execute(dialect.planFreely());
        return keys;
    }

    /**
     * Selects the treated and the quiet in a range.
     *
     * @param conditions hold for nobody of whom there is anything recent
     */
    private Sql selecting(
            Range range, Session session, Sql ofTreated, Sql treated, Sql ofQuiet, Sql quiet, List<Sql> conditions) {
        String key =
                SUBJECT + "." + session.dialect().quote(plan.subject().key().name());
        Sql inRange = within(range, key, session.dialect());
        List<Sql> all = new ArrayList<>(conditions);
        all.addFirst(inRange);
        Sql sql = new Sql();
        if (receipts) {
            Sql isTreated = new GoneSubjects(plan.subject().table().name(), session).isTreated(key);
            all.add(Sql.of("not ").add(isTreated));
            sql.add(selecting(ofTreated, treated, List.of(inRange, isTreated))).add(" union all ");
        }
        return sql.add(selecting(ofQuiet, quiet, all));
    }

    private static Sql selecting(Sql what, Sql from, List<Sql> conditions) {
        return Sql.of("select ")
                .add(what)
                .add(" from ")
                .add(from)
                .add(" where ")
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
        Way way = source.way();
        Sql recent = recent(source, dialect);
        if (way.leadsOver()) {
            // no 'exists', which PostgreSQL may answer by comparing every subject with every recent row
            return Sql.of("((select 1 from ")
                    .add(way.rowsOf(key, source.table(), recent, dialect, moment.today()))
                    .add(" limit 1) is not null)");
        }
        if (way.indexed() || way.isDirect() && !dialect.asksForEachRow()) {
            return Sql.of("exists (select 1 from " + dialect.quote(way.table()) + " where ")
                    .add(way.correlated(key, dialect, moment.today()))
                    .add(" and ")
                    .add(recent)
                    .add(")");
        }
        String everybody = "(select e." + dialect.quote(plan.subject().key().name()) + " as palimpsest_key from "
                + dialect.quote(plan.subject().table().name()) + " e)";
        Sql rows = dialect.through(
                way.source(everybody, dialect),
                source.table(),
                way.joined(dialect, moment.today()).add(" and ").add(recent));
        return dialect.asksForEachRow()
                ? Sql.of(key + " in (select palimpsest_recent.palimpsest_key from"
                                + " (select distinct palimpsest_way.palimpsest_key from ")
                        .add(rows)
                        .add(") palimpsest_recent)")
                : Sql.of("exists (select 1 from ").add(rows).add(" where palimpsest_way.palimpsest_key = " + key + ")");
    }

    private LocalDate surely() {
        return moment.cutoff().plusDays(SURELY_BEHIND);
    }

    /** Holds for facts that are surely behind the cut-off. */
    private Sql recent(ActivitySource source, Dialect dialect) {
        Sql recent = Sql.of(dialect.quote(source.table().name(), source.at().name()) + " >= ")
                .add(dialect.day(surely()));
        Predicate where = source.declaration().where();
        if (where != null) {
            recent.add(" and ")
                    .add(
                            source.way().indexed()
                                    ? OwnerSql.filter(where, moment.today())
                                    : OwnerSql.bind(where.sql(), moment.today()));
        }
        return recent;
    }
}
