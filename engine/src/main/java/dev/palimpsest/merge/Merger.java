package dev.palimpsest.merge;

import dev.palimpsest.chunk.RunSettings;
import dev.palimpsest.chunk.TriggerReach;
import dev.palimpsest.database.Column;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.TableName;
import dev.palimpsest.ledger.Earlier;
import dev.palimpsest.ledger.Merges;
import dev.palimpsest.ledger.Outbox;
import dev.palimpsest.ledger.OwnTables;
import dev.palimpsest.map.HookDeclaration;
import dev.palimpsest.map.PrivacyMap;
import dev.palimpsest.map.ReassignDeclaration;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.plan.MergeLinks;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.survey.Judgement;
import dev.palimpsest.survey.Moment;
import dev.palimpsest.watch.Phase;
import dev.palimpsest.watch.Watch;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Joins two ordinary profiles of the same person: every row that leads to the one leads to the other afterwards, and the one
 * goes. One transaction, under the same locks and the same judgement as a run. Blockers do not matter, since the person
 * stays; {@code never} and an earlier anonymisation do.
 */
public final class Merger {
    /** Confirms whatever would happen. */
    public static final String YES = "yes";

    private final Plan plan;
    private final Moment moment;
    private final RunSettings settings;
    private final OwnTables own;
    private final Watch watch;

    public Merger(Plan plan, Moment moment, RunSettings settings, Watch watch) {
        this.watch = watch;
        this.plan = plan;
        this.moment = moment;
        this.settings = settings;
        this.own = new OwnTables(plan.subject().table().name());
    }

    /**
     * Refuses to merge anybody into a shared profile where there is none.
     *
     * @throws PalimpsestException MERGE_REFUSED
     */
    public static void requireShared(PrivacyMap map) {
        if (!(map.subject().reassign() instanceof ReassignDeclaration.Shared)) {
            throw new PalimpsestException(
                    ErrorCode.MERGE_REFUSED,
                    "the map names no shared profile, so nobody can be merged into it. Write 'subject.reassign.shared'.");
        }
    }

    /**
     * Refuses what was not confirmed.
     *
     * @param digest of what would happen now
     * @throws PalimpsestException PREVIEW_NOT_CONFIRMED
     */
    public static void refuseUnlessConfirmed(String confirmed, String digest) {
        if (!confirmed.equals(YES) && !confirmed.equals(digest)) {
            throw new PalimpsestException(
                    ErrorCode.PREVIEW_NOT_CONFIRMED,
                    "the confirmed digest is not that of what would happen now, so nothing is changed. Look at it again"
                            + " without confirming, then confirm the digest it shows.");
        }
    }

    /**
     * Who does it and when.
     *
     * @param act by which name other systems are told of it
     */
    public record Release(String act, String by, Instant at) {}

    /**
     * What joining them would do. Changes nothing.
     *
     * @throws PalimpsestException MERGE_REFUSED when one of them cannot be merged, MERGE_COLLISION when a unique key allows
     *     only one of two rows and the map does not say which
     */
    public MergeResult look(Session session, MergeRequest request) throws SQLException {
        List<SubjectKey> both = List.of(request.from(), request.into());
        new MergeParties(plan, request)
                .requireMergeable(new Judgement(plan, moment, own.exist(session)).of(session, both));
        return see(session, request).result();
    }

    /**
     * Joins them and commits.
     *
     * @param confirmed the digest of what {@link #look} showed, or {@value #YES}
     * @throws PalimpsestException as {@link #look}; PREVIEW_NOT_CONFIRMED when something else would happen than was
     *     confirmed, RUN_BUSY when somebody else holds what belongs to them, CANCELLED before it is committed
     */
    public MergeResult merge(Session session, MergeRequest request, String confirmed, Release release)
            throws SQLException {
        String type = plan.subject().key().typeName();
        session.execute(session.dialect().dropChunkTable());
        session.execute(session.dialect().createChunkTable(type));
        MergeParties parties = new MergeParties(plan, request);
        parties.lock(session, moment.today(), settings);
        parties.requireMergeable(new Judgement(plan, moment, true).ofChunk(session));
        MergeSight.Seen seen = see(session, request);
        refuseUnlessConfirmed(confirmed, seen.result().digest());
        join(session, request, seen, release);
        writeDown(session, seen.result(), release);
        session.execute(session.dialect().dropChunkTable());
        session.connection().commit();
        return seen.result().finished();
    }

    private MergeSight.Seen see(Session session, MergeRequest request) throws SQLException {
        return MergeSight.of(plan, moment.today(), session, request, watch);
    }

    /** Everything that changes the business. What must not change is measured before and after. */
    private void join(Session session, MergeRequest request, MergeSight.Seen seen, Release release)
            throws SQLException {
        MergeTotals totals = new MergeTotals(plan, moment.today(), session, request, seen.values());
        MergeTotals.Taken before = totals.take(seen.collisions());
        MergeReferred referred = new MergeReferred(plan, moment.today(), session, request);
        MergeReferred.Before referredBefore = referred.before();
        MergeColumns columns = new MergeColumns(plan, session, request);
        Map<Column, Optional<String>> unique = columns.uniqueValues();
        for (MergeCollisions.Found collision : seen.collisions()) {
            new MergeLosers(plan, moment.today(), session).remove(collision);
        }
        MergeRows rows = new MergeRows(plan, moment.today(), session);
        int moved = 0;
        for (Map.Entry<MergeLinks.Link, String[]> link : seen.values().entrySet()) {
            watch.at(Phase.MOVE, moved++, seen.values().size());
            rows.move(link.getKey(), link.getValue());
        }
        watch.at(Phase.MOVE, moved, moved);
        totals.requireSame(before);
        Map<MergeLinks.Link, String[]> logged = loggedByTriggers(request);
        if (!request.keepOld()) {
            columns.take();
            rows.remove(request.from());
            forget(session, request.from(), release);
            columns.write(unique);
        }
        requireShown(seen.result().treated(), referred.treat(referredBefore));
        // what triggers have written of the profile that went belongs to the person, too
        for (Map.Entry<MergeLinks.Link, String[]> link : logged.entrySet()) {
            rows.move(link.getKey(), link.getValue());
        }
        totals.requireNothingLost(before, logged.keySet());
    }

    /** The own tables forget what the profile was before, and other systems are to forget it as well. */
    private void forget(Session session, SubjectKey gone, Release release) throws SQLException {
        new Earlier(own, session).forget(List.of(gone));
        List<String> hooks =
                plan.map().afterRun().stream().map(HookDeclaration::name).toList();
        new Outbox(own, session).add(release.act(), hooks, List.of(gone), release.at());
    }

    private void writeDown(Session session, MergeResult result, Release release) throws SQLException {
        new Merges(own, session)
                .write(
                        result.from(),
                        result.into(),
                        result.reason().word(),
                        release.by(),
                        release.at(),
                        result.moved().values().stream()
                                .mapToLong(Long::longValue)
                                .sum(),
                        result.lost());
    }

    /** Exactly what was shown is treated of what the profiles refer to. */
    private static void requireShown(Map<String, Long> shown, Map<String, Long> treated) {
        if (!treated.equals(shown)) {
            throw new PalimpsestException(
                    ErrorCode.UNEXPECTED_ROW_COUNT,
                    "rows " + treated + " were referred to by nobody any more instead of " + shown
                            + ". A trigger, a rule or somebody else changes what refers to them; see what fires there, and"
                            + " look again.");
        }
    }

    /** Links by the key of tables that triggers may write to when profiles change or go, with both profiles' values. */
    private Map<MergeLinks.Link, String[]> loggedByTriggers(MergeRequest request) {
        Set<TableName> reached = TriggerReach.of(plan);
        Map<MergeLinks.Link, String[]> logged = new LinkedHashMap<>();
        for (MergeLinks.Link link : MergeLinks.of(plan)) {
            if (reached.contains(link.table().name())
                    && link.toColumn().name().equals(plan.subject().key().name())) {
                logged.put(
                        link,
                        new String[] {request.from().value(), request.into().value()});
            }
        }
        return logged;
    }
}
