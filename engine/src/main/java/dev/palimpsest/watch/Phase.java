package dev.palimpsest.watch;

/** A part of a verb that takes long, in the order in which a run goes through them. */
public enum Phase {
    /** Subjects are judged; counted in subjects. */
    JUDGE,
    /** What would happen is counted; in tables. */
    COUNT,
    /** Mentions of people who may go are looked for; counted in tables. */
    FORESEE,
    /** People's data are written into files; counted in subjects. */
    EXPORT,
    /** Subjects are treated, or the application is told of them; counted in subjects. */
    TREAT,
    /** Subjects are treated and left as they were; counted in subjects. */
    REHEARSE,
    /** What a mended map says is done to subjects treated before; counted in subjects. */
    TREAT_AGAIN,
    /** Rows go from one profile to the other; counted in links between tables. */
    MOVE,
    /** Treated people are struck in the records of others; counted in tables. */
    SWEEP,
    /** Old values are cleared from where they live on; counted in tables. */
    CLEAR,
    /** Other systems are told whom they must forget; counted in systems. */
    TELL,
    /** The database is read again; counted in tables. */
    SEARCH
}
