package dev.palimpsest.demo.gym;

/** What {@link Dice} are thrown for, so that a change in one does not change the others. */
enum Topic {
    PERSON,
    HISTORY,
    BOOKINGS,
    SESSIONS,
    CHECK_INS,
    MENTIONS,
    MEMBER_ROW,
    FINANCE,
    TEXTS,
    APP,
    AUDIT
}
