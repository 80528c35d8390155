package dev.palimpsest.work;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.act.LegalHolds;
import dev.palimpsest.export.ExportOrder;
import dev.palimpsest.ledger.Adoption;
import dev.palimpsest.ledger.HoldReason;
import dev.palimpsest.ledger.MergeReason;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.merge.Merger;
import dev.palimpsest.preview.SavedSelections;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.proof.FindingDecisions;
import dev.palimpsest.run.RunEvent;
import dev.palimpsest.survey.Act;
import dev.palimpsest.survey.Inactivity;
import dev.palimpsest.survey.SurveyPage;
import dev.palimpsest.uninstall.Loss;
import dev.palimpsest.watch.Phase;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Every verb of the library, with what it is said to do; {@link EveryVerbTest} looks whether it is true, and none is missing. */
enum Verb {
    CHECK(
            Palimpsest.class,
            "check",
            Writes.NOTHING,
            Set.of(),
            scene -> scene.palimpsest().check()),
    STANDING(
            Palimpsest.class,
            "standing",
            Writes.NOTHING,
            Set.of(),
            scene -> scene.palimpsest().standing()),
    ADOPT(
            Palimpsest.class,
            "adopt",
            Writes.OWN_TABLES,
            Set.of(),
            scene -> scene.palimpsest().adopt(Adoption.MOVED, "test")),
    REPORTS(
            Palimpsest.class,
            "reports",
            Writes.NOTHING,
            Set.of(),
            scene -> scene.palimpsest().reports()),
    SURVEY(
            Palimpsest.class,
            "survey",
            Writes.NOTHING,
            Set.of(Phase.JUDGE),
            scene -> scene.palimpsest().survey(each -> {})),
    SURVEY_COUNTS(
            Palimpsest.class,
            "surveyCounts",
            Writes.NOTHING,
            Set.of(Phase.JUDGE),
            scene -> scene.palimpsest().surveyCounts(Inactivity.OF_THE_MAP, each -> {})),
    SURVEY_PAGE(
            Palimpsest.class,
            "surveyPage",
            Writes.NOTHING,
            Set.of(Phase.JUDGE),
            scene -> scene.palimpsest()
                    .surveyPage(
                            Inactivity.OF_THE_MAP,
                            new SurveyPage.Wanted(SurveyPage.Order.OLDEST, null, 10, each -> true))),
    PREVIEW(
            Palimpsest.class,
            "preview",
            Writes.NOTHING,
            Set.of(Phase.JUDGE, Phase.COUNT),
            scene -> scene.palimpsest().preview(Selection.eligible(), skipped -> {})),
    PREVIEW_WITH_MENTIONS(
            Palimpsest.class,
            "previewWithMentions",
            Writes.NOTHING,
            Set.of(Phase.JUDGE, Phase.COUNT, Phase.FORESEE),
            scene -> scene.palimpsest().previewWithMentions(Selection.eligible(), 1, skipped -> {})),
    SHARED_IDENTIFIERS(
            Palimpsest.class,
            "sharedIdentifiers",
            Writes.NOTHING,
            Set.of(),
            scene -> scene.palimpsest().sharedIdentifiers(scene.untreated())),
    MENTIONS(
            Palimpsest.class,
            "mentions",
            Writes.NOTHING,
            Set.of(Phase.FORESEE),
            scene -> scene.palimpsest().mentions(scene.untreated(), 1)),
    CONSIDER(
            Palimpsest.class,
            "consider",
            Writes.NOTHING,
            Set.of(Phase.JUDGE),
            scene -> scene.palimpsest().consider(Act.ARCHIVE, Selection.of(scene.untreated()), refused -> {})),
    DEACTIVATE(
            Palimpsest.class,
            "change",
            Writes.BUSINESS,
            Set.of(Phase.JUDGE, Phase.TREAT),
            scene -> scene.palimpsest().change(Act.DEACTIVATE, Selection.of(scene.untreated()), 3, "test")),
    ARCHIVE(
            Palimpsest.class,
            "change",
            Writes.BUSINESS,
            Set.of(Phase.JUDGE, Phase.TREAT),
            scene -> scene.palimpsest().change(Act.ARCHIVE, Selection.of(scene.untreated()), 3, "test")),
    RESTORE(
            Palimpsest.class,
            "change",
            Writes.BUSINESS,
            Set.of(Phase.JUDGE, Phase.TREAT),
            scene -> scene.palimpsest().change(Act.RESTORE, Selection.of(scene.archived()), 1, "test")),
    SAMPLES(
            Palimpsest.class,
            "samples",
            Writes.NOTHING,
            Set.of(),
            scene -> scene.palimpsest().samples(scene.untreated().getFirst(), 2)),
    UNKNOWN(
            Palimpsest.class,
            "unknown",
            Writes.NOTHING,
            Set.of(),
            scene -> scene.palimpsest().unknown(List.of(new SubjectKey("999")))),
    TITLES(
            Palimpsest.class,
            "titles",
            Writes.NOTHING,
            Set.of(),
            scene -> scene.palimpsest().titles(scene.untreated())),
    PEOPLE(
            Palimpsest.class,
            "people",
            Writes.NOTHING,
            Set.of(),
            scene -> scene.palimpsest().people(Inactivity.OF_THE_MAP, scene.untreated())),
    RECORDS_KEPT(
            Palimpsest.class,
            "recordsKept",
            Writes.NOTHING,
            Set.of(),
            scene -> scene.palimpsest().recordsKept(scene.untreated())),
    EXPORT(
            Palimpsest.class,
            "export",
            Writes.NOTHING,
            Set.of(Phase.EXPORT),
            scene -> scene.palimpsest().export(ExportOrder.of(scene.untreated(), scene.out(), "en"))),
    EXPORT_FIRST(
            Palimpsest.class,
            "exportFirst",
            Writes.NOTHING,
            Set.of(Phase.EXPORT),
            scene -> scene.palimpsest()
                    .exportFirst(scene.preview(), scene.preview().digest(), "test", scene.out(), "en")),
    REHEARSE(
            Palimpsest.class,
            "rehearse",
            Writes.UNDONE,
            Set.of(Phase.REHEARSE),
            scene -> scene.palimpsest().rehearse(scene.preview())),
    RUNS(
            Palimpsest.class,
            "runs",
            Writes.NOTHING,
            Set.of(),
            scene -> scene.palimpsest().runs(20)),
    LOOK_AT_UNINSTALL(
            Palimpsest.class,
            "uninstall",
            Writes.NOTHING,
            Set.of(),
            scene -> scene.palimpsest().uninstall()),
    UNINSTALL(
            Palimpsest.class,
            "uninstall",
            Writes.DROPS_OWN_TABLES,
            Set.of(),
            scene -> scene.palimpsest().uninstall(EnumSet.allOf(Loss.class))),
    RUN(
            Palimpsest.class,
            "run",
            Writes.BUSINESS,
            Set.of(Phase.TREAT, Phase.CLEAR),
            scene -> scene.palimpsest()
                    .run(scene.preview(), scene.preview().digest(), "test", RunEvent.Listener.none())),
    RESUME(
            Palimpsest.class,
            "resume",
            Writes.BUSINESS,
            Set.of(Phase.CLEAR),
            scene -> scene.palimpsest().resume(Optional.of(scene.unproved()), RunEvent.Listener.none())),
    PROVE_WITHOUT_ENDING(
            Palimpsest.class,
            "proveWithoutEnding",
            Writes.NOTHING,
            Set.of(Phase.SEARCH),
            scene -> scene.palimpsest().proveWithoutEnding(Optional.of(scene.unproved()))),
    LOOK(
            Palimpsest.class,
            "look",
            Writes.NOTHING,
            Set.of(),
            scene -> scene.palimpsest().look(Optional.of(scene.unproved()), 0, 10)),
    DECIDE(
            FindingDecisions.class,
            "decide",
            Writes.OWN_TABLES,
            Set.of(),
            scene -> scene.palimpsest()
                    .decisions()
                    .decide(Optional.of(scene.unproved()), List.of(scene.found()), "test")),
    DECISIONS(
            FindingDecisions.class,
            "all",
            Writes.NOTHING,
            Set.of(),
            scene -> scene.palimpsest().decisions().all(Optional.of(scene.unproved()))),
    WITHDRAW(
            FindingDecisions.class,
            "withdraw",
            Writes.OWN_TABLES,
            Set.of(),
            scene -> scene.palimpsest()
                    .decisions()
                    .withdraw(
                            Optional.of(scene.unproved()), List.of(scene.found().place()))),
    PROVE(
            Palimpsest.class,
            "prove",
            Writes.OWN_TABLES,
            Set.of(Phase.SEARCH),
            scene -> scene.palimpsest().prove(Optional.of(scene.unproved()))),
    LOOK_AT_MERGE(
            Palimpsest.class,
            "merge",
            Writes.NOTHING,
            Set.of(Phase.COUNT),
            scene -> scene.palimpsest().merge(scene.merge())),
    MERGE(
            Palimpsest.class,
            "merge",
            Writes.BUSINESS,
            Set.of(Phase.COUNT, Phase.MOVE),
            scene -> scene.palimpsest().merge(scene.merge(), Merger.YES, "test")),
    MERGE_INTO_SHARED(
            Palimpsest.class,
            "mergeIntoShared",
            Writes.BUSINESS,
            Set.of(Phase.TREAT, Phase.CLEAR),
            scene -> scene.palimpsest()
                    .mergeIntoShared(
                            scene.previewOfOne(), "yes", MergeReason.REQUEST, "test", RunEvent.Listener.none())),
    PLACE_HOLD(
            LegalHolds.class,
            "place",
            Writes.OWN_TABLES,
            Set.of(),
            scene -> scene.palimpsest().holds().place(scene.untreated(), HoldReason.OTHER, "", null, "test")),
    LIFT_HOLD(
            LegalHolds.class,
            "lift",
            Writes.OWN_TABLES,
            Set.of(),
            scene -> scene.palimpsest().holds().lift(scene.held(), "test")),
    HOLDS(
            LegalHolds.class,
            "all",
            Writes.NOTHING,
            Set.of(),
            scene -> scene.palimpsest().holds().all()),
    SAVE_SELECTION(
            SavedSelections.class,
            "save",
            Writes.OWN_TABLES,
            Set.of(),
            scene -> scene.palimpsest().selections().save("new", Selection.eligible(), true, "test")),
    SELECTIONS(
            SavedSelections.class,
            "all",
            Writes.NOTHING,
            Set.of(),
            scene -> scene.palimpsest().selections().all()),
    FIND_SELECTION(
            SavedSelections.class,
            "find",
            Writes.NOTHING,
            Set.of(),
            scene -> scene.palimpsest().selections().find("old")),
    DELETE_SELECTION(
            SavedSelections.class,
            "delete",
            Writes.OWN_TABLES,
            Set.of(),
            scene -> scene.palimpsest().selections().delete("old"));

    /** Into what a verb may write. */
    enum Writes {
        NOTHING,
        /** What it writes is taken back. */
        UNDONE,
        OWN_TABLES,
        /** Afterwards there are none. */
        DROPS_OWN_TABLES,
        BUSINESS
    }

    /** Does the verb. */
    @FunctionalInterface
    interface Doing {
        void in(Scene scene);
    }

    final Class<?> type;
    final String method;
    final Writes writes;
    final Set<Phase> tells;
    final Doing doing;

    /** @param tells the phases of a verb that may take long */
    Verb(Class<?> type, String method, Writes writes, Set<Phase> tells, Doing doing) {
        this.type = type;
        this.method = method;
        this.writes = writes;
        this.tells = tells;
        this.doing = doing;
    }
}
