package dev.palimpsest.merge;

import dev.palimpsest.chunk.ChunkLocks;
import dev.palimpsest.chunk.RunSettings;
import dev.palimpsest.database.Session;
import dev.palimpsest.map.MergeDeclaration;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.plan.MergeLinks;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.survey.Assessment;
import dev.palimpsest.survey.Verdict;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;

/** The two profiles: whether they may be joined, and that nobody else is writing about them. */
final class MergeParties {
    private final Plan plan;
    private final MergeRequest request;

    MergeParties(Plan plan, MergeRequest request) {
        this.plan = plan;
        this.request = request;
    }

    /** @throws PalimpsestException MERGE_REFUSED for whoever is not there, is treated, never goes, or is held */
    void requireMergeable(List<Assessment> assessments) {
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
    void refuseTakenLink(MergeLinks.Link link) {
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

    /**
     * Locks what belongs to the two, and everything that leads to it.
     *
     * @throws PalimpsestException RUN_BUSY when somebody else is writing there, MERGE_REFUSED when one of them is gone
     */
    void lock(Session session, LocalDate today, RunSettings settings) throws SQLException {
        ChunkLocks.Locked locked;
        try {
            locked = ChunkLocks.ofEveryWay(plan, today, settings.writerWait())
                    .lock(session, List.of(request.from(), request.into()));
        } catch (ChunkLocks.WritersStillBusy busy) {
            throw busy();
        }
        if (!locked.gone().isEmpty()) {
            throw unknown(locked.gone().getFirst());
        }
        if (!locked.busy().isEmpty()) {
            throw busy();
        }
    }

    private PalimpsestException busy() {
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
}
