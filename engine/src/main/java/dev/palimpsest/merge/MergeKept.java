package dev.palimpsest.merge;

import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.plan.MergeLinks;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.plan.TablePlan;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Optional;

/** The statutory records among the rows that a merge moves: they stay as they are, the old name in them, too. */
final class MergeKept {
    private MergeKept() {}

    /** How many of the rows that lead by this link to the profile with this value. */
    static long of(Plan plan, LocalDate today, Session session, MergeLinks.Link link, String value)
            throws SQLException {
        Optional<TablePlan> table = plan.table(link.table().name()).filter(each -> each.retained() != null);
        if (table.isEmpty()) {
            return 0;
        }
        Dialect dialect = session.dialect();
        Long rows = session.first(
                Sql.of("select count(*) from " + dialect.quote(link.table().name()) + " where ")
                        .add(link.leadsTo(value, dialect, today))
                        .add(" and not ")
                        .add(table.get().unprotected(dialect, plan.map().zone(), today)),
                row -> row.getLong(1));
        return rows == null ? 0 : rows;
    }
}
