package dev.palimpsest.ledger;

import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.map.SubjectKey;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Who has done what with whom, besides treating them. */
public final class Acts {
    /** Somebody a run was to treat was released from it. */
    public static final String RELEASE = "release";
    /** Somebody a run was to treat was confirmed to be treated by another map than was previewed, or in other tables. */
    public static final String CONFIRM = "confirm";

    private final OwnTables tables;
    private final Session session;

    public Acts(OwnTables tables, Session session) {
        this.tables = tables;
        this.session = session;
    }

    /**
     * Writes it down. The caller commits.
     *
     * @param id of the call, new for each
     */
    public void write(String id, String act, List<SubjectKey> keys, String by, Instant now) throws SQLException {
        session.update(Sql.of(
                        "insert into " + tables.act(session)
                                + " (act_id, subject_table, subject_key, act, acted_by, at) select ?, ?, k.c0, ?, ?, ? from ",
                        id,
                        tables.subjectTable(),
                        act,
                        by,
                        session.dialect().instant(now))
                .add(session.dialect()
                        .rows(List.of(keys.stream().map(SubjectKey::value).toList()), List.of("text")))
                .add(" k"));
    }
}
