package dev.palimpsest.cli.document;

import dev.palimpsest.CheckResult;
import dev.palimpsest.plan.Plan;
import java.util.List;

/**
 * What {@code check} found in a map that fits.
 *
 * @param tables tables whose rows are treated, kept or swept
 * @param columns of these, columns with a decision
 * @param database which one it is
 * @param databaseFindings why it is not the one that its own tables and the home know; empty when it is
 */
public record CheckDocument(
        String map,
        boolean ready,
        int tables,
        int columns,
        int activities,
        int blockers,
        List<String> warnings,
        List<String> missingRights,
        List<String> grants,
        String database,
        List<String> databaseFindings,
        double elapsedSeconds) {

    public static CheckDocument of(CheckResult result, double seconds) {
        Plan plan = result.plan();
        return new CheckDocument(
                plan.map().name(),
                result.isReady(),
                plan.tables().size(),
                plan.tables().stream()
                        .mapToInt(table -> table.treatments().size())
                        .sum(),
                plan.activity().size(),
                plan.blockers().size(),
                plan.warnings(),
                result.rights().missing(),
                result.rights().grants(),
                result.standing().here().toString(),
                result.standing().findings(),
                seconds);
    }
}
