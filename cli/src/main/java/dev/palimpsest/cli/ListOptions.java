package dev.palimpsest.cli;

import dev.palimpsest.map.PrivacyMap;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.survey.Assessment;
import dev.palimpsest.survey.BlockedBy;
import dev.palimpsest.survey.SurveyPage;
import dev.palimpsest.survey.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which subjects a survey lists. Filters of different kinds must all fit; of several of one kind, one. */
final class ListOptions {
    /** Verdicts of nobody who has been active since the cut-off, or of the treated. */
    private static final Set<String> QUIET = Stream.of(
                    Verdict.ELIGIBLE,
                    Verdict.DEACTIVATE_FIRST,
                    Verdict.BLOCKED,
                    Verdict.UNKNOWN_ACTIVITY,
                    Verdict.RECORDS_KEPT,
                    Verdict.ANONYMISED)
            .map(Verdict::word)
            .collect(Collectors.toSet());

    /** Verdicts of nobody who has a last day before the cut-off, by which the oldest come first. */
    private static final Set<String> WITHOUT_OLD_DAY = Set.of(Verdict.ACTIVE.word(), Verdict.UNKNOWN_ACTIVITY.word());

    @Option(names = "--list", description = "Lists the subjects, one by one.")
    private boolean wanted;

    @Option(
            names = "--verdict",
            paramLabel = "VERDICT",
            split = ",",
            description = "Only these: eligible, deactivate-first, blocked, active, unknown-activity, never, archived,"
                    + " records-kept, anonymised.")
    private List<String> verdicts = new ArrayList<>();

    @Option(names = "--blocker", paramLabel = "ID", split = ",", description = "Only subjects this blocker holds.")
    private List<String> blockers = new ArrayList<>();

    @Option(names = "--kind", paramLabel = "KIND", split = ",", description = "Only subjects of this kind.")
    private List<String> kinds = new ArrayList<>();

    @Option(names = "--key", paramLabel = "KEY", split = ",", description = "Only the subjects with these keys.")
    private Set<String> keys = new HashSet<>();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "0",
            description = "Lists at most so many and reads no further: nobody else is counted.")
    private int limit;

    @Option(
            names = "--after",
            paramLabel = "PLACE",
            description = "With --limit: the page behind this place, as the page before has named it.")
    private @Nullable String after;

    @Option(
            names = "--order",
            paramLabel = "key|oldest",
            description = "With --limit: by key (default), or whoever has been inactive the longest first.")
    private SurveyPage.@Nullable Order order;

    @Option(names = "--count", description = "With --limit: counts everybody nevertheless.")
    private boolean count;

    @Option(names = "--names", description = "Writes names into csv and json.")
    private boolean names;

    List<SubjectKey> keys() {
        return keys.stream().map(SubjectKey::new).toList();
    }

    boolean isWanted() {
        return wanted;
    }

    void setWanted() {
        wanted = true;
    }

    boolean hasNames() {
        return names;
    }

    /** Whether one page is wanted, and no counts. */
    boolean isPage() {
        return wanted && limit > 0 && !count;
    }

    SurveyPage.Wanted page() {
        return new SurveyPage.Wanted(order == null ? SurveyPage.Order.KEY : order, after, limit, this::accepts);
    }

    boolean hasRoom(long listed) {
        return limit == 0 || listed < limit;
    }

    /** Whether somebody may be listed who is active; the last activity of all others is not asked for. */
    boolean needsEverybody() {
        boolean onlyQuiet = !blockers.isEmpty() || (!verdicts.isEmpty() && QUIET.containsAll(verdicts));
        return wanted && !onlyQuiet;
    }

    boolean accepts(Assessment subject) {
        return (verdicts.isEmpty() || verdicts.contains(subject.verdict().word()))
                && (keys.isEmpty() || keys.contains(subject.key().value()))
                && (kinds.isEmpty() || subject.kinds().stream().anyMatch(kinds::contains))
                && (blockers.isEmpty()
                        || subject.blockedBy().stream().map(BlockedBy::blocker).anyMatch(blockers::contains));
    }

    /** @throws PalimpsestException {@code PAL-ARG-001} for a filter that can fit nobody */
    void refuseUnknown(PrivacyMap map) {
        refuse("--verdict", verdicts, FilterOptions.verdicts());
        refuse("--blocker", blockers, FilterOptions.blockers(map));
        refuse("--kind", kinds, map.subject().kinds().keySet());
        if (limit < 0) {
            throw new PalimpsestException(ErrorCode.BAD_ARGUMENT, "--limit is " + limit + "; 0 means no limit.");
        }
        if ((after != null || order != null) && !isPage()) {
            throw new PalimpsestException(
                    ErrorCode.BAD_ARGUMENT,
                    "--after and --order are for pages: add --list --limit N, and leave out --count.");
        }
        if (order == SurveyPage.Order.OLDEST && verdicts.stream().anyMatch(WITHOUT_OLD_DAY::contains)) {
            throw new PalimpsestException(
                    ErrorCode.BAD_ARGUMENT,
                    "--order oldest lists whoever has a last activity before the cut-off, and nobody of --verdict "
                            + String.join(",", verdicts) + " need have one. Leave --order out.");
        }
        boolean filtered = !verdicts.isEmpty() || !blockers.isEmpty() || !kinds.isEmpty() || !keys.isEmpty();
        if (!wanted && (filtered || limit > 0 || names || count)) {
            throw new PalimpsestException(
                    ErrorCode.BAD_ARGUMENT,
                    "Filters choose what --list shows; the counts are always of all. Add --list.");
        }
    }

    static void refuse(String option, Collection<String> given, Collection<String> known) {
        for (String each : given) {
            if (!known.contains(each)) {
                throw new PalimpsestException(
                        ErrorCode.BAD_ARGUMENT,
                        option + " is " + each + "; there are " + String.join(", ", known) + "."
                                + dev.palimpsest.problem.Suggestion.didYouMean(each, known));
            }
        }
    }
}
