package dev.palimpsest.ledger;

import java.util.List;

/**
 * How far the own tables have come.
 *
 * @param found their version; 0 from before versions were counted, {@link #NONE} where none were made yet
 * @param statements what brings them to the current version, for an administrator; empty when nothing has to be done
 */
public record OwnVersion(int found, List<String> statements) {
    /** No tables. */
    public static final int NONE = -1;

    /** The version of this programme. */
    public static int current() {
        return Migrations.CURRENT;
    }

    /** Whether the tables are those of an earlier programme. */
    public boolean isOld() {
        return found != NONE && found < Migrations.CURRENT;
    }
}
