package dev.palimpsest.ledger;

import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.map.SubjectKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The legal holds as the business database keeps them. */
public final class Holds {
    private static final String COLUMNS = "h.hold_id, h.subject_key, h.reason, h.reference, h.ends_on, h.placed_by,"
            + " h.placed_at, h.lifted_by, h.lifted_at";

    private final OwnTables tables;
    private final Session session;

    public Holds(OwnTables tables, Session session) {
        this.tables = tables;
        this.session = session;
    }

    /** Writes new holds down. Whoever calls holds the subjects' rows, and commits. */
    public void place(List<Hold> holds) throws SQLException {
        List<List<String>> columns =
                List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (Hold hold : holds) {
            columns.get(0).add(hold.id());
            columns.get(1).add(hold.key().value());
            columns.get(2).add(hold.reason().word());
            columns.get(3).add(hold.reference());
            columns.get(4).add(hold.endsOn() == null ? "" : hold.endsOn().toString());
        }
        Hold first = holds.getFirst();
        session.update(Sql.of(
                        "insert into " + tables.hold(session)
                                + " (hold_id, subject_table, subject_key, reason, reference, ends_on, placed_by, placed_at)"
                                + " select n.c0, ?, n.c1, n.c2, n.c3, cast(case when n.c4 <> '' then n.c4 end as date), ?, ? from ",
                        tables.subjectTable(),
                        first.placedBy(),
                        session.dialect().instant(first.placedAt()))
                .add(session.dialect().rows(columns, List.of("text", "text", "text", "text", "text")))
                .add(" n"));
    }

    /** Lifts a hold; false when somebody has lifted it already. The caller commits. */
    public boolean lift(Hold hold, String by, Instant now) throws SQLException {
        return session.update(Sql.of(
                        "update " + tables.hold(session)
                                + " set lifted_by = ?, lifted_at = ? where subject_table = ? and subject_key = ?"
                                + " and hold_id = ? and lifted_at is null",
                        by,
                        session.dialect().instant(now),
                        tables.subjectTable(),
                        hold.key().value(),
                        hold.id()))
                == 1;
    }

    /** Every hold that was ever placed, in the order of placing. */
    public List<Hold> all() throws SQLException {
        return session.list(
                Sql.of(
                        "select " + COLUMNS + " from " + tables.hold(session)
                                + " h where h.subject_table = ? order by h.placed_at, h.subject_key, h.hold_id",
                        tables.subjectTable()),
                this::read);
    }

    /** The holds on these subjects that hold on this day, by the subject's key; looked up one by one. */
    public Map<String, List<Hold>> active(Dialect.KeySet keys, LocalDate today) throws SQLException {
        Map<String, List<Hold>> active = new HashMap<>();
        String theirs = "h.subject_key = " + session.dialect().asText("palimpsest_k.palimpsest_key")
                + " and h.subject_table = ?";
        session.forEach(
                new Sql()
                        .add(keys.with())
                        .add("select " + COLUMNS + " from ")
                        .add(
                                session.dialect()
                                        .beside(
                                                keys.relation() + " palimpsest_k",
                                                session.dialect().quote(tables.name("hold")),
                                                "h",
                                                theirs),
                                tables.subjectTable())
                        .add(" where h.lifted_at is null and (h.ends_on is null or h.ends_on >= ?)", today),
                row -> active.computeIfAbsent(row.getString(2), key -> new ArrayList<>())
                        .add(read(row)));
        return active;
    }

    private Hold read(ResultSet row) throws SQLException {
        boolean lifted = row.getString(8) != null;
        return new Hold(
                row.getString(1),
                new SubjectKey(row.getString(2)),
                HoldReason.of(row.getString(3)).orElse(HoldReason.OTHER),
                row.getString(4),
                row.getObject(5, LocalDate.class),
                row.getString(6),
                session.dialect().instant(row, 7),
                row.getString(8),
                lifted ? session.dialect().instant(row, 9) : null);
    }
}
