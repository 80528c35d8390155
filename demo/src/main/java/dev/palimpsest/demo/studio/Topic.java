package dev.palimpsest.demo.studio;

/** What dice are thrown for; a change in one place does not change the others. */
enum Topic {
    PERSON,
    VISITS,
    INVOICES,
    PROFILE,
    SESSIONS,
    TEXTS,
    MENTIONS
}
