package dev.palimpsest.trace;

import java.util.Locale;

/** What a found identifier means. */
public enum HitClass {
    /** It leads to a treated person. Turns the proof red; the sweep strikes it where the map allows. */
    RESIDUAL,
    /** A living subject bears the same e-mail address, telephone number, account or address. Stays. */
    SHARED,
    /** It stands in a statutory record of the person that the law wants unchanged for now. Goes when its period is over. */
    KEPT,
    /** It proves little: a namesake, a single word, a short number that is also an amount. For a human to look at. */
    POSSIBLE,
    /** Somebody has looked at it and decided, with a reason, that it may stay. Reported for ever, and no reason to be red. */
    ACKNOWLEDGED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
