package dev.palimpsest.problem;

/** Who must act before the same call can succeed. */
public enum Responsible {
    /** The caller: an argument, a confirmation or a stale preview. Nothing was changed; call again, corrected. */
    USER,
    /** The owner of the privacy map: the file and the database do not fit. Nothing was changed; mend the map. */
    MAP,
    /** Whoever runs the database: unreachable, rights missing, disk full. Call again when it is mended; a run is resumed. */
    DATABASE,
    /** The makers of Palimpsest: this must not happen. Report it. */
    BUG
}
