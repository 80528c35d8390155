package dev.palimpsest.chunk;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.TableName;
import dev.palimpsest.identity.Redactor;
import dev.palimpsest.identity.TraceSet;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.plan.TablePlan;
import dev.palimpsest.plan.Way;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.trace.TextChange;
import dev.palimpsest.treatment.Redact;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Applies the plan's steps to the rows of the subjects in the chunk table: one statement per table and kind of change.
 * Every statement states the number of rows it expects.
 */
public final class ChunkTreatment {
    private static final String TREATED = "treated";
    /** Rows of others, of which only the subject's part as a co-owner was treated. */
    static final String SEVERED = "severed";

    private final Plan plan;
    private final LocalDate today;
    private final Redactor redactor;
    private final Measures measures;
    private final Departure departure;
    private final Source source;

    /** Tells which rows of a table are treated: see {@link Way#rows}. */
    @FunctionalInterface
    public interface Source {
        Sql of(Session session, TablePlan table);
    }

    /** @param source of the rows: those of the chunk's subjects, or others */
    public ChunkTreatment(
            Plan plan, LocalDate today, Redactor redactor, Measures measures, Departure departure, Source source) {
        this.source = source;
        this.measures = measures;
        this.departure = departure;
        this.plan = plan;
        this.today = today;
        this.redactor = redactor;
    }

    /**
     * Rows found and rows changed of one table.
     *
     * @param measure what was done to them, as the statistics call it
     * @param struck texts in which something was struck, by column
     */
    public record Treated(TableName table, String measure, long found, long changed, Map<String, Long> struck) {}

    /**
     * Treats whatever does not come last.
     *
     * @param own gives the forms of each subject's identifiers: a name that is a chunk mate's is none of the subject's
     * @param subjects how many subjects there are; so many rows the subject's table must have
     * @param untreated tables in which there is nothing to treat
     * @param locked what is known of the rows of these subjects
     * @throws PalimpsestException UNEXPECTED_ROW_COUNT when a statement changes another number of rows than there are
     */
    List<Treated> apply(
            Session session,
            Supplier<Map<SubjectKey, TraceSet>> own,
            long subjects,
            Set<TableName> untreated,
            LockedRows locked)
            throws SQLException {
        List<Treated> treated = new ArrayList<>();
        for (TablePlan coOwner : plan.severed()) {
            Changed changed = coOwner.computed().isEmpty()
                    ? found(count(session, coOwner, LockedRows.UNKNOWN))
                    : change(session, coOwner, assignments(session, coOwner), LockedRows.UNKNOWN);
            treated.add(counted(coOwner, SEVERED, changed));
        }
        treated.addAll(applyTo(
                plan.tables().stream().filter(table -> !departure.comesLast(table)),
                session,
                own,
                subjects,
                untreated,
                locked));
        return treated;
    }

    /** Treats what comes last: the subjects' own rows, where they go, and then what triggers write of that. */
    List<Treated> applyLast(
            Session session,
            Supplier<Map<SubjectKey, TraceSet>> own,
            long subjects,
            Set<TableName> untreated,
            LockedRows locked)
            throws SQLException {
        Comparator<TablePlan> subjectFirst = Comparator.comparing(table -> !isSubject(table));
        return applyTo(
                plan.tables().stream().filter(departure::comesLast).sorted(subjectFirst),
                session,
                own,
                subjects,
                untreated,
                locked);
    }

    private List<Treated> applyTo(
            Stream<TablePlan> tables,
            Session session,
            Supplier<Map<SubjectKey, TraceSet>> own,
            long subjects,
            Set<TableName> untreated,
            LockedRows locked)
            throws SQLException {
        List<Treated> treated = new ArrayList<>();
        for (TablePlan table : tables.filter(TablePlan::treatsRows).toList()) {
            treated.add(
                    untreated.contains(table.name())
                            ? counted(table, TREATED, found(0))
                            : apply(session, table, own, subjects, locked));
        }
        return treated;
    }

    private boolean isSubject(TablePlan table) {
        return table.name().equals(plan.subject().table().name());
    }

    private Treated apply(
            Session session, TablePlan table, Supplier<Map<SubjectKey, TraceSet>> own, long subjects, LockedRows locked)
            throws SQLException {
        Treated treated = apply(session, table, own, locked);
        if (isSubject(table)) {
            expect(table, subjects, treated.changed());
        }
        return treated;
    }

    /** Treats one table other than the subject's. */
    public Treated apply(Session session, TablePlan table, Supplier<Map<SubjectKey, TraceSet>> own)
            throws SQLException {
        return apply(session, table, own, LockedRows.UNKNOWN);
    }

    private Treated apply(Session session, TablePlan table, Supplier<Map<SubjectKey, TraceSet>> own, LockedRows locked)
            throws SQLException {
        if (table.deletes()) {
            return counted(table, TREATED, change(session, table, List.of(), locked));
        }
        // what changes the value by which the rows are found comes last
        boolean redactedFirst = table.letsGo()
                && table.computed().containsKey(table.requireWay().linkColumn());
        Map<String, Long> struck = redactedFirst ? redact(session, table, own) : Map.of();
        Treated treated = table.computed().isEmpty()
                ? counted(table, TREATED, found(count(session, table, locked)))
                : counted(table, TREATED, change(session, table, assignments(session, table), locked));
        return treated.found() == 0
                ? treated
                : new Treated(
                        treated.table(),
                        treated.measure(),
                        treated.found(),
                        treated.changed(),
                        redactedFirst ? struck : redact(session, table, own));
    }

    private Treated counted(TablePlan table, String measure, Changed rows) {
        return new Treated(table.name(), measure, rows.found(), expect(table, rows.found(), rows.changed()), Map.of());
    }

    private record Changed(long found, long changed) {}

    private static Changed found(long rows) {
        return new Changed(rows, rows);
    }

    /** @param assignments none = the rows are deleted */
    private Changed change(Session session, TablePlan table, List<Sql> assignments, LockedRows locked)
            throws SQLException {
        if (assignments.isEmpty() && !table.deletes()) {
            throw new IllegalStateException(table.name() + " has nothing to change, and its rows stay");
        }
        Dialect dialect = session.dialect();
        Way way = table.requireWay();
        Sql condition = belonging(table, dialect);
        Optional<Sql> counted = way.indexed()
                ? dialect.changeCounted(
                        table.table(), assignments, source.of(session, table), condition, Guard.isGuarded(way, plan))
                : Optional.empty();
        if (counted.isPresent()) {
            return Objects.requireNonNull(
                    session.first(counted.get(), row -> new Changed(row.getLong(1), row.getLong(2))));
        }
        long found = count(session, table, locked);
        if (found == 0) {
            return found(0);
        }
        Sql rows = source.of(session, table);
        return new Changed(
                found,
                session.update(
                        assignments.isEmpty()
                                ? dialect.deleteUsing(table.table(), rows, condition)
                                : dialect.updateFrom(table.table(), assignments, rows, condition)));
    }

    /** Rows may have come since they were counted; where that is possible, more than expected is as good. */
    private long expect(TablePlan table, long expected, long changed) {
        boolean asExpected = measures.mayGrow(table) ? changed >= expected : changed == expected;
        if (!asExpected) {
            throw new PalimpsestException(
                    ErrorCode.UNEXPECTED_ROW_COUNT,
                    table.name() + ": " + changed + " rows were changed instead of " + expected
                            + ". A trigger, a rule or row-level security stands in the way; see what fires there.");
        }
        return changed;
    }

    /** The subjects' rows that no statutory period protects. */
    private Sql belonging(TablePlan table, Dialect dialect) {
        Way way = table.requireWay();
        return way.joined(dialect, today)
                .add(" and ")
                .add(table.unprotected(dialect, plan.map().zone(), today));
    }

    private Sql beside(Session session, TablePlan table) {
        Dialect dialect = session.dialect();
        Sql unprotected = table.unprotected(dialect, plan.map().zone(), today);
        return table.requireWay().beside(source.of(session, table), table.table(), unprotected, dialect, today);
    }

    /** Rows that only we could have changed since they were counted under their locks are not counted again. */
    private long count(Session session, TablePlan table, LockedRows locked) throws SQLException {
        Long known = locked.rows().get(table.requireWay());
        if (known != null && table.retained() == null && measures.stayAsLocked(table)) {
            return known;
        }
        Long rows = session.first(Sql.of("select count(*) from ").add(beside(session, table)), row -> row.getLong(1));
        return rows == null ? 0 : rows;
    }

    private static List<Sql> assignments(Session session, TablePlan table) {
        Dialect dialect = session.dialect();
        List<Sql> assignments = new ArrayList<>();
        table.computed()
                .forEach((column, treatment) -> assignments.add(Sql.of(dialect.quote(column.name()) + " = ")
                        .add(treatment.value(column, dialect.quote(table.name(), column.name()), dialect))));
        return assignments;
    }

    private Map<String, Long> redact(Session session, TablePlan table, Supplier<Map<SubjectKey, TraceSet>> own)
            throws SQLException {
        Map<String, Long> struck = new LinkedHashMap<>();
        for (Map.Entry<Column, Redact> entry : table.redacted().entrySet()) {
            long texts = redact(session, table, entry.getKey(), entry.getValue(), own);
            if (texts > 0) {
                struck.put(entry.getKey().name(), texts);
            }
        }
        return struck;
    }

    /** @return texts in which something was struck */
    private long redact(
            Session session, TablePlan table, Column column, Redact redact, Supplier<Map<SubjectKey, TraceSet>> own)
            throws SQLException {
        Dialect dialect = session.dialect();
        String rows = dialect.quote(table.name().name());
        String text = dialect.quote(table.name(), column.name());
        Sql sql = Sql.of("select " + dialect.locator(table.table(), rows) + ", " + dialect.asText(text) + ", "
                        + String.join(", ", dialect.home(table.table(), rows)) + ", "
                        + dialect.asText("palimpsest_way.palimpsest_key")
                        + " from ")
                .add(beside(session, table))
                .add(" where " + text + " is not null");
        Map<TableName, List<List<String>>> changed = new LinkedHashMap<>();
        session.forEach(sql, row -> {
            TraceSet forms = own.get().getOrDefault(new SubjectKey(row.getString(5)), TraceSet.empty());
            String after = TextChange.redacted(redactor, table.table(), column, row.getString(2), redact, forms);
            if (after != null) {
                List<List<String>> found = changed.computeIfAbsent(
                        new TableName(row.getString(3), row.getString(4)),
                        name -> List.of(new ArrayList<>(), new ArrayList<>()));
                found.get(0).add(row.getString(1));
                found.get(1).add(after);
            }
        });
        for (Map.Entry<TableName, List<List<String>>> home : changed.entrySet()) {
            TextChange.write(
                    session,
                    table.table(),
                    home.getKey(),
                    List.of(column),
                    home.getValue().get(0),
                    List.of(home.getValue().get(1)));
        }
        return changed.values().stream()
                .mapToLong(home -> home.getFirst().size())
                .sum();
    }
}
