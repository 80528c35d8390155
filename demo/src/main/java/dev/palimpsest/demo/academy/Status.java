package dev.palimpsest.demo.academy;

/** What the institute's application calls the state of a record. */
public enum Status {
    ACTIEF,
    INACTIEF,
    GEARCHIVEERD,
    /** One of the institute's own trainers. */
    DOCENT
}
