package dev.palimpsest.trace;

import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.identity.Fingerprinter;
import dev.palimpsest.identity.TraceSet;
import dev.palimpsest.ledger.GoneSubjects;
import dev.palimpsest.ledger.RunRecord;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.plan.TreatedSubjects;
import dev.palimpsest.plan.Way;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** What a run has remembered of the people it treated. */
record SoughtAfterRun(Plan plan, RunRecord run, Traces traces) implements Sought {
    @Override
    public LocalDate today() {
        return run.today();
    }

    @Override
    public boolean onlyLooks() {
        return false;
    }

    @Override
    public Fingerprinter fingerprinter() {
        return traces.fingerprinter();
    }

    @Override
    public TracedSubjects subjects(Session session) throws SQLException {
        return traces.subjects(session);
    }

    @Override
    public Map<SubjectKey, TraceSet> of(Session session, Collection<SubjectKey> keys) throws SQLException {
        return traces.of(session, keys);
    }

    @Override
    public Map<String, Set<SubjectKey>> cutTies(Session session) throws SQLException {
        return traces.cutTies(session);
    }

    @Override
    public void each(Session session, Taker taker) throws SQLException {
        traces.each(session, taker);
    }

    @Override
    public Map<SubjectKey, TraceSet> borneByTheLiving(Session session, Collection<SubjectKey> keys)
            throws SQLException {
        return LivingBearers.each(plan, this, traces.fingerprinter().another(), session, keys);
    }

    @Override
    public Sql isGone(String keyExpression, Session session) {
        return gone(session).isGone(keyExpression, plan.subject().declaration(), today());
    }

    /** A run has receipts. */
    @Override
    public boolean leaves(SubjectKey key) {
        return false;
    }

    @Override
    public Condition heldByOthers(Way way, Session session) {
        TreatedSubjects treated = gone(session)::isTreated;
        return new Condition(new Sql(), way.heldByOthers(treated, session.dialect(), today()));
    }

    private GoneSubjects gone(Session session) {
        return new GoneSubjects(plan.subject().table().name(), session);
    }
}
