package dev.palimpsest.run;

import dev.palimpsest.map.MergeDeclaration;
import dev.palimpsest.map.SubjectKey;
import java.util.List;
import java.util.Map;

/**
 * What joining two profiles does, or would do.
 *
 * @param moved rows that lead to the profile that stays instead, by {@code table.column}
 * @param collisions tables in which a unique key allows only one of two rows
 * @param columns columns of the subject's table whose value may come from the profile that goes
 * @param treated rows that only the profile that goes refers to, such as an address, by table: they are treated as the map
 *     says, unless the other profile takes the reference over. When it is done, how many were treated
 * @param removed whether the row of the profile that goes, goes
 * @param digest what confirms exactly this
 * @param done whether it was done
 */
public record MergeResult(
        SubjectKey from,
        SubjectKey into,
        MergeReason reason,
        Map<String, Long> moved,
        List<Collision> collisions,
        List<String> columns,
        Map<String, Long> treated,
        boolean removed,
        String digest,
        boolean done) {

    /**
     * Rows that cannot both stay.
     *
     * @param keys the columns of the unique keys
     * @param winner whose row stays
     * @param lost rows that go
     */
    public record Collision(String table, List<String> keys, MergeDeclaration.Side winner, long lost) {}

    /** Rows that go because the other one stays. */
    public long lost() {
        return collisions.stream().mapToLong(Collision::lost).sum();
    }

    MergeResult finished(Map<String, Long> nowTreated) {
        return new MergeResult(from, into, reason, moved, collisions, columns, nowTreated, removed, digest, true);
    }
}
