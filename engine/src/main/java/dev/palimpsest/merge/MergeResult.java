package dev.palimpsest.merge;

import dev.palimpsest.ledger.MergeReason;
import dev.palimpsest.ledger.Told;
import dev.palimpsest.map.IdentifierKind;
import dev.palimpsest.map.MergeDeclaration;
import dev.palimpsest.map.SubjectKey;
import java.util.List;
import java.util.Map;

/**
 * What joining two profiles does, or would do.
 *
 * @param moved rows that lead to the profile that stays instead, by {@code table.column}
 * @param kept of these, statutory records that stay as they are until their period is over
 * @param collisions tables in which a unique key allows only one of two rows
 * @param columns columns in which the profile that stays gets the value of the one that goes, and had another
 * @param treated rows, such as an address, that nobody refers to any more then, by table: they are treated as the map says
 * @param forgotten kinds of identifiers of which one stands in what goes: nobody knows it afterwards, so it is not looked for
 *     when the person is anonymised one day
 * @param removed whether the row of the profile that goes, goes
 * @param digest what confirms exactly this
 * @param done whether it was done
 * @param told how far other systems were told to forget the profile that went
 */
public record MergeResult(
        SubjectKey from,
        SubjectKey into,
        MergeReason reason,
        Map<String, Long> moved,
        Map<String, Long> kept,
        List<Collision> collisions,
        List<String> columns,
        Map<String, Long> treated,
        List<IdentifierKind> forgotten,
        boolean removed,
        String digest,
        boolean done,
        List<Told> told) {

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

    /** Whether every other system has confirmed. */
    public boolean allConfirmed() {
        return told.stream().allMatch(Told::allConfirmed);
    }

    MergeResult finished() {
        return new MergeResult(
                from, into, reason, moved, kept, collisions, columns, treated, forgotten, removed, digest, true, told);
    }

    /** The same, and how far other systems were told. */
    public MergeResult with(List<Told> systems) {
        return new MergeResult(
                from,
                into,
                reason,
                moved,
                kept,
                collisions,
                columns,
                treated,
                forgotten,
                removed,
                digest,
                done,
                systems);
    }
}
