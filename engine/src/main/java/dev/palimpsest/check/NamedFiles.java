package dev.palimpsest.check;

import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.plan.FilePaths;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.plan.TablePlan;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/** Looks into the first rows of the tables that lead to the subject for names of files outside the database. */
public final class NamedFiles {
    /** Rows looked at in each table. */
    private static final int LOOKED_AT = 10_000;

    private NamedFiles() {}

    /** How many of them name a file, by table; none where none does. */
    public static Map<String, Long> of(Plan plan, Session session) throws SQLException {
        Dialect dialect = session.dialect();
        Map<String, Long> files = new TreeMap<>();
        for (TablePlan table : plan.tables()) {
            if (table.way() == null) {
                continue;
            }
            String name = dialect.quote(table.name().name());
            Long rows = session.first(
                    Sql.of("select count(*) from (select * from " + dialect.quote(table.name()) + " limit " + LOOKED_AT
                                    + ") " + name + " where ")
                            .add(FilePaths.in(table.table(), dialect)),
                    row -> row.getLong(1));
            if (rows != null && rows > 0) {
                files.put(plan.shown(table.name()), rows);
            }
        }
        return files;
    }
}
