package dev.palimpsest.ledger;

import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/** The runs and the keys their previews froze. */
public final class Runs {
    private static final int KEYS_PER_INSERT = 20_000;
    private static final int SHORTEST_PAGE = 100;
    private static final int LONGEST_PAGE = 20_000;

    private final OwnTables tables;
    private final Session session;

    public Runs(OwnTables tables, Session session) {
        this.tables = tables;
        this.session = session;
    }

    /**
     * Writes down a new run with its frozen keys. The caller commits.
     *
     * @param keyColumn the column whose values the keys are
     * @return false when a run of this preview is written down already
     */
    public boolean begin(RunRecord run, String keyColumn, List<SubjectKey> keys) throws SQLException {
        Sql insert = Sql.of(
                "insert into " + tables.run(session)
                        + " (run_id, name, subject_table, key_column, map_name, map_digest, plan_digest, preview_digest, today,"
                        + " cutoff, activities, subjects, expected_rows, with_archived, status, released_by, reason, started_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                run.id().value(),
                Objects.requireNonNullElse(run.name(), ""),
                tables.subjectTable(),
                keyColumn,
                run.mapName(),
                run.mapDigest(),
                run.planDigest(),
                run.previewDigest(),
                run.today(),
                run.cutoff(),
                String.join(",", run.activities()),
                run.subjects(),
                run.expectedRows(),
                run.withArchived(),
                run.status().name(),
                run.releasedBy(),
                Objects.requireNonNullElse(run.reason(), ""),
                run.startedAt());
        if (session.update(session.dialect().insertUnlessThere(insert, "preview_digest")) == 0) {
            return false;
        }
        for (int from = 0; from < keys.size(); from += KEYS_PER_INSERT) {
            int to = Math.min(keys.size(), from + KEYS_PER_INSERT);
            List<String> positions =
                    IntStream.range(from, to).mapToObj(Integer::toString).toList();
            List<String> part =
                    keys.subList(from, to).stream().map(SubjectKey::value).toList();
            session.update(Sql.of(
                            "insert into " + tables.frozen(session)
                                    + " (run_id, position, subject_key) select ?, f.c0, f.c1 from ",
                            run.id().value())
                    .add(session.dialect().rows(List.of(positions, part), List.of("bigint", "text")))
                    .add(" f"));
        }
        return true;
    }

    public Optional<RunRecord> find(RunId id) throws SQLException {
        return Optional.ofNullable(session.first(selecting().add(" and run_id = ?", id.value()), this::read));
    }

    /**
     * A run of people of another table.
     *
     * @param table its full name
     */
    public record OfOthers(RunId id, String table) {}

    /** Runs of other tables' people that are not over, the newest first. */
    public List<OfOthers> ofOthers() throws SQLException {
        return session.list(
                Sql.of(
                        "select run_id, subject_table from " + tables.run(session)
                                + " where subject_table <> ? and status not in (?, ?) order by started_at desc, run_id desc",
                        tables.subjectTable(),
                        RunRecord.Status.PROVED.name(),
                        RunRecord.Status.CLOSED.name()),
                row -> new OfOthers(new RunId(row.getString(1)), row.getString(2)));
    }

    /**
     * For whoever has taken the run's lock: somebody may have ended it since it was looked at.
     *
     * @throws PalimpsestException RUN_BUSY when it is proved or closed
     */
    public void requireGoing(RunId id) throws SQLException {
        if (find(id).map(RunRecord::status).filter(RunRecord.Status::isOver).isPresent()) {
            throw new PalimpsestException(
                    ErrorCode.RUN_BUSY, "run " + id + " has just been ended by another process. Look at it again.");
        }
    }

    /** The column whose values a run's keys are. */
    public Optional<String> keyColumn(RunId id) throws SQLException {
        return Optional.ofNullable(session.first(
                Sql.of("select key_column from " + tables.run(session) + " where run_id = ?", id.value()),
                row -> row.getString(1)));
    }

    /** The newest run of the subject's table, by its start. */
    public Optional<RunRecord> latest() throws SQLException {
        return Optional.ofNullable(
                session.first(selecting().add(" order by started_at desc, run_id desc limit 1"), this::read));
    }

    /** The newest runs of the subject's table, by their start. */
    public List<RunRecord> newest(int limit) throws SQLException {
        return session.list(selecting().add(" order by started_at desc, run_id desc limit " + limit), this::read);
    }

    public Optional<RunRecord> ofPreview(String previewDigest) throws SQLException {
        return Optional.ofNullable(
                session.first(selecting().add(" and preview_digest = ?", previewDigest), this::read));
    }

    private Sql selecting() {
        return Sql.of(
                "select run_id, name, map_name, map_digest, plan_digest, preview_digest, today, cutoff, activities,"
                        + " subjects, expected_rows, with_archived, status, released_by, reason, started_at from "
                        + tables.run(session)
                        + " where subject_table = ?",
                tables.subjectTable());
    }

    private RunRecord read(ResultSet row) throws SQLException {
        return new RunRecord(
                new RunId(row.getString(1)),
                RunRecord.text(row.getString(2)),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getObject(7, LocalDate.class),
                row.getObject(8, LocalDate.class),
                RunRecord.activities(row.getString(9)),
                row.getLong(10),
                row.getLong(11),
                row.getBoolean(12),
                RunRecord.Status.valueOf(row.getString(13)),
                row.getString(14),
                RunRecord.text(row.getString(15)),
                session.dialect().instant(row, 16));
    }

    /** Moves a run to another status. The caller commits. */
    public void mark(RunId id, RunRecord.Status status, Instant now) throws SQLException {
        boolean over = status == RunRecord.Status.FINISHED || status.isOver();
        Sql sql = Sql.of("update " + tables.run(session) + " set status = ?", status.name());
        if (over) {
            sql.add(", finished_at = coalesce(finished_at, ?)", now);
        }
        session.update(sql.add(" where run_id = ?", id.value()));
    }

    /** Writes down by which map, in which tables, those who remain are treated. The caller commits. */
    public void planned(RunRecord run) throws SQLException {
        session.update(Sql.of(
                "update " + tables.run(session) + " set map_digest = ?, plan_digest = ? where run_id = ?",
                run.mapDigest(),
                run.planDigest(),
                run.id().value()));
    }

    /** A frozen key with its place in the preview. */
    public record Frozen(long position, SubjectKey key) {}

    /**
     * The next keys without a receipt, in the preview's order. Read page by page between two positions, each key's receipt
     * looked up by itself: whatever the database knows of tables that were empty a minute ago, no key is read twice.
     */
    public List<Frozen> remaining(RunId id, long afterPosition, int limit) throws SQLException {
        List<Frozen> found = new ArrayList<>();
        long last = lastPosition(id);
        int page = Math.max(limit, SHORTEST_PAGE);
        for (long position = afterPosition; position < last && found.size() < limit; position += page) {
            page = found.isEmpty() && position > afterPosition ? Math.min(2 * page, LONGEST_PAGE) : page;
            session.forEach(page(id, position, position + page), row -> {
                if (row.getObject(3) == null && found.size() < limit) {
                    found.add(new Frozen(row.getLong(1), new SubjectKey(row.getString(2))));
                }
            });
        }
        return found;
    }

    /** Everybody whom the run is about, treated or not, in their order. */
    public List<SubjectKey> frozen(RunId id) throws SQLException {
        return session.list(
                Sql.of(
                        "select subject_key from " + tables.frozen(session) + " where run_id = ? order by position",
                        id.value()),
                row -> new SubjectKey(row.getString(1)));
    }

    private Sql page(RunId id, long after, long to) {
        return Sql.of(
                "select f.position, f.subject_key, (select 1 from " + tables.receipt(session)
                        + " r where r.run_id = f.run_id and r.subject_key = f.subject_key) from "
                        + tables.frozen(session)
                        + " f where f.run_id = ? and f.position > ? and f.position <= ? order by f.position",
                id.value(),
                after,
                to);
    }

    /** Positions are counted from 0 without a gap; -1 when no key is frozen. */
    private long lastPosition(RunId id) throws SQLException {
        return Objects.requireNonNull(session.first(
                Sql.of(
                        "select coalesce(max(position), -1) from " + tables.frozen(session) + " where run_id = ?",
                        id.value()),
                row -> row.getLong(1)));
    }
}
