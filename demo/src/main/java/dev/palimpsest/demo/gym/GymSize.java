package dev.palimpsest.demo.gym;

/**
 * How large a gym, and which one of that size.
 *
 * @param seed equal seeds give equal gyms
 * @param members everybody in the member table, 200 to 1 000 000
 * @param checkIns the number of visits aimed at; the real one lies within a few per cent
 */
public record GymSize(long seed, int members, long checkIns) {
    private static final int CHECK_INS_PER_MEMBER = 40;

    public GymSize {
        if (members < 200 || members > 1_000_000) {
            throw new IllegalArgumentException("members is " + members + ", allowed are 200 to 1 000 000.");
        }
        if (checkIns < members) {
            throw new IllegalArgumentException(
                    "checkIns is " + checkIns + ", allowed is at least one per member, " + members + ".");
        }
    }

    /** A gym of the usual proportions: 40 visits per member. */
    public static GymSize of(int members) {
        return new GymSize(42, members, (long) members * CHECK_INS_PER_MEMBER);
    }

    /** The same size with other people. */
    public GymSize withSeed(long other) {
        return new GymSize(other, members, checkIns);
    }
}
