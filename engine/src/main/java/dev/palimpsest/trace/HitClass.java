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
    /** It was written after the person was treated, by a business that goes on. For a human to decide. */
    AFTERWARDS;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
