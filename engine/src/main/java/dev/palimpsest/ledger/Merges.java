package dev.palimpsest.ledger;

import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.map.SubjectKey;
import java.sql.SQLException;
import java.time.Instant;

/** The record of joined profiles: which into which, why, by whom, and how much. Keys and counts only. */
public final class Merges {
    private final OwnTables tables;
    private final Session session;

    public Merges(OwnTables tables, Session session) {
        this.tables = tables;
        this.session = session;
    }

    /**
     * Writes one down. Stands in the same transaction as the merge.
     *
     * @param reason a word of a fixed list
     * @param moved rows that lead to the profile that stays now
     * @param lost rows that a unique key did not allow to stay
     */
    public void write(SubjectKey from, SubjectKey into, String reason, String by, Instant now, long moved, long lost)
            throws SQLException {
        session.update(Sql.of(
                "insert into " + tables.merge(session)
                        + " (subject_table, old_key, new_key, reason, merged_by, at, moved, lost)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                tables.subjectTable(),
                from.value(),
                into.value(),
                reason,
                by,
                session.dialect().instant(now),
                moved,
                lost));
    }
}
