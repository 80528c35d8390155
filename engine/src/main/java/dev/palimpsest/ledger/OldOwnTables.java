package dev.palimpsest.ledger;

/** Thrown by whoever reads the own tables and finds those of an earlier programme: bring them up, then begin again. */
public final class OldOwnTables extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient OwnTables tables;

    OldOwnTables(OwnTables tables) {
        super("own tables of an earlier version", null, false, false);
        this.tables = tables;
    }

    /** Which. */
    public OwnTables tables() {
        return tables;
    }
}
