package dev.palimpsest.cli.document;

import dev.palimpsest.check.CheckResult;
import dev.palimpsest.ledger.OwnVersion;
import dev.palimpsest.plan.Plan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code check} found in a map that fits.
 *
 * @param tables tables whose rows are treated, kept or swept
 * @param columns of these, columns with a decision
 * @param missingRightsToMerge what 'merge' needs beyond that; nothing else does
 * @param database which one it is
 * @param databaseFindings why it is not the one that its own tables and the home know; empty when it is
 * @param ownTables the version of Palimpsest's own tables; null where none were made yet
 * @param ownTablesNeeded the version of this programme
 * @param migration the statements that bring them up, for an administrator; empty when nothing has to be done
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
        List<String> missingRightsToMerge,
        List<String> grantsToMerge,
        String database,
        List<String> databaseFindings,
        @Nullable Integer ownTables,
        int ownTablesNeeded,
        List<String> migration,
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
                result.warnings(),
                result.rights().missing(),
                result.rights().grants(),
                result.rightsToMerge().missing(),
                result.rightsToMerge().grants(),
                result.standing().here().toString(),
                result.standing().findings(),
                result.ownTables().found() == OwnVersion.NONE
                        ? null
                        : result.ownTables().found(),
                OwnVersion.current(),
                result.ownTables().statements(),
                seconds);
    }
}
