package dev.palimpsest.work;

import dev.palimpsest.check.NeededRights;
import dev.palimpsest.check.PredicateCheck;
import dev.palimpsest.check.ValueCheck;
import dev.palimpsest.chunk.Profiles;
import dev.palimpsest.database.Rights;
import dev.palimpsest.database.SchemaReader;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.SessionSource;
import dev.palimpsest.database.Table;
import dev.palimpsest.database.TableName;
import dev.palimpsest.ledger.DatabaseStanding;
import dev.palimpsest.ledger.OwnSchema;
import dev.palimpsest.ledger.OwnTables;
import dev.palimpsest.plan.MergeLinks;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.plan.PlanCompiler;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The one step that every verb passes before it begins, and the only way to a plan: what the verb {@linkplain Need needs}
 * is asked here, so that no verb can forget it.
 */
public final class Ready {
    private final Attachment at;
    private final Session session;
    private final SessionSource others;
    private final Plan plan;
    private final Set<Need.Question> asked = EnumSet.noneOf(Need.Question.class);

    private Ready(Attachment at, Session session, SessionSource others, Plan plan) {
        this.at = at;
        this.session = session;
        this.others = others;
        this.plan = plan;
    }

    /**
     * Asks.
     *
     * @throws dev.palimpsest.ledger.OldOwnTables when these have to be brought up first
     * @throws dev.palimpsest.problem.PalimpsestException PAL-MAP-* or DATABASE_RIGHTS_MISSING; nothing was changed then
     */
    static Ready forWork(Attachment at, Session session, SessionSource others, Need need) throws SQLException {
        Plan plan = PlanCompiler.compile(at.map(), SchemaReader.read(session.connection()), at.today());
        PredicateCheck.read(plan, session);
        Ready ready = new Ready(at, session, others, plan);
        ready.require(need);
        return ready;
    }

    public Session session() {
        return session;
    }

    /** The connections that the verb asked for besides its own. */
    public SessionSource others() {
        return others;
    }

    /** As many of them as read people at a time, which see the moment of the verb's own; none where they cannot. */
    public SessionSource ofOneMoment() {
        int most = at.besides(session);
        return new SessionSource() {
            @Override
            public Session open() throws SQLException {
                return others.open();
            }

            @Override
            public int size() {
                return most;
            }
        };
    }

    public Plan plan() {
        return plan;
    }

    /** Palimpsest's own tables beside the subjects of the plan. */
    public OwnTables own() {
        return new OwnTables(plan.subject().table().name());
    }

    /** Whether this is the database that its own tables and the home know. */
    public DatabaseStanding standing() throws SQLException {
        return new KnownDatabase(at).standing(session, plan);
    }

    /**
     * Palimpsest's own tables, made where they are missing, of the database that the home knows. To be asked before anything
     * is written.
     */
    public OwnTables ownToWrite() throws SQLException {
        return new KnownDatabase(at).ready(session, plan);
    }

    /** Tables of which row-level security may hide rows from this user. */
    public List<TableName> hidden() {
        return plan.schema().tables().stream()
                .filter(Table::rowSecurity)
                .map(Table::name)
                .toList();
    }

    /** Asks more, for a verb that finds out only now what it has to do. What was asked already is not asked again. */
    public void require(Need need) throws SQLException {
        for (Need.Question question : Need.Question.values()) {
            if (need.questions().contains(question) && asked.add(question)) {
                ask(question);
            }
        }
    }

    private void ask(Need.Question question) throws SQLException {
        switch (question) {
            case OWN_TABLES -> new OwnSchema(own(), session).requireCurrent();
            case COVERED ->
                new KnownDatabase(at)
                        .homeIfKnown(session, plan)
                        .ifPresent(home -> CoveredColumns.refuseLater(home, plan));
            case CONDITIONS -> {
                PredicateCheck.of(plan, session, at.today());
                new Profiles(plan, at.today()).shared(session);
            }
            case SIGHT -> NeededRights.toSee(session, hidden()).require();
            case VALUES -> ValueCheck.of(plan, session);
            case RIGHTS -> rights(Set.of()).require();
            case RIGHTS_TO_MOVE -> rights(MergeLinks.tables(plan)).require();
        }
    }

    private Rights rights(Set<TableName> moved) throws SQLException {
        return NeededRights.of(session, plan, hidden(), moved);
    }

    /** The same questions, but what the user lacks is told instead of refused. */
    public Rights check() throws SQLException {
        ask(Need.Question.COVERED);
        ask(Need.Question.CONDITIONS);
        ask(Need.Question.VALUES);
        return rights(Set.of());
    }

    /** What the user lacks to move rows from one profile to another, and does not lack for anything else. */
    public Rights rightsToMerge() throws SQLException {
        return rights(MergeLinks.tables(plan)).without(rights(Set.of()));
    }
}
