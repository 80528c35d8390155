package dev.palimpsest.demo.studio;

/**
 * How large a studio, and which one of that size.
 *
 * @param seed equal seeds give equal studios
 * @param customers everybody in the client table, 200 to 1 000 000
 */
public record StudioSize(long seed, int customers) {
    public StudioSize {
        if (customers < 200 || customers > 1_000_000) {
            throw new IllegalArgumentException("customers is " + customers + ", allowed are 200 to 1 000 000.");
        }
    }

    public static StudioSize of(int customers) {
        return new StudioSize(42, customers);
    }

    /** The same size with other people. */
    public StudioSize withSeed(long other) {
        return new StudioSize(other, customers);
    }
}
