package dev.palimpsest.demo.generator;

import java.util.List;

/**
 * A fast random generator (SplitMix64) that can be set up anew for each question: the same seed, topic and key always
 * give the same answers, so that nothing needs to be remembered. Not thread-safe.
 */
public final class Dice {
    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    private Dice(long state) {
        this.state = state;
    }

    /** @param topic what they are thrown for, so that a change in one place does not change the others */
    public static Dice of(long seed, Enum<?> topic, long key) {
        return new Dice(mix(mix(seed + GAMMA * (topic.ordinal() + 1L)) ^ (key * GAMMA)));
    }

    public static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    public long next() {
        state += GAMMA;
        return mix(state);
    }

    /** From 0 to bound - 1. */
    public int below(int bound) {
        return (int) Math.floorMod(next(), (long) bound);
    }

    /** Both ends included. */
    public int between(int from, int to) {
        return from + below(to - from + 1);
    }

    public boolean chance(double probability) {
        return (next() >>> 11) * 0x1.0p-53 < probability;
    }

    public <T> T pick(List<T> list) {
        return list.get(below(list.size()));
    }

    @SafeVarargs
    public final <T> T pick(T... values) {
        return values[below(values.length)];
    }
}
