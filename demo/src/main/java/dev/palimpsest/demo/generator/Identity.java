package dev.palimpsest.demo.generator;

import org.jspecify.annotations.Nullable;

/** What leads to one invented person and to nobody else. Whatever the person shares with others is null here. */
public interface Identity {
    long id();

    Name name();

    /** Whether somebody else bears the same name. */
    boolean hasNamesake();

    /** The number the business knows the person by. */
    String number();

    @Nullable
    String ownEmail();

    @Nullable
    Phone ownMobile();

    @Nullable
    String ownIban();

    @Nullable
    Address ownAddress();

    /** The name before a marriage, where a row of the database still shows it as a name. */
    default @Nullable Name formerName() {
        return null;
    }

    /** The address before a move, where a row of the database still shows it as an address. */
    default @Nullable Address formerAddress() {
        return null;
    }
}
