package dev.palimpsest.demo.academy;

/** What dice are thrown for, so that a change in one does not change the others. */
enum Topic {
    PERSON,
    EMPLOYER,
    MENTIONS,
    ROW,
    COURSES,
    TEXTS,
    MAILINGS,
    FILES,
    LOG
}
