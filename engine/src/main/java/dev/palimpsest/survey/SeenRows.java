package dev.palimpsest.survey;

import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.ledger.Seen;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.plan.Moving;
import dev.palimpsest.plan.Plan;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts subjects' rows where a condition moves with the day, whether the condition holds for them or not. */
public final class SeenRows {
    private final List<Moving> moving;

    public SeenRows(Plan plan) {
        this.moving = Moving.of(plan).toList();
    }

    /** One statement for each such condition, none where there is none. */
    public Map<SubjectKey, Seen> of(Session session, Dialect.KeySet keys, List<SubjectKey> subjects)
            throws SQLException {
        Map<SubjectKey, Map<String, Long>> counts = new HashMap<>();
        Dialect dialect = session.dialect();
        for (Moving each : moving) {
            subjects.forEach(subject ->
                    counts.computeIfAbsent(subject, key -> new TreeMap<>()).put(each.name(), 0L));
            Sql sql = new Sql()
                    .add(keys.with())
                    .add("select palimpsest_r.palimpsest_key, count(*) from (select "
                            + dialect.asText("palimpsest_way.palimpsest_key") + " as palimpsest_key from ")
                    .add(each.way()
                            .beside(
                                    each.way().lookedUp(keys.relation(), dialect),
                                    each.table(),
                                    new Sql(),
                                    dialect,
                                    LocalDate.MIN)) // every row counts, so there is no condition to bind it in
                    .add(") palimpsest_r group by palimpsest_r.palimpsest_key");
            session.forEach(
                    sql,
                    row -> counts.computeIfAbsent(new SubjectKey(row.getString(1)), key -> new TreeMap<>())
                            .put(each.name(), row.getLong(2)));
        }
        Map<SubjectKey, Seen> seen = new HashMap<>();
        counts.forEach((subject, rows) -> seen.put(subject, new Seen(rows)));
        return seen;
    }
}
