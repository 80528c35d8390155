package dev.palimpsest.ledger;

import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.TableName;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What stands in Palimpsest's own tables, whoever's people they speak of: several maps may share them.
 *
 * @param rows of each table that is there
 * @param subjectTables whose people they speak of
 * @param unproved runs whose proof is not green yet, and that were not closed without one
 * @param activeHolds legal holds that hold today
 * @param untold people whom other systems must still forget
 * @param treated people who are known to be anonymised
 * @param merges profiles that were joined
 * @param selections saved selections
 */
public record OwnContents(
        Map<TableName, Long> rows,
        List<String> subjectTables,
        List<RunId> unproved,
        long activeHolds,
        long untold,
        long treated,
        long merges,
        long selections) {

    /** Reads them. */
    public static OwnContents read(OwnTables tables, Session session, LocalDate today) throws SQLException {
        Set<TableName> present = tables.present(session);
        Counts counts = new Counts(tables, session, present);
        Map<TableName, Long> rows = new LinkedHashMap<>();
        for (TableName table : tables.names()) {
            if (present.contains(table)) {
                rows.put(table, counts.of(table, new Sql()));
            }
        }
        return new OwnContents(
                rows,
                counts.list("run", "distinct subject_table", new Sql()),
                counts
                        .list(
                                "run",
                                "run_id",
                                Sql.of(
                                        " where status not in (?, ?)",
                                        RunRecord.Status.PROVED.name(),
                                        RunRecord.Status.CLOSED.name()))
                        .stream()
                        .map(RunId::new)
                        .toList(),
                counts.of(
                        tables.name("hold"),
                        Sql.of(" where lifted_at is null and (ends_on is null or ends_on >= ?)", today)),
                counts.of(tables.name("outbox"), Sql.of(" where confirmed_at is null")),
                counts.of(tables.name("receipt"), Sql.of(" where outcome = ?", Outcome.DONE.word())),
                counts.of(tables.name("merge"), new Sql()),
                counts.of(tables.name("selection"), new Sql()));
    }

    /** Whether there are any tables. */
    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Asks tables that may not be there. */
    private record Counts(OwnTables tables, Session session, Set<TableName> present) {
        long of(TableName table, Sql where) throws SQLException {
            if (!present.contains(table)) {
                return 0;
            }
            Long count = session.first(
                    Sql.of("select count(*) from " + session.dialect().quote(table))
                            .add(where),
                    row -> row.getLong(1));
            return count == null ? 0 : count;
        }

        List<String> list(String table, String what, Sql where) throws SQLException {
            TableName name = tables.name(table);
            return present.contains(name)
                    ? session.list(
                            Sql.of("select " + what + " from "
                                            + session.dialect().quote(name))
                                    .add(where)
                                    .add(" order by 1"),
                            row -> row.getString(1))
                    : List.of();
        }
    }
}
