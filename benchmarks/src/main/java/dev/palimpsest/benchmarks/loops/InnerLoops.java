package dev.palimpsest.benchmarks.loops;

import java.io.PrintStream;
import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the benchmarks of this package in two forks each and prints what they did per second. */
public final class InnerLoops {
    private InnerLoops() {}

    /** Returns 0. */
    public static int measure(PrintStream out) {
        try {
            Collection<RunResult> results = new Runner(new OptionsBuilder()
                            .include(InnerLoops.class.getPackageName().replace(".", "\\.") + "\\..*")
                            .forks(2)
                            .jvmArgs("-Xmx256m", "-XX:+UseSerialGC")
                            .warmupIterations(3)
                            .warmupTime(TimeValue.seconds(1))
                            .measurementIterations(5)
                            .measurementTime(TimeValue.seconds(1))
                            .verbosity(VerboseMode.SILENT)
                            .build())
                    .run();
            for (RunResult result : results) {
                out.printf(
                        Locale.ROOT,
                        "%-14s %,12.1f %s (half of all within %,.1f)%n",
                        result.getPrimaryResult().getLabel(),
                        result.getPrimaryResult().getScore(),
                        result.getPrimaryResult().getScoreUnit(),
                        result.getPrimaryResult().getStatistics().getPercentile(75)
                                - result.getPrimaryResult().getStatistics().getPercentile(25));
            }
            return 0;
        } catch (RunnerException failed) {
            throw new IllegalStateException("the inner loops were not measured", failed);
        }
    }
}
