package dev.palimpsest.cli;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.map.BlockerDeclaration;
import dev.palimpsest.map.BuiltInBlocker;
import dev.palimpsest.map.PrivacyMap;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.survey.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A selection put together on the command line. */
final class FilterOptions {
    @Mixin
    private final KeyOptions keys = new KeyOptions();

    @Option(names = "--kind", paramLabel = "KIND", split = ",", description = "Subjects of this kind only.")
    private List<String> kinds = new ArrayList<>();

    @Option(
            names = "--verdict",
            paramLabel = "VERDICT",
            split = ",",
            description = "Subjects with this verdict only, such as eligible or blocked.")
    private List<String> verdicts = new ArrayList<>();

    @Option(names = "--blocker", paramLabel = "ID", split = ",", description = "Subjects this blocker holds only.")
    private List<String> blockers = new ArrayList<>();

    @Option(
            names = "--with-archived",
            description = "Also archived subjects that are inactive and that nothing forbids to go.")
    private boolean withArchived;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "0", description = "At most so many.")
    private int limit;

    @Mixin
    private final InactivityOptions inactivity = new InactivityOptions();

    boolean isGiven() {
        return keys.areGiven()
                || !kinds.isEmpty()
                || !verdicts.isEmpty()
                || !blockers.isEmpty()
                || withArchived
                || limit != 0
                || inactivity.isGiven();
    }

    Selection of(Palimpsest palimpsest) {
        PrivacyMap map = palimpsest.map();
        ListOptions.refuse("--kind", kinds, map.subject().kinds().keySet());
        ListOptions.refuse("--verdict", verdicts, verdicts());
        ListOptions.refuse("--blocker", blockers, blockers(map));
        if (limit < 0) {
            throw new PalimpsestException(ErrorCode.BAD_ARGUMENT, "--limit is " + limit + "; 0 means no limit.");
        }
        return new Selection(
                keys.of(palimpsest),
                kinds,
                verdicts.stream().map(Verdict::of).toList(),
                blockers,
                inactivity.of(map),
                withArchived,
                limit);
    }

    static List<String> verdicts() {
        return Arrays.stream(Verdict.values()).map(Verdict::word).toList();
    }

    /** Those of the map, and those that are always there. */
    static List<String> blockers(PrivacyMap map) {
        return Stream.concat(map.blockers().stream().map(BlockerDeclaration::id), BuiltInBlocker.ids().stream())
                .toList();
    }
}
