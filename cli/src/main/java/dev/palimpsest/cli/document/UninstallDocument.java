package dev.palimpsest.cli.document;

import dev.palimpsest.home.Home;
import dev.palimpsest.ledger.OwnContents;
import dev.palimpsest.ledger.RunId;
import dev.palimpsest.uninstall.Loss;
import dev.palimpsest.uninstall.Uninstallation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What goes with Palimpsest's own tables, and what stays.
 *
 * @param database where it lies
 * @param dropped whether the tables are gone
 * @param tables rows of each table
 * @param subjectTables whose people they speak of
 * @param unprovedRuns runs whose proof is not green
 * @param losses what somebody still needs, with its number: {@code legal-holds}, {@code unproved-runs}, {@code untold}
 * @param treated people who are known to be anonymised
 * @param merges profiles that were joined
 * @param selections saved selections
 * @param home the directory that stays; null where there is none
 * @param reports of proofs in it
 * @param keys of runs in it
 */
public record UninstallDocument(
        String database,
        boolean dropped,
        Map<String, Long> tables,
        List<String> subjectTables,
        List<String> unprovedRuns,
        Map<String, Long> losses,
        long treated,
        long merges,
        long selections,
        @Nullable String home,
        long reports,
        long keys,
        double elapsedSeconds) {

    public static UninstallDocument of(Uninstallation uninstallation, double seconds) {
        OwnContents contents = uninstallation.contents();
        Map<String, Long> tables = new LinkedHashMap<>();
        contents.rows().forEach((table, rows) -> tables.put(table.toString(), rows));
        Map<String, Long> losses = new LinkedHashMap<>();
        for (Loss loss : uninstallation.losses()) {
            losses.put(loss.word(), loss.count(contents));
        }
        Home.Contents remains = uninstallation.remains();
        return new UninstallDocument(
                uninstallation.here().toString(),
                uninstallation.dropped(),
                tables,
                contents.subjectTables(),
                contents.unproved().stream().map(RunId::value).toList(),
                losses,
                contents.treated(),
                contents.merges(),
                contents.selections(),
                uninstallation.home() == null ? null : uninstallation.home().toString(),
                remains == null ? 0 : remains.reports(),
                remains == null ? 0 : remains.keys(),
                seconds);
    }
}
