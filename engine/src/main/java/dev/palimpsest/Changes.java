package dev.palimpsest;

import dev.palimpsest.act.ActResult;
import dev.palimpsest.act.StateChange;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.preview.Choice;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.survey.Act;
import dev.palimpsest.survey.Assessment;
import dev.palimpsest.survey.Moment;
import dev.palimpsest.work.Attachment;
import dev.palimpsest.work.AttemptLog;
import dev.palimpsest.work.Need;
import java.util.List;
import java.util.function.Consumer;

/** Changes of state: who may be deactivated, archived or restored now, and the change itself, once its number is confirmed. */
final class Changes {
    private final Attachment at;

    Changes(Attachment at) {
        this.at = at;
    }

    /** See {@link Palimpsest#consider}. */
    Choice consider(Act act, Selection selection, Consumer<Assessment> refused) {
        refuseUndeclared(act);
        Moment moment = at.moment(selection.inactivity());
        return at.readingBySeveral(
                "the survey",
                Need.READS,
                ready -> Choice.read(
                        ready.plan(), moment, at.watch(), ready.session(), ready.others(), selection, act, refused));
    }

    /** See {@link Palimpsest#change}. */
    ActResult change(Act act, Selection selection, long confirmed, String releasedBy) {
        if (act == Act.ANONYMISE) {
            throw new PalimpsestException(ErrorCode.BAD_ARGUMENT, "only a run anonymises; make a preview.");
        }
        Choice choice = consider(act, selection, refused -> {});
        List<SubjectKey> keys = choice.keys();
        new AttemptLog(at).around(act.word(), String.valueOf(keys.size()), releasedBy, () -> {
            if (keys.size() != confirmed) {
                throw new PalimpsestException(
                        ErrorCode.ACT_NOT_CONFIRMED,
                        confirmed + " was confirmed, but " + keys.size()
                                + " would change now, so nothing is changed. Look again who would.");
            }
            return keys;
        });
        Moment moment = at.moment(selection.inactivity());
        return at.working(act.word(), Need.WRITES, ready -> {
            ready.ownToWrite();
            return new StateChange(ready.plan(), moment, act, releasedBy, at.settings(), at.clock(), at.watch())
                    .execute(ready.session(), keys)
                    .refusing(choice.refused());
        });
    }

    private void refuseUndeclared(Act act) {
        boolean declared = switch (act) {
            case DEACTIVATE -> !at.map().subject().deactivate().isEmpty();
            case ARCHIVE -> !at.map().subject().archive().isEmpty();
            case RESTORE -> !at.map().subject().restore().isEmpty();
            case ANONYMISE -> true;
        };
        if (!declared) {
            throw new PalimpsestException(
                    ErrorCode.ACT_NOT_DECLARED,
                    "the map does not say how the application is told. Write subject." + act.word()
                            + ": {set: {column: value}}.");
        }
    }
}
