package dev.palimpsest.demo.gym;

/**
 * What is settled between a member and the gym, and what is not.
 *
 * @param balanceCents positive for a credit, negative for a debt
 * @param dunningLevel 0 for a settled case, {@link #NEVER_DUNNED} for none
 */
record Affairs(int balanceCents, int dunningLevel, Collection collection, Credit credit, Task task, Extra extra) {
    static final int NEVER_DUNNED = -1;
    static final Affairs SETTLED = new Affairs(0, NEVER_DUNNED, Collection.NONE, Credit.NONE, Task.NONE, Extra.NONE);

    enum Collection {
        NONE,
        CLOSED,
        OPEN
    }

    enum Credit {
        NONE,
        USED_UP,
        EXPIRED_YESTERDAY,
        EXPIRES_TODAY,
        VALID;

        boolean open() {
            return this == EXPIRES_TODAY || this == VALID;
        }
    }

    enum Task {
        NONE,
        DONE,
        OPEN
    }

    /** Rows that only few members have. */
    enum Extra {
        NONE,
        CANCELLED_INVOICE_LAST_MONTH,
        CANCELLED_COURSE_TOMORROW,
        COURSE_TOMORROW
    }

    boolean dunned() {
        return dunningLevel > 0;
    }

    Affairs balance(int cents) {
        return new Affairs(cents, dunningLevel, collection, credit, task, extra);
    }

    Affairs dunning(int level) {
        return new Affairs(balanceCents, level, collection, credit, task, extra);
    }

    Affairs collection(Collection other) {
        return new Affairs(balanceCents, dunningLevel, other, credit, task, extra);
    }

    Affairs credit(Credit other) {
        return new Affairs(balanceCents, dunningLevel, collection, other, task, extra);
    }

    Affairs task(Task other) {
        return new Affairs(balanceCents, dunningLevel, collection, credit, other, extra);
    }

    Affairs extra(Extra other) {
        return new Affairs(balanceCents, dunningLevel, collection, credit, task, other);
    }
}
