package dev.palimpsest.cli.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.palimpsest.ledger.Told;
import dev.palimpsest.map.IdentifierKind;
import dev.palimpsest.merge.MergeResult;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.run.RunResult;
import dev.palimpsest.trace.Mentions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What joining two profiles did, or would do.
 *
 * @param into the profile that stays; null for the shared one
 * @param done whether it was done
 * @param moved rows that lead to the profile that stays instead, by place
 * @param kept statutory records that stay as they are until their period is over, by place
 * @param columns columns in which the profile that stays gets the value of the one that goes, and had another
 * @param treated rows that only the profile that goes refers to, by table; when it is done, how many were treated
 * @param forgotten kinds of identifiers of which one is not known afterwards
 * @param removed whether the row of the profile that goes, goes
 * @param digest what confirms exactly this
 * @param blocked why the person cannot go to the shared profile now
 * @param mentions where the person stands outside the own rows; null where nobody has looked
 * @param run the run that did it; null where none was needed
 * @param told how far other systems were told of the profile that went
 */
public record MergeDocument(
        String from,
        @Nullable String into,
        String reason,
        boolean done,
        Map<String, Long> moved,
        Map<String, Long> kept,
        List<Collision> collisions,
        List<String> columns,
        Map<String, Long> treated,
        List<String> forgotten,
        boolean removed,
        String digest,
        Map<String, Long> blocked,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable MentionsDocument mentions,
        @Nullable String run,
        List<Told> told,
        double elapsedSeconds) {

    /** Rows of which a unique key allows only one. */
    public record Collision(String table, List<String> keys, String winner, long lost) {}

    /** Whether every other system has confirmed. */
    public boolean allConfirmed() {
        return told.stream().allMatch(Told::allConfirmed);
    }

    public static MergeDocument of(MergeResult result, double seconds) {
        return new MergeDocument(
                result.from().value(),
                result.into().value(),
                result.reason().word(),
                result.done(),
                result.moved(),
                result.kept(),
                result.collisions().stream()
                        .map(collision -> new Collision(
                                collision.table(),
                                collision.keys(),
                                collision.winner().name().toLowerCase(Locale.ROOT),
                                collision.lost()))
                        .toList(),
                result.columns(),
                result.treated(),
                result.forgotten().stream().map(IdentifierKind::word).toList(),
                result.removed(),
                result.digest(),
                Map.of(),
                null,
                null,
                result.told(),
                seconds);
    }

    /**
     * @param run what came of it; null while it is only looked at
     * @param mentions where the person stands outside the own rows; null where nobody has looked
     */
    public static MergeDocument intoShared(
            String from,
            String reason,
            Preview preview,
            @Nullable RunResult run,
            @Nullable Mentions mentions,
            double seconds) {
        Map<String, Long> moved = new TreeMap<>();
        if (run == null) {
            preview.tables().stream()
                    .filter(effect -> effect.action().equals("reassign"))
                    .forEach(effect -> moved.put(effect.table(), effect.rows()));
        } else {
            moved.putAll(run.reassigned());
        }
        Map<String, Long> kept = new TreeMap<>();
        preview.tables().stream()
                .filter(effect -> effect.kept() > 0)
                .forEach(effect -> kept.put(effect.table(), effect.kept()));
        boolean removed = run == null
                ? preview.tables().stream().anyMatch(effect -> effect.action().equals("delete") && effect.rows() > 0)
                : run.removed() > 0;
        return new MergeDocument(
                from,
                null,
                reason,
                run != null && run.done() > 0,
                moved,
                kept,
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                removed,
                preview.effectDigest(),
                run == null ? preview.blocked() : run.reasons(),
                mentions == null ? null : MentionsDocument.of(mentions),
                run == null ? null : run.run().value(),
                run == null ? List.of() : run.told(),
                seconds);
    }
}
