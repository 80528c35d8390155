package dev.palimpsest.survey;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.ColumnFamily;
import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.OwnerSql;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.map.ConditionText;
import dev.palimpsest.map.Predicate;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.plan.Blocker;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.plan.Way;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One statement that finds, for a set of keys, the rows of every blocker: one branch per blocker, set-based. */
final class BlockersQuery {
    /** Causing rows shown of one blocker and subject; more would not be read by anybody. */
    private static final int ROWS_SHOWN = 10;
    /** For so many subjects it is cheaper to go through the few rows that block anybody. */
    private static final int MANY = 20_000;
    /** The same for a good part of one range of subjects, where only the rows of that range are gone through. */
    private static final int MANY_OF_A_RANGE = 5_000;

    private final Plan plan;
    private final Moment moment;
    private final int width;

    BlockersQuery(Plan plan, Moment moment) {
        this.plan = plan;
        this.moment = moment;
        this.width = plan.blockers().stream()
                .mapToInt(blocker -> blocker.show().size())
                .max()
                .orElse(0);
    }

    /**
     * Whether the rows of so many subjects are looked up one subject after the other, where an index leads to them.
     *
     * @param ofOneRange whether they are a good part of a range of keys
     */
    boolean looksUp(int subjects, boolean ofOneRange) {
        boolean bounded = ofOneRange && plan.blockers().stream().allMatch(blocker -> isBounded(blocker.way()));
        return subjects < (bounded ? MANY_OF_A_RANGE : MANY);
    }

    /** Whether a table's rows of a range of subjects can be told by the values of its link alone: whole numbers are in one order everywhere. */
    private static boolean isBounded(Way way) {
        return way.isDirect()
                && way.indexed()
                && !way.isReferredTo()
                && way.linkColumn().family() == ColumnFamily.INTEGER
                && way.key().family() == ColumnFamily.INTEGER;
    }

    /**
     * The causing rows by subject key.
     *
     * @param keys a relation of the subjects' keys
     * @param subjects the same keys; at least one
     * @param one whether they are {@linkplain #looksUp looked up}
     */
    Map<String, List<BlockedBy>> read(Session session, Dialect.KeySet keys, List<SubjectKey> subjects, boolean one)
            throws SQLException {
        Map<String, List<BlockedBy>> found = new HashMap<>();
        if (plan.blockers().isEmpty()) {
            return found;
        }
        List<Sql> branches = new ArrayList<>();
        for (int i = 0; i < plan.blockers().size(); i++) {
            Blocker blocker = plan.blockers().get(i);
            Sql between = one ? new Sql() : between(blocker.way(), subjects, session.dialect());
            branches.add(branch(i, blocker, keys, one, between, session.dialect()));
        }
        Sql sql = new Sql().add(keys.with()).join(" union all ", branches);
        session.forEach(
                sql,
                row -> found.computeIfAbsent(row.getString(2), key -> new ArrayList<>())
                        .add(read(row)));
        return found;
    }

    private BlockedBy read(ResultSet row) throws SQLException {
        Blocker blocker = plan.blockers().get(row.getInt(1));
        Map<String, String> shown = new LinkedHashMap<>();
        for (int i = 0; i < blocker.show().size(); i++) {
            String value = row.getString(4 + i);
            shown.put(blocker.show().get(i).name(), value == null ? "–" : value);
        }
        return new BlockedBy(
                blocker.id(),
                blocker.declaration().level(),
                row.getObject(3, LocalDate.class),
                shown,
                blocker.declaration().message(),
                blocker.declaration().fix());
    }

    /**
     * Holds for rows of subjects between the least and the greatest of these keys: with an index, the rest of the table need not be read
     * for a page of people.
     *
     * @return a condition to be added to others; empty where the way is not bounded
     */
    private static Sql between(Way way, List<SubjectKey> subjects, Dialect dialect) {
        if (!isBounded(way)) {
            return new Sql();
        }
        String column = dialect.quote(way.table(), way.linkColumn().name());
        String key = dialect.cast("?", way.key().typeName());
        BigInteger least = new BigInteger(subjects.getFirst().value());
        BigInteger greatest = least;
        for (SubjectKey subject : subjects) {
            BigInteger value = new BigInteger(subject.value());
            least = least.min(value);
            greatest = greatest.max(value);
        }
        return Sql.of(
                " and " + column + " >= " + key + " and " + column + " <= " + key,
                least.toString(),
                greatest.toString());
    }

    /**
     * @param one whether the rows of one subject after another are looked up, where an index leads to them
     * @param between a condition on the table's rows that holds for all of the subjects; may be empty
     */
    private Sql branch(int index, Blocker blocker, Dialect.KeySet keys, boolean one, Sql between, Dialect dialect) {
        String table = dialect.quote(blocker.table().name());
        String until = blocker.until() == null
                ? "cast(null as date)"
                : dialect.day(
                        dialect.quote(blocker.table().name(), blocker.until().name()),
                        blocker.until().family(),
                        plan.map().zone());
        String newestFirst = until + " is null desc, " + until + " desc";
        StringBuilder shown = new StringBuilder();
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < width; i++) {
            String value = i < blocker.show().size()
                    ? dialect.shown(
                            column(blocker, i),
                            dialect.quote(
                                    blocker.table().name(), column(blocker, i).name()))
                    : dialect.asText("null");
            shown.append(", ").append(value).append(" as show_").append(i);
            names.append(", b.show_").append(i);
        }
        String columns = until + " as until_day" + shown;
        Sql where = OwnerSql.bind(blocker.declaration().where().sql(), moment.today());
        if (one && blocker.way().indexed() && dialect.hasLateral()) {
            return Sql.of("(select " + index + ", " + dialect.asText("palimpsest_k.palimpsest_key") + ", b.until_day"
                            + names
                            + " from " + keys.relation() + " palimpsest_k cross join lateral (select " + columns
                            + " from " + table
                            + " where ")
                    .add(blocker.way().correlated("palimpsest_k.palimpsest_key", dialect, moment.today()))
                    .add(" and ")
                    .add(OwnerSql.filter(blocker.declaration().where(), moment.today()))
                    .add(" order by " + newestFirst + " limit " + ROWS_SHOWN + ") b)");
        }
        Way way = blocker.way();
        if (one && !(way.indexed() && isAboutTheRowAlone(blocker))) {
            // what cannot be computed for somebody else's row must not stand in the way of these few
            Sql belongs = way.joined(dialect, moment.today());
            where = Sql.of("case when ").add(belongs).add(" then ").add(where).add(" else false end");
        }
        Sql rows = one && way.indexed()
                ? way.beside(
                        way.lookedUp(keys.relation(), dialect), blocker.table(), new Sql(), dialect, moment.today())
                : way.among(way.source(keys.relation(), dialect), blocker.table(), dialect, moment.today());
        return Sql.of("(select " + index + ", b.palimpsest_key, b.until_day" + names + " from (select "
                        + dialect.asText("palimpsest_way.palimpsest_key") + " as palimpsest_key, row_number() over"
                        + " (partition by palimpsest_way.palimpsest_key order by " + newestFirst
                        + ") as palimpsest_row, " + columns + " from ")
                .add(rows)
                .add(" where ")
                .add(where)
                .add(between)
                .add(") b where b.palimpsest_row <= " + ROWS_SHOWN + ")");
    }

    /**
     * Whether the condition can lead a database to no other rows than those that are looked up: then an index on what it asks for, behind
     * the one that leads to them, may serve, and nothing is computed of the rows of others.
     */
    private static boolean isAboutTheRowAlone(Blocker blocker) {
        Predicate where = blocker.declaration().where();
        String link = blocker.way().linkColumn().name().toLowerCase(Locale.ROOT);
        return !where.readsOthers()
                && ConditionText.of(where.sql()).words().stream()
                        .noneMatch(piece -> piece.meaning().equals(link));
    }

    private static Column column(Blocker blocker, int index) {
        return blocker.show().get(index);
    }
}
