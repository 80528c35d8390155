package dev.palimpsest.ledger;

import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.map.SubjectKey;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Whom other systems must forget. Rows are written in the transaction that treats the subject and stay until the other
 * system confirms, so that nobody is forgotten to be forgotten. The caller commits.
 */
public final class Outbox {
    private static final List<String> TEXT = List.of("text");

    private final OwnTables tables;
    private final Session session;

    public Outbox(OwnTables tables, Session session) {
        this.tables = tables;
        this.session = session;
    }

    /**
     * Puts subjects in.
     *
     * @param run the run or other act that treated them
     */
    public void add(String run, List<String> hooks, List<SubjectKey> keys, Instant now) throws SQLException {
        if (keys.isEmpty()) {
            return;
        }
        for (String hook : hooks) {
            session.update(inserting(run, hook)
                    .add("s.c0, 0, ? from ", now)
                    .add(session.dialect().rows(List.of(texts(keys)), TEXT))
                    .add(" s"));
        }
    }

    /** Puts those in whom a run treated before the map named these hooks. */
    public void complete(RunId run, List<String> hooks, Instant now) throws SQLException {
        for (String hook : hooks) {
            session.update(inserting(run.value(), hook)
                    .add(
                            "r.subject_key, 0, ? from " + tables.receipt(session)
                                    + " r where r.run_id = ? and r.outcome = 'done' and not exists (select 1 from "
                                    + tables.outbox(session)
                                    + " o where o.run_id = r.run_id and o.hook = ? and o.subject_key = r.subject_key)",
                            now,
                            run.value(),
                            hook));
        }
    }

    private Sql inserting(String run, String hook) {
        return Sql.of(
                "insert into " + tables.outbox(session)
                        + " (run_id, subject_table, hook, subject_key, attempts, written_at) select ?, ?, ?, ",
                run,
                tables.subjectTable(),
                hook);
    }

    /** Keys that one hook is to be told together: all of one run. */
    public record Batch(String run, List<SubjectKey> keys) {}

    /**
     * The next keys that a hook has not confirmed, behind a place in the order of runs and keys; empty when there are none.
     *
     * @param afterRun empty text = from the first
     */
    public List<Batch> waiting(String hook, String afterRun, String afterKey, int limit) throws SQLException {
        List<String> runs = new ArrayList<>();
        List<SubjectKey> keys = new ArrayList<>();
        session.forEach(
                Sql.of(
                        "select run_id, subject_key from " + tables.outbox(session)
                                + " where subject_table = ? and hook = ? and confirmed_at is null and run_id >= ?"
                                + " and (run_id > ? or run_id = ? and subject_key > ?) order by run_id, subject_key limit "
                                + limit,
                        tables.subjectTable(),
                        hook,
                        afterRun,
                        afterRun,
                        afterRun,
                        afterKey),
                row -> {
                    if (runs.isEmpty() || runs.getFirst().equals(row.getString(1))) {
                        runs.add(row.getString(1));
                        keys.add(new SubjectKey(row.getString(2)));
                    }
                });
        return keys.isEmpty() ? List.of() : List.of(new Batch(runs.getFirst(), keys));
    }

    /** Whether any hook, also one that left the map, has not confirmed somebody of whatever act. */
    public boolean isAnybodyWaiting() throws SQLException {
        return session.first(
                        Sql.of(
                                "select 1 from " + tables.outbox(session)
                                        + " where subject_table = ? and confirmed_at is null limit 1",
                                tables.subjectTable()),
                        row -> row.getInt(1))
                != null;
    }

    /** Writes down that a hook has confirmed. */
    public void confirmed(String hook, Batch batch, Instant now) throws SQLException {
        update(hook, batch, Sql.of(", last_error = null, confirmed_at = ?", now));
    }

    /** @param error a class of failures, without any text of the other system */
    public void failed(String hook, Batch batch, String error) throws SQLException {
        update(hook, batch, Sql.of(", last_error = ?", error));
    }

    private void update(String hook, Batch batch, Sql assignments) throws SQLException {
        session.update(Sql.of("update " + tables.outbox(session) + " set attempts = attempts + 1")
                .add(assignments)
                .add(
                        " where run_id = ? and hook = ? and confirmed_at is null and subject_key in (select s.c0 from ",
                        batch.run(),
                        hook)
                .add(session.dialect().rows(List.of(texts(batch.keys())), TEXT))
                .add(" s)"));
    }

    /** How far each hook was told of a run, in the order of their names. */
    public List<Told> told(String run) throws SQLException {
        return session.list(
                Sql.of(
                        "select hook, count(*), count(confirmed_at),"
                                + " max(case when confirmed_at is null then last_error end) from "
                                + tables.outbox(session) + " where run_id = ? group by hook order by hook",
                        run),
                row -> new Told(row.getString(1), row.getLong(2), row.getLong(3), row.getString(4)));
    }

    private static List<String> texts(List<SubjectKey> keys) {
        return keys.stream().map(SubjectKey::value).toList();
    }
}
