package dev.palimpsest.chunk;

import dev.palimpsest.database.Session;
import dev.palimpsest.ledger.NotDone;
import dev.palimpsest.ledger.Outcome;
import dev.palimpsest.ledger.Receipt;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.plan.Plan;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The end of a rehearsal's chunk: what a commit would ask is asked, then everything is undone, and only numbers, keys and
 * reasons are taken along. Nothing is written to Palimpsest's own tables. Not thread-safe.
 */
public final class Rehearsed implements Ending {
    private final Plan plan;
    private final boolean ownTables;
    private final List<NotDone> refused = new ArrayList<>();
    private final Map<Change, Long> rows = new LinkedHashMap<>();
    private final Map<String, Long> struck = new TreeMap<>();
    private final Map<String, Long> reassigned = new TreeMap<>();
    private final Map<LocalDate, Long> keptUntil = new TreeMap<>();
    private long done;
    private long removed;

    /** @param ownTables whether there are receipts that tell who was treated before */
    public Rehearsed(Plan plan, boolean ownTables) {
        this.plan = plan;
        this.ownTables = ownTables;
    }

    /**
     * What becomes of rows of one table.
     *
     * @param action {@code treat}, {@code delete} or {@code sever}, as a preview calls it
     */
    public record Change(String table, String action) {}

    @Override
    public boolean ownTables() {
        return ownTables;
    }

    @Override
    public void of(Session session, Treated chunk) throws SQLException {
        session.execute(session.dialect().checkDeferred());
        session.connection().rollback();
        take(chunk);
    }

    private void take(Treated chunk) {
        done += chunk.people().size();
        for (Receipt receipt : chunk.receipts()) {
            LocalDate until = receipt.keptUntil();
            if (receipt.outcome() != Outcome.DONE) {
                refuse(receipt.key(), receipt.outcome(), String.valueOf(receipt.reason()));
            } else if (until != null) {
                keptUntil.merge(until, 1L, Long::sum);
            }
        }
        Worked worked = chunk.worked();
        if (worked != null) {
            worked.treated().forEach(this::take);
            worked.departed().moved().forEach((table, moved) -> reassigned.merge(table.toString(), moved, Long::sum));
            removed += worked.departed().removed();
        }
    }

    private void take(ChunkTreatment.Treated treated) {
        rows.merge(new Change(treated.table().toString(), action(treated)), treated.changed(), Long::sum);
        treated.struck().forEach((column, texts) -> struck.merge(treated.table() + "." + column, texts, Long::sum));
    }

    private String action(ChunkTreatment.Treated treated) {
        if (treated.measure().equals(ChunkTreatment.SEVERED)) {
            return "sever";
        }
        boolean deleted =
                plan.table(treated.table()).filter(table -> table.deletes()).isPresent();
        return deleted ? "delete" : "treat";
    }

    /** Takes somebody who would not go, and whom no chunk tells of: busy all the time, or failed even alone. */
    public void refuse(SubjectKey key, Outcome outcome, String reason) {
        refused.add(new NotDone(key, outcome, reason));
    }

    /** Whoever would not go, in the order in which it was found out. */
    public List<NotDone> refused() {
        return List.copyOf(refused);
    }

    /** How many people would be done. */
    public long done() {
        return done;
    }

    /** Rows that would change, in the order in which they do. */
    public Map<Change, Long> rows() {
        return rows;
    }

    /** Own texts in which something would be struck, by {@code table.column}. */
    public Map<String, Long> struck() {
        return struck;
    }

    /** Rows that would lead to somebody else, by table. */
    public Map<String, Long> reassigned() {
        return reassigned;
    }

    /** People whose own rows would go. */
    public long removed() {
        return removed;
    }

    /** People whose statutory records would be kept, by the last day. */
    public Map<LocalDate, Long> keptUntil() {
        return keptUntil;
    }
}
