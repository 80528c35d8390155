package dev.palimpsest.benchmarks.job;

/** A programme that does nothing: what the start of Java itself takes. */
final class Nothing {
    private Nothing() {}

    @SuppressWarnings("UnusedVariable") // Java asks for it
    public static void main(String[] arguments) {}
}
