package dev.palimpsest.cli.document;

import dev.palimpsest.run.RunList;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The runs that a database knows, the newest first.
 *
 * @param known whether Palimpsest's own tables are there; without them no run is known
 * @param databaseFindings why it is not the database that its own tables and the home know; empty when it is
 * @param more whether there are older ones
 */
public record RunsDocument(
        String map,
        boolean known,
        List<String> databaseFindings,
        List<RunLine> runs,
        boolean more,
        double elapsedSeconds) {

    /**
     * One run.
     *
     * @param name what a human called its preview; null where nobody did
     * @param state {@code running}, {@code braked}, {@code finished} or {@code proved}
     * @param remaining subjects without a receipt
     * @param proof {@code green}, {@code red} or {@code none}
     * @param provedAt when the last proof was made, by the report in this home; null where there is none
     */
    public record RunLine(
            String run,
            @Nullable String name,
            String state,
            String startedAt,
            String releasedBy,
            long subjects,
            long done,
            long skipped,
            long failed,
            long remaining,
            String proof,
            @Nullable String provedAt) {

        private static RunLine of(RunList.Line line) {
            Instant proved = line.proof().at();
            return new RunLine(
                    line.run().id().value(),
                    line.run().name(),
                    word(line.run().status()),
                    line.run().startedAt().toString(),
                    line.run().releasedBy(),
                    line.run().subjects(),
                    line.done(),
                    line.skipped(),
                    line.failed(),
                    line.remaining(),
                    word(line.proof().colour()),
                    proved == null ? null : proved.toString());
        }
    }

    public static RunsDocument of(String map, RunList list, double seconds) {
        return new RunsDocument(
                map,
                list.known(),
                list.standing().findings(),
                list.runs().stream().map(RunLine::of).toList(),
                list.more(),
                seconds);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
