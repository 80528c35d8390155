package dev.palimpsest.cli.document;

import dev.palimpsest.ledger.Attempt;
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
 * @param refused calls that were refused because they were not confirmed as it had been shown, the newest first
 */
public record RunsDocument(
        String map,
        boolean known,
        List<String> databaseFindings,
        List<RunLine> runs,
        boolean more,
        List<Refused> refused,
        double elapsedSeconds) {

    /**
     * One run.
     *
     * @param name what a human called its preview; null where nobody did
     * @param state {@code running}, {@code braked}, {@code finished}, {@code proved} or {@code closed}
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

    /**
     * A refused call.
     *
     * @param about what would have been confirmed: a digest, a number, or the keys
     */
    public record Refused(String at, String verb, String code, String about, String by) {
        private static Refused of(Attempt attempt) {
            return new Refused(attempt.at().toString(), attempt.verb(), attempt.code(), attempt.about(), attempt.by());
        }
    }

    public static RunsDocument of(String map, RunList list, double seconds) {
        return new RunsDocument(
                map,
                list.known(),
                list.standing().findings(),
                list.runs().stream().map(RunLine::of).toList(),
                list.more(),
                list.attempts().stream().map(Refused::of).toList(),
                seconds);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
