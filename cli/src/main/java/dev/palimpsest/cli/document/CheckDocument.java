package dev.palimpsest.cli.document;

import dev.palimpsest.check.CheckResult;
import dev.palimpsest.ledger.OwnVersion;
import dev.palimpsest.plan.Plan;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What {@code check} found in a map that fits.
 *
 * @param tables tables whose rows are treated, kept or swept
 * @param columns of these, columns with a decision
 * @param suggestions columns of which the owner has to say whether they refer to a person
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
        List<Suggestion> suggestions,
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

    /**
     * A column that seems to refer to a person.
     *
     * @param to what it seems to hold, {@code table.column}
     * @param where the condition for rows that refer to people, where a column refers to several tables; else null
     * @param reason {@code same_name}, {@code called_after}, {@code person} or {@code values}
     * @param looked values looked at
     * @param known of these, such as stand there
     */
    public record Suggestion(
            String table,
            String column,
            String to,
            @Nullable String where,
            String reason,
            long looked,
            long known) {}

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
                result.suggestions().stream()
                        .map(tie -> new Suggestion(
                                plan.shown(tie.table()),
                                tie.column(),
                                tie.to(),
                                tie.where(),
                                tie.reason().name().toLowerCase(Locale.ROOT),
                                tie.looked(),
                                tie.known()))
                        .toList(),
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
