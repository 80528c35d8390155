package dev.palimpsest.benchmarks.gym;

import java.util.Locale;

/** What the privacy map says about check-ins and notes. */
public enum Variant {
    /** Check-ins stay as they are, notes go. */
    UNTOUCHED,
    /** Check-ins become coarse to the week, and notes stay without what names people. */
    REDACTED;

    /** The privacy map, the same for each database. */
    public String map() {
        return Gym.resource(name().toLowerCase(Locale.ROOT) + ".yaml");
    }

    /** The name of a job in this variant. */
    public String job(String job) {
        return this == UNTOUCHED ? job : job + "-redacted";
    }
}
