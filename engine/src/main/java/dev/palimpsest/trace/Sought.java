package dev.palimpsest.trace;

import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.identity.Fingerprint;
import dev.palimpsest.identity.Fingerprinter;
import dev.palimpsest.identity.TraceSet;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.plan.Way;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whose identifiers are looked for: those of people a run has treated, or of people a preview has frozen. */
interface Sought {
    /** The run's day. */
    LocalDate today();

    /** Whether nobody is treated, so that a table which may not be read is told of and left out. */
    boolean onlyLooks();

    /** Made the fingerprints that are looked for. */
    Fingerprinter fingerprinter();

    /** Of whom something is looked for. */
    TracedSubjects subjects(Session session) throws SQLException;

    /** What is looked for of each of these; somebody else has nothing. */
    Map<SubjectKey, TraceSet> of(Session session, Collection<SubjectKey> keys) throws SQLException;

    /** By the mark of a row under {@code others}, whom it named until a treatment took the reference away; see {@link CutTies}. */
    Map<String, Set<SubjectKey>> cutTies(Session session) throws SQLException;

    /** Takes what one subject bears. */
    @FunctionalInterface
    interface Taker {
        void take(SubjectKey subject, List<Fingerprint> fingerprints);
    }

    /** Reads what is looked for of everybody, one by one. */
    void each(Session session, Taker taker) throws SQLException;

    /** What each of these bears who stays; whoever goes has nothing. */
    Map<SubjectKey, TraceSet> borneByTheLiving(Session session, Collection<SubjectKey> keys) throws SQLException;

    /** Holds when nobody living has the key, as far as the database knows. */
    Sql isGone(String keyExpression, Session session);

    /** Whether somebody goes of whom the database does not know it yet. */
    boolean leaves(SubjectKey key);

    /** Holds for rows that somebody refers to who stays. */
    Condition heldByOthers(Way way, Session session);

    /** @param with stands in front of the statement; may be empty */
    record Condition(Sql with, Sql holds) {}
}
