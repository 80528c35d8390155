package dev.palimpsest.run;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.TableName;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.plan.TablePlan;
import dev.palimpsest.plan.TreatedSubjects;
import dev.palimpsest.plan.Way;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.receipt.OwnTables;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The statistics of a chunk's kept rows: number of rows, count and sum of every kept number, taken before and after the
 * treatment inside its transaction. They must be the same.
 */
final class Measures {
    /** Name of the measure that counts rows. */
    static final String ROWS = "rows";

    private final Plan plan;
    private final LocalDate today;
    private final Set<TableName> triggered;

    Measures(Plan plan, LocalDate today) {
        this.plan = plan;
        this.today = today;
        this.triggered = TriggerReach.of(plan);
    }

    /**
     * Whether rows may come while the chunk is treated: from a trigger, or from the business where no foreign key keeps them
     * away.
     */
    boolean mayGrow(TablePlan table) {
        return triggered.contains(table.name()) || !Guard.isGuarded(table.requireWay(), plan);
    }

    /** Measure to value, per table. */
    record Taken(
            Map<TableName, Map<String, BigDecimal>> values,
            Map<TableName, List<String>> rows,
            Map<Way, List<String>> severed) {}

    /** Takes the measures of the rows that belong to the subjects in the chunk table. */
    Taken before(Session session) throws SQLException {
        Taken taken = new Taken(new LinkedHashMap<>(), new HashMap<>(), new HashMap<>());
        for (TablePlan table : measured()) {
            if (mayGrow(table) && !table.table().primaryKey().isEmpty()) {
                taken.rows().put(table.name(), keysOf(session, table));
            }
            taken.values().put(table.name(), measure(session, table, taken));
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
     * Takes the measures again, of the same rows.
     *
     * @throws PalimpsestException STATISTIC_CHANGED naming table and measure
     */
    Taken after(Session session, Taken before) throws SQLException {
        Taken after = new Taken(new LinkedHashMap<>(), before.rows(), before.severed());
        for (TablePlan table : measured()) {
            after.values().put(table.name(), measure(session, table, before));
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

    private List<TablePlan> measured() {
        return plan.tables().stream()
                .filter(table -> table.way() != null && !table.deletes())
                .toList();
    }

    /** Rows of others in which the subjects stand as co-owners. */
    private List<TablePlan> severed() {
        return measured().stream().flatMap(table -> table.severed().stream()).toList();
    }

    private Map<String, BigDecimal> measure(Session session, TablePlan table, Taken taken) throws SQLException {
        Dialect dialect = session.dialect();
        Sql sql = measures(table, dialect).add(belonging(session, table));
        List<String> rows = taken.rows().get(table.name());
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
        Sql sql = Sql.of("select count(*)");
        for (Column column : table.statistics()) {
            String name = dialect.quote(table.name(), column.name());
            sql.add(", count(" + name + "), coalesce(" + dialect.exactSum(name, column.family()) + ", 0)");
        }
        return sql;
    }

    private static Sql oneOf(TablePlan table, List<String> keys, Dialect dialect) {
        return Sql.of(keyText(table, dialect) + " in (select c0 from ")
                .add(dialect.rows(List.of(keys), List.of("text")))
                .add(" palimpsest_rows)");
    }

    /** @param suffix behind the name of each measure */
    static Map<String, BigDecimal> values(Session session, Sql sql, TablePlan table, String suffix)
            throws SQLException {
        Map<String, BigDecimal> values = new LinkedHashMap<>();
        session.forEach(sql, row -> {
            values.put(ROWS + suffix, row.getBigDecimal(1));
            int index = 1;
            for (Column column : table.statistics()) {
                values.put("count(" + column.name() + ")" + suffix, row.getBigDecimal(++index));
                values.put("sum(" + column.name() + ")" + suffix, row.getBigDecimal(++index));
            }
        });
        return values;
    }

    private List<String> keysOf(Session session, TablePlan table) throws SQLException {
        Dialect dialect = session.dialect();
        return session.list(
                Sql.of("select " + keyText(table, dialect)).add(belonging(session, table)), row -> row.getString(1));
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
        OwnTables own = new OwnTables(plan.subject().table().name());
        TreatedSubjects treated = key -> own.isTreated(key, session);
        Way way = table.requireWay();
        return Sql.of(" from " + dialect.quote(table.name()) + " join ")
                .add(way.rows(
                        dialect.chunkTable(plan.subject().key().typeName()).relation(), treated, dialect, today))
                .add(" on ")
                .add(way.joined(dialect, today));
    }
}
