package dev.palimpsest.ledger;

import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.map.SubjectKey;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The receipts of one run. */
public final class Receipts {
    private final OwnTables tables;
    private final Session session;
    private final RunRecord run;

    public Receipts(OwnTables tables, Session session, RunRecord run) {
        this.tables = tables;
        this.session = session;
        this.run = run;
    }

    /**
     * Signs off. Stands in the same transaction as the treatment.
     *
     * @throws SQLException of class 23 when a subject was treated already by another run
     */
    public void sign(List<Receipt> receipts, Instant now) throws SQLException {
        if (receipts.isEmpty()) {
            return;
        }
        List<List<String>> columns = Stream.generate(() -> (List<String>) new ArrayList<String>())
                .limit(6)
                .toList();
        for (Receipt receipt : receipts) {
            columns.get(0).add(receipt.key().value());
            columns.get(1).add(receipt.outcome().word());
            columns.get(2).add(nullToEmpty(receipt.reason()));
            columns.get(3)
                    .add(receipt.keptUntil() == null ? "" : receipt.keptUntil().toString());
            columns.get(4).add(receipt.removed() ? "removed" : "");
            columns.get(5).add(receipt.seen().text());
        }
        Sql rows = session.dialect().rows(columns, Collections.nCopies(columns.size(), "text"));
        session.update(Sql.of(
                        "insert into " + tables.receipt(session)
                                + " (run_id, subject_table, subject_key, outcome, reason, plan_digest, kept_until, removed,"
                                + " seen, at) select ?, ?, s.c0, s.c1, nullif(s.c2, ''), ?,"
                                + " cast(case when s.c3 <> '' then s.c3 end as date), s.c4 <> '', s.c5, ? from ",
                        run.id().value(),
                        tables.subjectTable(),
                        run.planDigest(),
                        now)
                .add(rows)
                .add(" s"));
    }

    /**
     * Corrects what receipts of subjects treated again say. Stands in the same transaction as the treatment.
     *
     * @param recordsMoved statutory records have left their subjects, so that only their receipts know how long they are
     *     kept: a day that stands there is not lowered
     */
    public void amend(List<Receipt> receipts, boolean recordsMoved) throws SQLException {
        for (Receipt receipt : receipts) {
            Sql update = Sql.of(
                    "update " + tables.receipt(session) + " set removed = ?, seen = ?",
                    receipt.removed(),
                    receipt.seen().text());
            LocalDate keptUntil = receipt.keptUntil();
            if (keptUntil != null) {
                update.add(
                        ", kept_until = case when ? and kept_until > ? then kept_until else ? end",
                        recordsMoved,
                        keptUntil,
                        keptUntil);
            } else if (!recordsMoved) {
                update.add(", kept_until = null");
            }
            session.update(update.add(
                    " where run_id = ? and subject_key = ?",
                    run.id().value(),
                    receipt.key().value()));
        }
    }

    private static String nullToEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** How many subjects came out how. */
    public Map<Outcome, Long> counts() throws SQLException {
        Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            counts.put(outcome, 0L);
        }
        session.forEach(
                Sql.of(
                        "select outcome, count(*) from " + tables.receipt(session)
                                + " where run_id = ? group by outcome",
                        run.id().value()),
                row -> counts.put(Outcome.of(row.getString(1)), row.getLong(2)));
        return counts;
    }

    /** Why subjects were skipped or failed, with their number. */
    public Map<String, Long> reasons(Outcome outcome) throws SQLException {
        Map<String, Long> reasons = new TreeMap<>();
        session.forEach(
                Sql.of(
                        "select coalesce(reason, ''), count(*) from " + tables.receipt(session)
                                + " where run_id = ? and outcome = ? group by 1",
                        run.id().value(),
                        outcome.word()),
                row -> reasons.put(row.getString(1), row.getLong(2)));
        return reasons;
    }

    /** Who was not treated and why, everybody, in key order. */
    public List<NotDone> notDone() throws SQLException {
        return session.list(
                Sql.of(
                        "select subject_key, outcome, coalesce(reason, '') from " + tables.receipt(session)
                                + " where run_id = ? and outcome <> 'done' order by subject_key",
                        run.id().value()),
                row -> new NotDone(new SubjectKey(row.getString(1)), Outcome.of(row.getString(2)), row.getString(3)));
    }

    /** How many treated subjects still have statutory records, by the last day these are kept. */
    public Map<LocalDate, Long> keptUntil() throws SQLException {
        Map<LocalDate, Long> kept = new TreeMap<>();
        session.forEach(
                Sql.of(
                        "select kept_until, count(*) from " + tables.receipt(session)
                                + " where run_id = ? and kept_until is not null group by 1",
                        run.id().value()),
                row -> kept.put(row.getObject(1, LocalDate.class), row.getLong(2)));
        return kept;
    }

    /** The keys of treated subjects whose own rows are still there, behind {@code after} in text order; empty text = from the first. */
    public List<SubjectKey> done(String after, int limit) throws SQLException {
        return session.list(
                Sql.of(
                        "select done_key from " + tables.receipt(session)
                                + " where run_id = ? and done_key > ? order by done_key limit " + limit,
                        run.id().value(),
                        after),
                row -> new SubjectKey(row.getString(1)));
    }

    /** The same of those who were treated by another map, or in other tables, than this plan's. */
    public List<SubjectKey> doneByAnother(String planDigest, String after, int limit) throws SQLException {
        return session.list(
                Sql.of(
                        "select done_key from " + tables.receipt(session)
                                + " where run_id = ? and plan_digest <> ? and done_key > ? order by done_key limit "
                                + limit,
                        run.id().value(),
                        planDigest,
                        after),
                row -> new SubjectKey(row.getString(1)));
    }

    /** Whether there is anybody of these. */
    public boolean anyByAnother(String planDigest) throws SQLException {
        return !doneByAnother(planDigest, "", 1).isEmpty();
    }
}
