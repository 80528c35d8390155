package dev.palimpsest.chunk;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.ForeignKey;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.TableName;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.plan.TablePlan;
import dev.palimpsest.plan.Way;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The statistics of a chunk's kept rows: number of rows, count and sum of every kept number, taken before and after the
 * treatment inside its transaction. They must be the same.
 */
public final class Measures {
    /** Name of the measure that counts rows. */
    static final String ROWS = "rows";

    private final Plan plan;
    private final LocalDate today;
    private final ChunkRows rows;
    private final Set<TableName> triggered;
    private final boolean firesTriggers;
    /** By statements of the plan. */
    private final Set<TableName> written;

    public Measures(Plan plan, LocalDate today) {
        this(plan, today, new ChunkRows(plan, today, true));
    }

    /** @param rows those of the chunk's people */
    Measures(Plan plan, LocalDate today, ChunkRows rows) {
        this.rows = rows;
        this.plan = plan;
        this.today = today;
        this.triggered = TriggerReach.of(plan);
        this.firesTriggers = Stream.concat(plan.steps().stream(), plan.severed().stream())
                .anyMatch(table -> !table.table().triggers().isEmpty());
        this.written = Stream.concat(plan.steps().stream().filter(TablePlan::treatsRows), plan.severed().stream())
                .map(TablePlan::name)
                .collect(Collectors.toSet());
    }

    /** Whether rows of the table may be deleted or changed with rows that they refer to. */
    private boolean mayCascade(TableName name) {
        return plan.schema().require(name).foreignKeys().stream()
                .anyMatch(key -> key.onDelete() != ForeignKey.DeleteRule.RESTRICT
                        || plan.table(key.to())
                                .filter(to -> Stream.concat(
                                                to.computed().keySet().stream(), to.redacted().keySet().stream())
                                        .anyMatch(column -> key.toColumns().contains(column.name())))
                                .isPresent());
    }

    /**
     * Whether rows may come while the chunk is treated: from a trigger, or from the business where no foreign key keeps them
     * away.
     */
    boolean mayGrow(TablePlan table) {
        return triggered.contains(table.name()) || !Guard.isGuarded(table.requireWay(), plan);
    }

    /**
     * Measure to value, per table.
     *
     * @param marks of the tables by which rows are told, where the database can say whether we have written to them
     * @param untreated tables in which nothing of these subjects is treated
     */
    record Taken(
            Map<TableName, Map<String, BigDecimal>> values,
            Map<TableName, List<String>> rows,
            Map<Way, List<String>> severed,
            Map<TableName, String> marks,
            Set<TableName> untreated) {}

    /**
     * Whether the rows of locked people, once read, stay the ones to treat: none can come, none can come to
     * belong to them, and none is another person's in part.
     */
    boolean areFixed(TablePlan table) {
        Way way = table.requireWay();
        return table.severed().isEmpty() && !way.isReferredTo() && way.where() == null && !mayGrow(table);
    }

    /**
     * Whether the rows of locked people are as many as they were under their locks until a statement that is meant for the table
     * changes them: nothing that our other statements bring about reaches it, be it a trigger, whatever its text says, or a
     * cascade.
     */
    boolean stayAsLocked(TablePlan table) {
        return !firesTriggers && areFixed(table) && !mayCascade(table.name());
    }

    /** What is measured of rows that lead to their subject this way, so that it can be taken while they are locked. */
    List<Sql> figures(Way way, Dialect dialect) {
        return measured().stream()
                .filter(table -> table.requireWay().equals(way) && !way.isReferredTo())
                .findFirst()
                .map(table -> aggregates(table, dialect))
                .orElse(List.of());
    }

    /**
     * Takes the measures of the rows that belong to the subjects in the chunk table.
     *
     * @param locked what {@link #figures} came to when exactly these subjects' rows were locked; none = it is unknown
     * @param untreated tables in which nothing of theirs is going to be treated
     */
    Taken before(Session session, Map<Way, List<BigDecimal>> locked, Set<TableName> untreated) throws SQLException {
        Taken taken = new Taken(
                new LinkedHashMap<>(), new HashMap<>(), new HashMap<>(), marks(session, untreated), untreated);
        for (TablePlan table : measured()) {
            boolean others = mayBecomeOthers(table, taken.marks());
            if (others && !table.table().primaryKey().isEmpty()) {
                taken.rows().put(table.name(), keysOf(session, table));
            }
            List<BigDecimal> figures = locked.getOrDefault(table.requireWay(), List.of());
            taken.values()
                    .put(
                            table.name(),
                            others || figures.isEmpty() ? measure(session, table, taken) : values(figures, table, ""));
        }
        for (TablePlan coOwner : severed()) {
            // the column that leads to these rows may be erased
            List<String> keys = keysOf(session, coOwner);
            taken.severed().put(coOwner.requireWay(), keys);
            taken.values()
                    .computeIfAbsent(coOwner.name(), name -> new LinkedHashMap<>())
                    .putAll(measureSevered(session, coOwner, keys));
        }
        return taken;
    }

    /**
     * Whether other rows may be there the second time, so that the keys of these have to be remembered: not where it is going to
     * be told that we have not written to the table at all.
     */
    private boolean mayBecomeOthers(TablePlan table, Map<TableName, String> marks) {
        boolean written = table.treatsRows() || triggered.contains(table.name()) || !isMarked(table, marks);
        return written && mayGrow(table);
    }

    /**
     * Takes the measures again, of the same rows, in every table to which this transaction has written since. Of the others no
     * row can be another one: what we lock nobody else can change, and what others may change is not our doing.
     *
     * @throws PalimpsestException STATISTIC_CHANGED naming table and measure
     */
    Taken after(Session session, Taken before) throws SQLException {
        Taken after = new Taken(
                new LinkedHashMap<>(),
                before.rows(),
                before.severed(),
                marks(session, before.untreated()),
                before.untreated());
        for (TablePlan table : measured()) {
            after.values()
                    .put(
                            table.name(),
                            isUnwritten(table, before.marks(), after.marks())
                                    ? ownValues(before.values().getOrDefault(table.name(), Map.of()), table)
                                    : measure(session, table, before));
        }
        for (TablePlan coOwner : severed()) {
            after.values()
                    .computeIfAbsent(coOwner.name(), name -> new LinkedHashMap<>())
                    .putAll(measureSevered(
                            session, coOwner, before.severed().getOrDefault(coOwner.requireWay(), List.of())));
        }
        for (TablePlan table : measured()) {
            Map<String, BigDecimal> values = after.values().getOrDefault(table.name(), Map.of());
            before.values().getOrDefault(table.name(), Map.of()).forEach((measure, value) -> {
                BigDecimal now = values.getOrDefault(measure, BigDecimal.ZERO);
                if (now.compareTo(value) != 0) {
                    throw new PalimpsestException(
                            ErrorCode.STATISTIC_CHANGED,
                            // no numbers: of one subject alone they are that subject's amounts
                            table.name() + ": " + measure
                                    + " changed. A trigger or rule changes kept rows; see what fires there.");
                }
            });
        }
        return after;
    }

    /** A copy of what was measured of the table's own rows; what follows of co-owners is measured by itself. */
    private static Map<String, BigDecimal> ownValues(Map<String, BigDecimal> values, TablePlan table) {
        Map<String, BigDecimal> own = new LinkedHashMap<>();
        for (String measure : names(table, "")) {
            BigDecimal value = values.get(measure);
            if (value != null) {
                own.put(measure, value);
            }
        }
        return own;
    }

    private Map<TableName, String> marks(Session session, Set<TableName> untreated) throws SQLException {
        Set<TableName> growing = measured().stream()
                .filter(this::mayGrow)
                .flatMap(table -> table.requireWay().tables().stream())
                .collect(Collectors.toSet());
        List<Dialect.MarkedTable> tables = measured().stream()
                .flatMap(table -> table.requireWay().tables().stream())
                .distinct()
                .map(name -> new Dialect.MarkedTable(
                        name,
                        written.contains(name) && !untreated.contains(name)
                                || growing.contains(name)
                                || mayCascade(name)))
                .toList();
        Map<TableName, String> marks = new HashMap<>();
        if (!tables.isEmpty()) {
            session.forEach(
                    session.dialect().changeMarks(tables),
                    row -> marks.put(tables.get(row.getInt(1)).name(), row.getString(2)));
        }
        return marks;
    }

    private static boolean isMarked(TablePlan table, Map<TableName, String> marks) {
        List<TableName> tables = table.requireWay().tables();
        return !tables.isEmpty() && marks.keySet().containsAll(tables);
    }

    private static boolean isUnwritten(TablePlan table, Map<TableName, String> before, Map<TableName, String> now) {
        return isMarked(table, before)
                && table.requireWay().tables().stream()
                        .allMatch(name -> Objects.equals(before.get(name), now.get(name)));
    }

    private List<TablePlan> measured() {
        return plan.tables().stream()
                .filter(table -> table.way() != null && !table.deletes() && !table.letsGo())
                .toList();
    }

    /** Rows that may be nobody's afterwards: those of others in which the subjects stand as co-owners, and those let go. */
    private List<TablePlan> severed() {
        Stream<TablePlan> letGo = plan.tables().stream()
                .filter(table -> table.letsGo() && !table.table().primaryKey().isEmpty());
        return Stream.concat(measured().stream().flatMap(table -> table.severed().stream()), letGo)
                .toList();
    }

    private Map<String, BigDecimal> measure(Session session, TablePlan table, Taken taken) throws SQLException {
        Dialect dialect = session.dialect();
        List<String> rows = taken.rows().get(table.name());
        if (rows != null && table.requireWay().isReferredTo()) {
            return values(session, measures(table, dialect).add(referredTo(table, rows, dialect)), table, "");
        }
        Sql sql = measures(table, dialect).add(belonging(session, table));
        if (rows != null) {
            sql.add(" where ").add(oneOf(table, rows, dialect));
        }
        return values(session, sql, table, "");
    }

    private Map<String, BigDecimal> measureSevered(Session session, TablePlan coOwner, List<String> rows)
            throws SQLException {
        Dialect dialect = session.dialect();
        Sql sql = measures(coOwner, dialect)
                .add(" from " + dialect.quote(coOwner.name()) + " where ")
                .add(oneOf(coOwner, rows, dialect));
        return values(
                session,
                sql,
                coOwner,
                " by " + coOwner.requireWay().linkColumn().name());
    }

    /** The beginning of a statement that measures rows of a table. */
    static Sql measures(TablePlan table, Dialect dialect) {
        return Sql.of("select ").join(", ", aggregates(table, dialect));
    }

    private static List<Sql> aggregates(TablePlan table, Dialect dialect) {
        List<Sql> aggregates = new ArrayList<>();
        aggregates.add(Sql.of("count(*)"));
        for (Column column : table.statistics()) {
            String name = dialect.quote(table.name(), column.name());
            aggregates.add(Sql.of("count(" + name + ")"));
            aggregates.add(Sql.of("coalesce(" + dialect.exactSum(name, column.family()) + ", 0)"));
        }
        return aggregates;
    }

    private static Sql oneOf(TablePlan table, List<String> keys, Dialect dialect) {
        return Sql.of(keyText(table, dialect) + " in (select c0 from ")
                .add(dialect.rows(List.of(keys), List.of("text")))
                .add(" palimpsest_rows)");
    }

    /** @param suffix behind the name of each measure */
    static Map<String, BigDecimal> values(Session session, Sql sql, TablePlan table, String suffix)
            throws SQLException {
        List<BigDecimal> figures = new ArrayList<>();
        session.forEach(sql, row -> {
            for (int i = 1; i <= 1 + 2 * table.statistics().size(); i++) {
                figures.add(row.getBigDecimal(i));
            }
        });
        return values(figures, table, suffix);
    }

    private static Map<String, BigDecimal> values(List<BigDecimal> figures, TablePlan table, String suffix) {
        Map<String, BigDecimal> values = new LinkedHashMap<>();
        List<String> names = names(table, suffix);
        for (int i = 0; i < names.size(); i++) {
            values.put(names.get(i), figures.get(i));
        }
        return values;
    }

    /** The names of the measures, in the order in which they are taken. */
    private static List<String> names(TablePlan table, String suffix) {
        List<String> names = new ArrayList<>();
        names.add(ROWS + suffix);
        for (Column column : table.statistics()) {
            names.add("count(" + column.name() + ")" + suffix);
            names.add("sum(" + column.name() + ")" + suffix);
        }
        return names;
    }

    /** Rows by what refers to them: who has referred to them may do so no more. */
    private Sql referredTo(TablePlan table, List<String> references, Dialect dialect) {
        Way way = table.requireWay();
        Sql source = Sql.of("(select palimpsest_r.c0 as palimpsest_ref from ")
                .add(dialect.rows(List.of(references), List.of(way.linkColumn().typeName())))
                .add(" palimpsest_r) palimpsest_way");
        return Sql.of(" from ").add(way.beside(source, table.table(), new Sql(), dialect, today));
    }

    private List<String> keysOf(Session session, TablePlan table) throws SQLException {
        Dialect dialect = session.dialect();
        Way way = table.requireWay();
        String key = way.isReferredTo()
                ? dialect.asText(dialect.quote(table.name(), way.linkColumn().name()))
                : keyText(table, dialect);
        return session.list(Sql.of("select " + key).add(belonging(session, table)), row -> row.getString(1));
    }

    private static String keyText(TablePlan table, Dialect dialect) {
        return dialect.joined(
                " ",
                table.table().primaryKey().stream()
                        .map(column -> dialect.quote(table.name(), column))
                        .toList());
    }

    private Sql belonging(Session session, TablePlan table) {
        Dialect dialect = session.dialect();
        Way way = table.requireWay();
        Sql source = rows.of(session, table);
        return Sql.of(" from ").add(way.beside(source, table.table(), new Sql(), dialect, today));
    }
}
