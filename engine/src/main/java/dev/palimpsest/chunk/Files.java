package dev.palimpsest.chunk;

import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.TableName;
import dev.palimpsest.ledger.OwnTables;
import dev.palimpsest.ledger.RunId;
import dev.palimpsest.ledger.Statistics;
import dev.palimpsest.plan.FilePaths;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.plan.TablePlan;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Counts the rows of a chunk's people that name a file outside the database, in the tables in which the preview has found any. A
 * statutory record stays with its file, and is reported as kept.
 */
final class Files {
    private final Plan plan;
    private final RunId run;
    private final LocalDate today;
    private final ChunkRows rows;
    private @Nullable List<TablePlan> counted;

    Files(Plan plan, RunId run, LocalDate today, ChunkRows rows) {
        this.plan = plan;
        this.run = run;
        this.today = today;
        this.rows = rows;
    }

    /** By table; nothing in a rehearsal, of which nothing is written down. */
    Map<TableName, Long> count(Session session) throws SQLException {
        List<TablePlan> tables = counted;
        if (tables == null) {
            tables = tables(session);
            counted = tables;
        }
        Dialect dialect = session.dialect();
        Map<TableName, Long> counts = new LinkedHashMap<>();
        for (TablePlan table : tables) {
            Sql sql = Sql.of("select count(*) from ")
                    .add(table.requireWay().beside(rows.of(session, table), table.table(), new Sql(), dialect, today))
                    .add(" where ")
                    .add(table.unprotected(dialect, plan.map().zone(), today))
                    .add(" and ")
                    .add(FilePaths.in(table.table(), dialect));
            Long files = session.first(sql, row -> row.getLong(1));
            counts.put(table.name(), files == null ? 0 : files);
        }
        return counts;
    }

    private List<TablePlan> tables(Session session) throws SQLException {
        if (!rows.ownTables()) {
            return List.of();
        }
        OwnTables own = new OwnTables(plan.subject().table().name());
        Set<String> expected = new Statistics(own, session, run).files().keySet();
        return plan.tables().stream()
                .filter(table ->
                        table.way() != null && expected.contains(table.name().toString()))
                .toList();
    }
}
