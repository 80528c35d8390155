package dev.palimpsest.merge;

import dev.palimpsest.chunk.ChunkLocks;
import dev.palimpsest.chunk.RunSettings;
import dev.palimpsest.chunk.TriggerReach;
import dev.palimpsest.database.Column;
import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.TableName;
import dev.palimpsest.ledger.Earlier;
import dev.palimpsest.ledger.Merges;
import dev.palimpsest.ledger.Outbox;
import dev.palimpsest.ledger.OwnTables;
import dev.palimpsest.map.HookDeclaration;
import dev.palimpsest.map.IdentifierKind;
import dev.palimpsest.map.MergeDeclaration;
import dev.palimpsest.map.PrivacyMap;
import dev.palimpsest.map.ReassignDeclaration;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.plan.MergeLinks;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.survey.Assessment;
import dev.palimpsest.survey.Judgement;
import dev.palimpsest.survey.Moment;
import dev.palimpsest.survey.Verdict;
import dev.palimpsest.text.Sha256;
import dev.palimpsest.watch.Phase;
import dev.palimpsest.watch.Watch;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

    /** What the two profiles hold, read before anything changes. */
    private record Seen(
            Map<MergeLinks.Link, String[]> values, List<MergeCollisions.Found> collisions, MergeResult result) {}

    /**
     * What joining them would do. Changes nothing.
     *
     * @throws PalimpsestException MERGE_REFUSED when one of them cannot be merged, MERGE_COLLISION when a unique key allows
     *     only one of two rows and the map does not say which
     */
    public MergeResult look(Session session, MergeRequest request) throws SQLException {
        List<SubjectKey> both = List.of(request.from(), request.into());
        refuse(request, new Judgement(plan, moment, own.exist(session)).of(session, both));
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
        lock(session, request);
        refuse(request, new Judgement(plan, moment, true).ofChunk(session));
        Seen seen = see(session, request);
        refuseUnlessConfirmed(confirmed, seen.result().digest());
        MergeTotals totals = new MergeTotals(plan, moment.today(), session, request, seen.values());
        MergeTotals.Taken before = totals.take(seen.collisions());
        MergeReferred referred = new MergeReferred(plan, moment.today(), session, request);
        MergeReferred.Before referredBefore = referred.before();
        Map<Column, Optional<String>> unique = new MergeColumns(plan, session, request).uniqueValues();
        for (MergeCollisions.Found collision : seen.collisions()) {
            new MergeLosers(plan, moment.today(), session).remove(collision);
        }
        int moved = 0;
        for (Map.Entry<MergeLinks.Link, String[]> link : seen.values().entrySet()) {
            watch.at(Phase.MOVE, moved++, seen.values().size());
            move(session, link.getKey(), link.getValue());
        }
        watch.at(Phase.MOVE, moved, moved);
        totals.requireSame(before);
        Map<MergeLinks.Link, String[]> logged = loggedByTriggers(request);
        if (!request.keepOld()) {
            new MergeColumns(plan, session, request).take();
            remove(session, request.from());
            new Earlier(own, session).forget(List.of(request.from()));
            List<String> hooks =
                    plan.map().afterRun().stream().map(HookDeclaration::name).toList();
            new Outbox(own, session).add(release.act(), hooks, List.of(request.from()), release.at());
            new MergeColumns(plan, session, request).write(unique);
        }
        requireShown(seen.result().treated(), referred.treat(referredBefore));
        // what triggers have written of the profile that went belongs to the person, too
        for (Map.Entry<MergeLinks.Link, String[]> link : logged.entrySet()) {
            move(session, link.getKey(), link.getValue());
        }
        totals.requireNothingLost(before, logged.keySet());
        new Merges(own, session)
                .write(
                        request.from(),
                        request.into(),
                        request.reason().word(),
                        release.by(),
                        release.at(),
                        seen.result().moved().values().stream()
                                .mapToLong(Long::longValue)
                                .sum(),
                        seen.result().lost());
        session.execute(session.dialect().dropChunkTable());
        session.connection().commit();
        return seen.result().finished();
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

    private void lock(Session session, MergeRequest request) throws SQLException {
        ChunkLocks.Locked locked;
        try {
            locked = ChunkLocks.ofEveryWay(plan, moment.today(), settings.writerWait())
                    .lock(session, List.of(request.from(), request.into()));
        } catch (ChunkLocks.WritersStillBusy busy) {
            throw busy(request);
        }
        if (!locked.gone().isEmpty()) {
            throw unknown(locked.gone().getFirst());
        }
        if (!locked.busy().isEmpty()) {
            throw busy(request);
        }
    }

    private static PalimpsestException busy(MergeRequest request) {
        return new PalimpsestException(
                ErrorCode.RUN_BUSY,
                "somebody else is writing to what belongs to " + request.from() + " or " + request.into()
                        + ", so nothing is changed. Try again in a moment.");
    }

    private PalimpsestException unknown(SubjectKey key) {
        return new PalimpsestException(
                ErrorCode.MERGE_REFUSED,
                plan.subject().table().name() + " has no row with the key " + key
                        + ". Look the key up among those whom a survey lists.");
    }

    private void refuse(MergeRequest request, List<Assessment> assessments) {
        if (request.from().equals(request.into())) {
            throw new PalimpsestException(
                    ErrorCode.MERGE_REFUSED, request.from() + " cannot be merged into itself. Name two profiles.");
        }
        for (SubjectKey key : List.of(request.from(), request.into())) {
            Assessment assessment = assessments.stream()
                    .filter(each -> each.key().equals(key))
                    .findFirst()
                    .orElseThrow(() -> unknown(key));
            if (assessment.verdict() == Verdict.NEVER || assessment.verdict().isTreated()) {
                throw new PalimpsestException(
                        ErrorCode.MERGE_REFUSED,
                        "the verdict on " + key + " is '" + assessment.verdict().word()
                                + "', so it cannot be merged. Two ordinary profiles can; to let somebody's rows go to the"
                                + " anonymous profile, merge into the shared one.");
            }
            if (assessment.held()) {
                throw new PalimpsestException(
                        ErrorCode.MERGE_REFUSED,
                        "a legal hold holds " + key + ", so it cannot be merged. Look who placed it, and why.");
            }
        }
    }

    /** Rows that lead to the profile that stays would lead to nobody, did it take the value of the one that goes. */
    private void refuseTakenLink(MergeRequest request, MergeLinks.Link link) {
        MergeDeclaration merge = plan.map().merge();
        String column = link.toColumn().name();
        if (!request.keepOld() && merge.value(column) == MergeDeclaration.Value.OLD) {
            throw new PalimpsestException(
                    ErrorCode.MERGE_REFUSED,
                    merge.at(),
                    "rows of " + link.name() + " lead to the person by " + column
                            + ", so the profile that stays keeps its own. Take '" + column + ": old' out of 'merge'.");
        }
    }

    private Seen see(Session session, MergeRequest request) throws SQLException {
        Map<MergeLinks.Link, String[]> values = new LinkedHashMap<>();
        Map<String, Long> moved = new LinkedHashMap<>();
        Map<String, Long> kept = new LinkedHashMap<>();
        List<MergeCollisions.Found> collisions = new ArrayList<>();
        MergeCollisions colliding = new MergeCollisions(plan, moment.today(), session);
        List<MergeLinks.Link> links = MergeLinks.of(plan);
        for (MergeLinks.Link link : links) {
            watch.at(Phase.COUNT, links.indexOf(link), links.size());
            String from = value(session, link, request.from());
            String into = value(session, link, request.into());
            if (into != null && count(session, link, into) > 0) {
                refuseTakenLink(request, link);
            }
            long rows = from == null ? 0 : count(session, link, from);
            if (from == null || rows == 0) {
                continue;
            }
            if (into == null) {
                throw new PalimpsestException(
                        ErrorCode.MERGE_REFUSED,
                        "rows of " + link.name() + " refer to "
                                + link.toColumn().name()
                                + ", which is empty in the profile that stays. Fill it in first.");
            }
            refuseTakenLink(request, link);
            values.put(link, new String[] {from, into});
            Optional<MergeCollisions.Found> found = colliding.of(link, from, into);
            if (found.isPresent()) {
                MergeLosers.refuseWhatCannotFollow(plan, link.table());
                collisions.add(found.get());
            }
            long lost = found.filter(each -> each.winner() == MergeDeclaration.Side.NEW)
                    .map(each -> (long) each.losers().size())
                    .orElse(0L);
            moved.put(link.name(), rows - lost);
            long protectedRows = MergeKept.of(plan, moment.today(), session, link, from);
            if (protectedRows > 0) {
                kept.put(link.name(), protectedRows);
            }
        }
        Map<String, Long> treated = new MergeReferred(plan, moment.today(), session, request).abandoned(collisions);
        List<String> columns = new MergeColumns(plan, session, request)
                .changing().stream().map(Column::name).toList();
        return new Seen(
                values,
                collisions,
                result(
                        request,
                        moved,
                        kept,
                        collisions,
                        columns,
                        treated,
                        new MergeForgotten(plan, moment.today(), session, request)
                                .kinds(collisions, treated.keySet())));
    }

    private MergeResult result(
            MergeRequest request,
            Map<String, Long> moved,
            Map<String, Long> kept,
            List<MergeCollisions.Found> collisions,
            List<String> columns,
            Map<String, Long> treated,
            List<IdentifierKind> forgotten) {
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
                forgotten,
                !request.keepOld(),
                digest,
                false,
                List.of());
    }

    private @Nullable String value(Session session, MergeLinks.Link link, SubjectKey key) throws SQLException {
        if (link.toColumn().name().equals(plan.subject().key().name())) {
            return key.value();
        }
        Dialect dialect = session.dialect();
        TableName table = plan.subject().table().name();
        Column keyColumn = plan.subject().key();
        return session
                .list(
                        Sql.of(
                                "select "
                                        + dialect.asText(dialect.quote(
                                                table, link.toColumn().name())) + " from "
                                        + dialect.quote(table) + " where " + dialect.quote(table, keyColumn.name())
                                        + " = " + dialect.cast("?", keyColumn.typeName()),
                                key.value()),
                        row -> Optional.ofNullable(row.getString(1)))
                .stream()
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(null);
    }

    private long count(Session session, MergeLinks.Link link, String value) throws SQLException {
        Long rows = session.first(
                Sql.of("select count(*) from "
                                + session.dialect().quote(link.table().name()) + " where ")
                        .add(link.leadsTo(value, session.dialect(), moment.today())),
                row -> row.getLong(1));
        return rows == null ? 0 : rows;
    }

    /** Rows that collide are gone by now. */
    private void move(Session session, MergeLinks.Link link, String[] values) throws SQLException {
        long expected = count(session, link, values[0]);
        Column column = link.column();
        Dialect dialect = session.dialect();
        Sql rows = dialect.rows(List.of(List.of(values[1])), List.of(column.typeName()));
        long moved = expected == 0
                ? 0
                : session.update(dialect.updateFrom(
                        link.table(),
                        List.of(Sql.of(dialect.quote(column.name()) + " = palimpsest_merged.c0")),
                        rows.add(" palimpsest_merged"),
                        link.leadsTo(values[0], dialect, moment.today())));
        if (moved != expected) {
            throw new PalimpsestException(
                    ErrorCode.UNEXPECTED_ROW_COUNT,
                    link.name() + ": " + moved + " rows were moved instead of " + expected
                            + ". A trigger, a rule or row-level security stands in the way; see what fires there.");
        }
        if (link.isSelfReference(plan) && column.nullable()) {
            // nobody refers to themselves because the two were one
            Sql self = link.leadsTo(values[1], dialect, moment.today());
            session.update(Sql.of("update " + dialect.quote(link.table().name()) + " set "
                            + dialect.quote(column.name()) + " = null where ")
                    .add(self)
                    .add(
                            " and "
                                    + dialect.quote(
                                            link.table().name(), link.toColumn().name()) + " = "
                                    + dialect.cast("?", link.toColumn().typeName()),
                            values[1]));
        }
    }

    private void remove(Session session, SubjectKey key) throws SQLException {
        Dialect dialect = session.dialect();
        TableName table = plan.subject().table().name();
        Column column = plan.subject().key();
        long removed = session.update(Sql.of(
                "delete from " + dialect.quote(table) + " where " + dialect.quote(table, column.name()) + " = "
                        + dialect.cast("?", column.typeName()),
                key.value()));
        if (removed != 1) {
            throw new PalimpsestException(
                    ErrorCode.UNEXPECTED_ROW_COUNT,
                    table + ": " + removed + " rows were removed instead of 1. A trigger, a rule or row-level security"
                            + " stands in the way; see what fires there.");
        }
    }
}
