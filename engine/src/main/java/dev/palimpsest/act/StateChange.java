package dev.palimpsest.act;

import dev.palimpsest.check.FailingCondition;
import dev.palimpsest.chunk.Chunk;
import dev.palimpsest.chunk.ChunkLocks;
import dev.palimpsest.chunk.ChunkTable;
import dev.palimpsest.chunk.Rounds;
import dev.palimpsest.chunk.RunSettings;
import dev.palimpsest.database.ConnectionFailure;
import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.ledger.Acts;
import dev.palimpsest.ledger.Earlier;
import dev.palimpsest.ledger.NotDone;
import dev.palimpsest.ledger.Outcome;
import dev.palimpsest.ledger.OwnTables;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.plan.Way;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.survey.Act;
import dev.palimpsest.survey.Assessment;
import dev.palimpsest.survey.Judgement;
import dev.palimpsest.survey.Moment;
import dev.palimpsest.survey.RecordState;
import dev.palimpsest.watch.Phase;
import dev.palimpsest.watch.Watch;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Deactivates, archives or restores subjects, one or many: chunk by chunk under the locks of a run, judged again, written
 * down, committed. Interrupted, what is committed stays, and the same call does the rest.
 */
public final class StateChange {

    private final Plan plan;
    private final LocalDate today;
    private final Act act;
    private final String by;
    private final RunSettings settings;
    private final Clock clock;
    private final OwnTables own;
    private final ChunkLocks locks;
    private final Judgement judgement;
    private final String id = UUID.randomUUID().toString();
    private final Map<String, Long> reasons = new TreeMap<>();
    private final Map<String, Long> failures = new TreeMap<>();
    private final List<NotDone> notChanged = new ArrayList<>();
    private final Watch watch;
    private long done;
    private long skipped;
    private long failed;

    /** @param by who released it */
    public StateChange(Plan plan, Moment moment, Act act, String by, RunSettings settings, Clock clock, Watch watch) {
        this.watch = watch;
        this.plan = plan;
        this.today = moment.today();
        this.act = act;
        this.by = by;
        this.settings = settings;
        this.clock = clock;
        this.own = new OwnTables(plan.subject().table().name());
        this.locks = new ChunkLocks(plan, moment.today(), settings.writerWait());
        this.judgement = new Judgement(plan, moment, true);
    }

    /**
     * Changes them.
     *
     * @throws PalimpsestException CANCELLED between two chunks
     */
    public ActResult execute(Session session, List<SubjectKey> keys) throws SQLException {
        try (ChunkTable table = ChunkTable.in(session, plan)) {
            everybody(session, keys);
        } catch (PalimpsestException failure) {
            if (failure.code() != ErrorCode.CANCELLED) {
                throw failure;
            }
            throw new PalimpsestException(
                    ErrorCode.CANCELLED,
                    act.word() + " was ended before it was done: of " + keys.size() + " subjects " + done
                            + " were changed, " + skipped + " skipped, " + failed
                            + " failed. That stays; the same again does the rest.");
        }
        return new ActResult(act, keys.size(), done, skipped, failed, reasons, failures, notChanged, Map.of());
    }

    private void everybody(Session session, List<SubjectKey> keys) throws SQLException {
        new Rounds(settings, watch, Phase.TREAT)
                .finding((key, refused) -> place(session, key, refused))
                .through(session, keys, chunk -> change(session, chunk), (key, reason) -> {
                    failed++;
                    notChanged.add(new NotDone(key, Outcome.FAILED, reason));
                    failures.merge(reason, 1L, Long::sum);
                })
                .forEach(busy -> skip(busy, Rounds.BUSY));
    }

    /** Nothing but the subject's own row is written to. */
    private String place(Session session, SubjectKey key, SQLException refused) throws SQLException {
        ConnectionFailure.Refusal said = ConnectionFailure.refusal(refused);
        try {
            session.execute(session.dialect()
                    .fillChunkTable(List.of(key), plan.subject().key().typeName()));
            return FailingCondition.ofChunk(plan, session, today, refused)
                    .orElseGet(() -> said.isNamed()
                            ? said.toString()
                            : said.at(plan.subject().table().name(), said.column())
                                    .toString());
        } finally {
            session.connection().rollback();
        }
    }

    private List<SubjectKey> change(Session session, List<SubjectKey> keys)
            throws SQLException, ChunkLocks.WritersStillBusy {
        ChunkLocks.Locked locked = locks.lock(session, keys);
        Map<SubjectKey, String> refused = new LinkedHashMap<>();
        locked.gone().forEach(gone -> refused.put(gone, Chunk.GONE));
        List<Assessment> released = judgeAgain(session, locked.free(), refused);
        if (!released.isEmpty()) {
            List<SubjectKey> people = released.stream().map(Assessment::key).toList();
            if (act == Act.RESTORE) {
                bringBack(session, released);
            } else {
                overwrite(session, released);
            }
            new Acts(own, session).write(id, act.word(), people, by, clock.instant());
        }
        session.connection().commit();
        done += released.size();
        refused.forEach(this::skip);
        return locked.busy();
    }

    private void skip(SubjectKey key, String reason) {
        skipped++;
        notChanged.add(new NotDone(key, Outcome.SKIPPED, reason));
        reasons.merge(reason, 1L, Long::sum);
    }

    private List<Assessment> judgeAgain(Session session, List<SubjectKey> free, Map<SubjectKey, String> refused)
            throws SQLException {
        List<Assessment> released = new ArrayList<>();
        Set<SubjectKey> dropped = new HashSet<>(free);
        Set<SubjectKey> judged = new HashSet<>();
        for (Assessment assessment : free.isEmpty() ? List.<Assessment>of() : judgement.ofChunk(session)) {
            judged.add(assessment.key());
            if (assessment.permits(act)) {
                released.add(assessment);
                dropped.remove(assessment.key());
            } else {
                refused.put(assessment.key(), assessment.reason(act));
            }
        }
        free.stream().filter(key -> !judged.contains(key)).forEach(key -> refused.put(key, Chunk.GONE));
        locks.drop(session, List.copyOf(dropped));
        return released;
    }

    /** Hides them, and remembers what was there. */
    private void overwrite(Session session, List<Assessment> released) throws SQLException {
        List<SubjectKey> people = released.stream().map(Assessment::key).toList();
        StatusColumns status = new StatusColumns(plan, act);
        Map<SubjectKey, Map<String, @Nullable String>> before = status.read(session);
        set(session, StatusColumns.declared(plan, act), people, people.size());
        // whoever is in use was brought back by somebody else: what was remembered before is void
        List<SubjectKey> inUse = released.stream()
                .filter(each -> each.state() == RecordState.IN_USE)
                .map(Assessment::key)
                .toList();
        Earlier earlier = new Earlier(own, session);
        earlier.forget(inUse);
        earlier.forget(people, act.word());
        if (!status.isEmpty()) {
            Map<SubjectKey, Earlier.Overwritten> overwritten = new LinkedHashMap<>();
            Map<SubjectKey, Map<String, @Nullable String>> after = status.read(session);
            for (Map.Entry<SubjectKey, Map<String, @Nullable String>> each : before.entrySet()) {
                Map<String, @Nullable String> written = after.get(each.getKey());
                if (written != null) {
                    overwritten.put(each.getKey(), new Earlier.Overwritten(today, each.getValue(), written));
                }
            }
            earlier.remember(act.word(), overwritten);
        }
    }

    /** Gives everybody the status that was; whose is not known, what the map says. */
    private void bringBack(Session session, List<Assessment> released) throws SQLException {
        for (Act hidden : List.of(Act.ARCHIVE, Act.DEACTIVATE)) {
            RecordState state = hidden == Act.ARCHIVE ? RecordState.ARCHIVED : RecordState.DEACTIVATED;
            List<Assessment> people =
                    released.stream().filter(each -> each.state() == state).toList();
            if (people.isEmpty()) {
                continue;
            }
            Map<String, @Nullable String> declared =
                    new LinkedHashMap<>(plan.subject().declaration().restore());
            Map<SubjectKey, Map<String, @Nullable String>> known = known(session, hidden, people);
            if (!known.isEmpty()) {
                requireAll(new StatusColumns(plan, hidden).write(session, known, declared), known.size());
            }
            List<SubjectKey> keys = people.stream().map(Assessment::key).toList();
            List<SubjectKey> unknown =
                    keys.stream().filter(key -> !known.containsKey(key)).toList();
            if (!unknown.isEmpty()) {
                set(session, declared, unknown, released.size());
            }
            new Earlier(own, session).forget(keys, hidden.word());
        }
    }

    /** The status that was, of those whom nobody has brought back since, as far as that can be told. */
    private Map<SubjectKey, Map<String, @Nullable String>> known(Session session, Act hidden, List<Assessment> people)
            throws SQLException {
        StatusColumns status = new StatusColumns(plan, hidden);
        Map<SubjectKey, Map<String, @Nullable String>> now = status.read(session);
        Map<SubjectKey, Earlier.Overwritten> overwritten = new Earlier(own, session)
                .of(hidden.word(), people.stream().map(Assessment::key).toList());
        Map<SubjectKey, Map<String, @Nullable String>> known = new LinkedHashMap<>();
        for (Assessment each : people) {
            Earlier.Overwritten was = overwritten.get(each.key());
            LocalDate active = each.lastActivity();
            if (was != null
                    && status.are(was.before())
                    && was.after().equals(now.get(each.key()))
                    && (active == null || !active.isAfter(was.on()))) {
                known.put(each.key(), was.before());
            }
        }
        return known;
    }

    /** @param all how many are in the chunk */
    private void set(Session session, Map<String, @Nullable String> values, List<SubjectKey> people, int all)
            throws SQLException {
        Dialect dialect = session.dialect();
        Way way = plan.subjectPlan().requireWay();
        Sql theirs = way.joined(dialect, today);
        if (people.size() < all) {
            List<String> keys = people.stream().map(SubjectKey::value).toList();
            theirs.add(" and " + dialect.asText("palimpsest_key") + " in (select palimpsest_g.c0 from ")
                    .add(dialect.rows(List.of(keys), List.of("text")))
                    .add(" palimpsest_g)");
        }
        long changed = session.update(dialect.updateFrom(
                plan.subject().table(),
                StatusColumns.fixed(plan, values, dialect),
                way.source(dialect.chunkTable(plan.subject().key().typeName()).relation(), dialect),
                theirs));
        requireAll(changed, people.size());
    }

    private void requireAll(long changed, int people) {
        if (changed != people) {
            throw new PalimpsestException(
                    ErrorCode.UNEXPECTED_ROW_COUNT,
                    plan.subject().table().name() + ": " + changed + " rows were changed instead of " + people
                            + ". A trigger, a rule or row-level security stands in the way; see what fires there.");
        }
    }
}
