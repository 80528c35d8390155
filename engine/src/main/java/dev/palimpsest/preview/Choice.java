package dev.palimpsest.preview;

import dev.palimpsest.database.Session;
import dev.palimpsest.database.SessionSource;
import dev.palimpsest.ledger.OwnTables;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.survey.Act;
import dev.palimpsest.survey.Assessment;
import dev.palimpsest.survey.Judgement;
import dev.palimpsest.survey.Moment;
import dev.palimpsest.survey.Survey;
import dev.palimpsest.survey.Verdict;
import dev.palimpsest.watch.Phase;
import dev.palimpsest.watch.Watch;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A selection as it stands now, parted into those of whom an act is permitted and the others. */
public final class Choice {
    /** Selected keys without a row. */
    private static final String GONE = "gone";
    /** Keys judged at a time. */
    private static final int BATCH = 5_000;

    private final Selection selection;
    private final Act act;
    private final Consumer<Assessment> refusing;
    private final List<SubjectKey> keys = new ArrayList<>();
    private final Map<String, Long> refused = new TreeMap<>();

    private Choice(Selection selection, Act act, Consumer<Assessment> refusing) {
        this.selection = selection;
        this.act = act;
        this.refusing = refusing;
    }

    /**
     * Judges the selected subjects.
     *
     * @param others lends sessions that see the same moment, to read by several; may have none
     * @param refusing is given every selected subject of whom the act is not permitted, with its reasons; of a selection
     *     without keys only those who are inactive
     */
    public static Choice read(
            Plan plan,
            Moment moment,
            Watch watch,
            Session session,
            SessionSource others,
            Selection selection,
            Act act,
            Consumer<Assessment> refusing)
            throws SQLException {
        Choice choice = new Choice(selection, act, refusing);
        if (!selection.keys().isEmpty()) {
            choice.judgeOneByOne(plan, moment, watch, session);
        } else if (act == Act.RESTORE) {
            new Survey(plan, moment, watch).read(session, choice::take);
        } else {
            // nothing else is permitted, nor refused, of whoever is active
            new Survey(plan, moment, watch).quiet(session, others, choice::take);
        }
        return choice;
    }

    /** The keys of whom the act is permitted. */
    public List<SubjectKey> keys() {
        return keys;
    }

    /** How many subjects were refused, by blocker, state or verdict; one may count under several blockers. */
    public Map<String, Long> refused() {
        return refused;
    }

    private void judgeOneByOne(Plan plan, Moment moment, Watch watch, Session session) throws SQLException {
        Judgement judgement =
                new Judgement(plan, moment, new OwnTables(plan.subject().table().name()).exist(session));
        List<SubjectKey> named = selection.keys().stream().distinct().toList();
        Set<SubjectKey> found = new HashSet<>();
        for (int from = 0; from < named.size(); from += BATCH) {
            watch.at(Phase.JUDGE, from, named.size());
            List<SubjectKey> batch = named.subList(from, Math.min(named.size(), from + BATCH));
            for (Assessment assessment : judgement.of(session, batch)) {
                found.add(assessment.key());
                take(assessment);
            }
        }
        watch.at(Phase.JUDGE, named.size(), named.size());
        long gone = named.stream().filter(key -> !found.contains(key)).count();
        if (gone > 0) {
            refused.merge(GONE, gone, Long::sum);
        }
    }

    private boolean hasRoom() {
        return selection.limit() == 0 || keys.size() < selection.limit();
    }

    private void take(Assessment assessment) {
        if (!selection.fits(assessment)) {
            return;
        }
        boolean archivedButNotAsked =
                act == Act.ANONYMISE && assessment.verdict() == Verdict.ARCHIVED && !selection.withArchived();
        if (assessment.permits(act) && !archivedButNotAsked) {
            // who is refused is counted whatever the limit
            if (hasRoom()) {
                keys.add(assessment.key());
            }
        } else if (!selection.keys().isEmpty() || (assessment.isInactive() && !assessment.isPast(act))) {
            refusing.accept(assessment);
            assessment.reasons(act).forEach(reason -> refused.merge(reason, 1L, Long::sum));
        }
    }
}
