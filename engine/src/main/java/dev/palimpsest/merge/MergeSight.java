package dev.palimpsest.merge;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.Session;
import dev.palimpsest.map.MergeDeclaration;
import dev.palimpsest.plan.MergeLinks;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.text.Sha256;
import dev.palimpsest.watch.Phase;
import dev.palimpsest.watch.Watch;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What two profiles hold, and what joining them would do with it, read once and in one go. Changes nothing. */
final class MergeSight {
    private final Plan plan;
    private final LocalDate today;
    private final Session session;
    private final MergeRequest request;

    private final Map<MergeLinks.Link, String[]> values = new LinkedHashMap<>();
    private final List<MergeCollisions.Found> collisions = new ArrayList<>();
    private final Map<String, Long> moved = new LinkedHashMap<>();
    private final Map<String, Long> kept = new LinkedHashMap<>();

    private MergeSight(Plan plan, LocalDate today, Session session, MergeRequest request) {
        this.plan = plan;
        this.today = today;
        this.session = session;
        this.request = request;
    }

    /** @param values by which rows of each link lead to the profile that goes, and to the one that stays */
    record Seen(Map<MergeLinks.Link, String[]> values, List<MergeCollisions.Found> collisions, MergeResult result) {}

    /**
     * Reads it.
     *
     * @throws PalimpsestException MERGE_REFUSED, MERGE_COLLISION when a unique key allows only one of two rows and the map does
     *     not say which
     */
    static Seen of(Plan plan, LocalDate today, Session session, MergeRequest request, Watch watch) throws SQLException {
        MergeSight sight = new MergeSight(plan, today, session, request);
        List<MergeLinks.Link> links = MergeLinks.of(plan);
        for (MergeLinks.Link link : links) {
            watch.at(Phase.COUNT, links.indexOf(link), links.size());
            sight.look(link);
        }
        return new Seen(sight.values, sight.collisions, sight.result());
    }

    private void look(MergeLinks.Link link) throws SQLException {
        MergeParties parties = new MergeParties(plan, request);
        MergeRows rows = new MergeRows(plan, today, session);
        String from = rows.value(link, request.from());
        String into = rows.value(link, request.into());
        if (into != null && rows.count(link, into) > 0) {
            parties.refuseTakenLink(link);
        }
        long leading = from == null ? 0 : rows.count(link, from);
        if (from == null || leading == 0) {
            return;
        }
        if (into == null) {
            throw new PalimpsestException(
                    ErrorCode.MERGE_REFUSED,
                    "rows of " + link.name() + " refer to "
                            + link.toColumn().name()
                            + ", which is empty in the profile that stays. Fill it in first.");
        }
        parties.refuseTakenLink(link);
        values.put(link, new String[] {from, into});
        moved.put(link.name(), leading - lost(link, from, into));
        long protectedRows = MergeKept.of(plan, today, session, link, from);
        if (protectedRows > 0) {
            kept.put(link.name(), protectedRows);
        }
    }

    /** How many of the rows that would move collide, and go. */
    private long lost(MergeLinks.Link link, String from, String into) throws SQLException {
        Optional<MergeCollisions.Found> found = new MergeCollisions(plan, today, session).of(link, from, into);
        if (found.isEmpty()) {
            return 0;
        }
        MergeLosers.refuseWhatCannotFollow(plan, link.table());
        collisions.add(found.get());
        return found.get().winner() == MergeDeclaration.Side.NEW
                ? found.get().losers().size()
                : 0;
    }

    private MergeResult result() throws SQLException {
        Map<String, Long> treated = new MergeReferred(plan, today, session, request).abandoned(collisions);
        List<String> columns = new MergeColumns(plan, session, request)
                .changing().stream().map(Column::name).toList();
        List<MergeResult.Collision> told =
                collisions.stream().map(MergeCollisions.Found::told).toList();
        String digest = Sha256.of("merge 1\n" + plan.digest() + "\n" + request.from() + "\n" + request.into() + "\n"
                + request.keepOld() + "\n" + moved + "\n" + told + "\n" + columns + "\n" + treated);
        return new MergeResult(
                request.from(),
                request.into(),
                request.reason(),
                moved,
                kept,
                told,
                columns,
                treated,
                new MergeForgotten(plan, today, session, request).kinds(collisions, treated.keySet()),
                !request.keepOld(),
                digest,
                false,
                List.of());
    }
}
