package dev.palimpsest.trace;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.ConnectionFailure;
import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.Table;
import dev.palimpsest.database.TableName;
import dev.palimpsest.identity.Bearing;
import dev.palimpsest.identity.CellNames;
import dev.palimpsest.identity.Fingerprint;
import dev.palimpsest.identity.Identifier;
import dev.palimpsest.identity.RowHitSink.RowHit;
import dev.palimpsest.identity.Scanner;
import dev.palimpsest.identity.TraceSet;
import dev.palimpsest.map.IdentifierKind;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.plan.TablePlan;
import dev.palimpsest.plan.Way;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads who stands under {@code others}: whose identifier fills one or several cells of a row there. Of the rows, of which there may be
 * millions, only what the traces have in common with them is kept. A row that leads to somebody who is looked for names nobody
 * else by the very identifier that is theirs: who has signed for herself is no namesake of her own. Nor does a row count that leads to
 * nobody living in a table whose rows a run moves or lets go: it may be hers.
 */
final class NamedOthers {
    /** Rows of people looked for in which one identifier stands; of more it is not asked whose they are. */
    private static final int MOST_ROWS_OF_ONE = 1_000;
    /** Subjects asked for by one statement. */
    private static final int ASKED = 1_000;

    private final Plan plan;
    private final Sought sought;
    private final TraceSet traces;
    private final Scanner scanner;
    private final Bearing bearing;

    private final CutTies marks;

    /** By the mark of a row. */
    private Map<String, Set<SubjectKey>> cutTies = Map.of();

    NamedOthers(Plan plan, Sought sought, TraceSet traces) {
        this.plan = plan;
        this.sought = sought;
        this.traces = traces;
        this.scanner = new Scanner(sought.fingerprinter());
        this.marks = new CutTies(plan, sought.today(), sought.fingerprinter());
        this.bearing = new Bearing(sought.fingerprinter(), traces);
    }

    /** Takes what somebody in a table has in common with the traces; one identifier may come several times. */
    @FunctionalInterface
    interface Taker {
        void take(TableName table, Bearing.Shared shared);
    }

    /**
     * What stands in rows that name somebody who is looked for, too.
     *
     * @param found the traces that led to it
     */
    private record Doubtful(TableName table, Bearing.Shared shared, Set<Fingerprint> found) {}

    /** Reads every table under {@code others}, one after the other. */
    void read(Session session, Taker taker) throws SQLException {
        if (plan.others().isEmpty() || traces.size() == 0) {
            return;
        }
        TracedSubjects traced = sought.subjects(session);
        cutTies = sought.cutTies(session);
        Map<Doubtful, Set<Named>> doubtful = new LinkedHashMap<>();
        for (TableName name : new TreeMap<>(plan.others()).keySet()) {
            Table table = plan.schema().require(name);
            Rows rows = new Rows(table, columns(table), new OwnerColumns(plan));
            if (!rows.columns.isEmpty()) {
                read(session, rows, row -> take(rows, row, traced, taker, doubtful));
            }
        }
        Map<SubjectKey, TraceSet> once = borne(session, doubtful.values(), Named::once);
        Map<SubjectKey, TraceSet> now = borne(session, doubtful.values(), Named::now);
        // whoever was given the key of somebody who went bears nothing of theirs
        now.keySet().removeAll(new ReusedKeys(plan, sought).among(List.copyOf(now.keySet()), session));
        doubtful.forEach((each, rows) -> {
            if (rows.stream()
                    .anyMatch(named ->
                            isNobodysOf(named.now, each.found, now) && isNobodysOf(named.once, each.found, once))) {
                taker.take(each.table, each.shared);
            }
        });
    }

    private static boolean isNobodysOf(Set<SubjectKey> named, Set<Fingerprint> found, Map<SubjectKey, TraceSet> borne) {
        return named.stream()
                .noneMatch(subject -> found.stream().anyMatch(borne.getOrDefault(subject, TraceSet.empty())::contains));
    }

    /**
     * Whom a row names of those who are looked for.
     *
     * @param now by a key that stands in it
     * @param once by one that a treatment took away
     */
    private record Named(Set<SubjectKey> now, Set<SubjectKey> once) {
        boolean isNobody() {
            return now.isEmpty() && once.isEmpty();
        }
    }

    private List<Column> columns(Table table) {
        Set<Column> named = plan.others().getOrDefault(table.name(), Set.of());
        return table.columns().stream()
                .filter(named::contains)
                .filter(column -> column.family().holdsText() && !column.hidesWords())
                .toList();
    }

    /** Whoever only looks may lack the right to read a table; what treats people has been refused before. */
    private void read(Session session, Rows rows, Session.RowTaker taker) throws SQLException {
        if (!sought.onlyLooks()) {
            session.forEach(rows.sql(session), taker);
            return;
        }
        Savepoint before = session.connection().setSavepoint();
        try {
            session.forEach(rows.sql(session), taker);
            session.connection().releaseSavepoint(before);
        } catch (SQLException refused) {
            if (ConnectionFailure.classify(refused) != ConnectionFailure.Failure.RIGHTS) {
                throw refused;
            }
            session.connection().rollback(before);
        }
    }

    /** The rows of one table: keys of subjects whom each names, and behind them the texts that name others. */
    private final class Rows {
        private final Table table;
        private final List<Column> columns;
        private final List<Column> keys;
        /** Over other tables to the owner; null where a column says it, or nobody owns the row. */
        private final @Nullable Way over;
        /** Says it, where one does. */
        private final @Nullable Column owner;
        /** Whether a row of somebody treated may lead to nobody, or to whoever stands for all who are gone. */
        private final boolean cut;

        Rows(Table table, List<Column> columns, OwnerColumns owners) {
            this.table = table;
            this.columns = columns;
            TablePlan steps = plan.table(table.name()).orElse(null);
            this.owner = owners.of(table);
            this.over = steps == null || owner != null ? null : steps.way();
            this.cut = steps != null
                    && steps.way() != null
                    && (plan.moves(steps)
                            || steps.letsGo()
                            || steps.requireWay().isReferredTo());
            List<Column> found = owners.beside(table);
            if (owner != null) {
                found.add(owner);
            }
            this.keys = List.copyOf(found);
        }

        private int texts() {
            return 3 + keys.size();
        }

        Sql sql(Session session) {
            Dialect dialect = session.dialect();
            Way way = over;
            List<String> selected = new ArrayList<>();
            selected.add(way == null ? "null" : dialect.asText("palimpsest_way.palimpsest_key"));
            keys.forEach(column -> selected.add(dialect.asText(dialect.quote(table.name(), column.name()))));
            columns.forEach(column -> selected.add(dialect.words(column, dialect.quote(table.name(), column.name()))));
            if (!cutTies.isEmpty()) {
                selected.add(CutTies.row(table, dialect));
            }
            Sql sql = Sql.of("select case when ")
                    .add(isNobodys(session))
                    .add(" then 1 else 0 end, " + String.join(", ", selected) + " from " + dialect.quote(table.name()));
            if (way != null) {
                String everybody =
                        "(select " + dialect.quote(plan.subject().key().name()) + " as palimpsest_key from "
                                + dialect.quote(plan.subject().table().name()) + ")";
                sql.add(" left join ")
                        .add(way.source(everybody, dialect))
                        .add(" on ")
                        .add(way.joined(dialect, sought.today()));
            }
            return sql;
        }

        /** Holds for a row of which it cannot be told any more whose it was. */
        private Sql isNobodys(Session session) {
            if (!cut) {
                return Sql.of("false");
            }
            String key = owner == null
                    ? "palimpsest_way.palimpsest_key"
                    : session.dialect().quote(table.name(), owner.name());
            return Sql.of(key + " is null or ").add(sought.isGone(key, session));
        }

        List<@Nullable String> texts(ResultSet row) throws SQLException {
            List<@Nullable String> texts = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                texts.add(row.getString(texts() + i));
            }
            return texts;
        }

        /** Each text of a list by itself, behind what stands in the other columns together. */
        List<List<@Nullable String>> apart(List<@Nullable String> texts) {
            List<@Nullable String> together = new ArrayList<>();
            List<List<@Nullable String>> apart = new ArrayList<>();
            apart.add(together);
            for (int i = 0; i < texts.size(); i++) {
                String text = texts.get(i);
                List<String> listed = text == null ? List.of() : ListedTexts.of(columns.get(i), text);
                together.add(listed.isEmpty() ? text : null);
                listed.forEach(each -> apart.add(List.of(each)));
            }
            return apart;
        }

        /** Whom the row named until a treatment took that away. */
        Set<SubjectKey> once(ResultSet row) throws SQLException {
            return cutTies.isEmpty()
                    ? Set.of()
                    : cutTies.getOrDefault(marks.mark(table, row.getString(texts() + columns.size())), Set.of());
        }

        Set<SubjectKey> named(ResultSet row, TracedSubjects traced) throws SQLException {
            Set<SubjectKey> named = new LinkedHashSet<>();
            for (int i = 2; i < texts(); i++) {
                String key = row.getString(i);
                if (key != null && traced.mayHold(key)) {
                    named.add(new SubjectKey(key));
                }
            }
            return named;
        }
    }

    private void take(Rows rows, ResultSet row, TracedSubjects traced, Taker taker, Map<Doubtful, Set<Named>> doubtful)
            throws SQLException {
        if (row.getInt(1) != 0) {
            return;
        }
        List<@Nullable String> texts = rows.texts(row);
        List<RowHit> hits = new ArrayList<>();
        scanner.scanRow(texts, traces, hits::add);
        if (hits.isEmpty()) {
            return;
        }
        Named named = new Named(rows.named(row, traced), rows.once(row));
        for (List<@Nullable String> one : rows.apart(texts)) {
            hits.clear();
            scanner.scanRow(one, traces, hits::add);
            take(rows.table.name(), one, hits, named, taker, doubtful);
        }
    }

    private void take(
            TableName table,
            List<@Nullable String> texts,
            List<RowHit> hits,
            Named named,
            Taker taker,
            Map<Doubtful, Set<Named>> doubtful) {
        for (RowHit hit : hits) {
            List<String> cells = hit.columns().stream()
                    .map(texts::get)
                    .filter(Objects::nonNull)
                    .toList();
            Bearing.Shared shared = shared(hit, cells);
            if (shared.isNothing()) {
                continue;
            }
            if (named.isNobody()) {
                taker.take(table, shared);
                continue;
            }
            Set<Fingerprint> found = new LinkedHashSet<>(shared.borne());
            found.add(hit.fingerprint());
            Set<Named> known =
                    doubtful.computeIfAbsent(new Doubtful(table, shared, found), first -> new LinkedHashSet<>());
            if (known.size() < MOST_ROWS_OF_ONE) {
                known.add(named);
            }
        }
    }

    /**
     * What somebody has in common with the traces in whose cells one was found. A number under which the business knows somebody
     * else is no number of its subjects.
     */
    private Bearing.Shared shared(RowHit hit, List<String> cells) {
        IdentifierKind kind = hit.fingerprint().kind();
        return switch (kind) {
            case NUMBER -> Bearing.Shared.NOTHING;
            case NAME ->
                hit.patched() || !CellNames.areOne(cells, hit.whole())
                        ? Bearing.Shared.NOTHING
                        : bearing.of(new Identifier(kind, cells))
                                .and(bearing.of(new Identifier(kind, cells.reversed())));
            case EMAIL, PHONE, IBAN, ADDRESS, LOGIN, IP ->
                hit.whole()
                        ? new Bearing.Shared(Set.of(hit.fingerprint()), List.of())
                                .and(bearing.of(new Identifier(kind, cells)))
                        : Bearing.Shared.NOTHING;
        };
    }

    private Map<SubjectKey, TraceSet> borne(
            Session session, Iterable<Set<Named>> doubtful, Function<Named, Set<SubjectKey>> part) throws SQLException {
        Set<SubjectKey> distinct = new LinkedHashSet<>();
        doubtful.forEach(rows -> rows.forEach(named -> distinct.addAll(part.apply(named))));
        List<SubjectKey> asked = List.copyOf(distinct);
        Map<SubjectKey, TraceSet> borne = new HashMap<>();
        for (int from = 0; from < asked.size(); from += ASKED) {
            borne.putAll(sought.of(session, asked.subList(from, Math.min(asked.size(), from + ASKED))));
        }
        return borne;
    }
}
