package dev.palimpsest.benchmarks.loops;

import dev.palimpsest.identity.Fingerprint;
import dev.palimpsest.identity.FingerprintKey;
import dev.palimpsest.identity.Fingerprinter;
import dev.palimpsest.identity.Identifier;
import dev.palimpsest.identity.Redactor;
import dev.palimpsest.identity.Scanner;
import dev.palimpsest.identity.TraceSet;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Scanner, fingerprints and redactor on one core, with 300,000 fingerprints to look for. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class TextLoops {
    private static final long SEED = 7;
    private static final int TRACES = 300_000;
    private static final int ROWS = 2_000;
    private static final int PEOPLE = 500;

    private Fingerprinter fingerprinter = new Fingerprinter(FingerprintKey.of(new byte[FingerprintKey.LENGTH]), "DE");
    private TraceSet traces = TraceSet.empty();
    private TraceSet own = TraceSet.empty();
    private final List<List<String>> rows = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private final List<Identifier> people = new ArrayList<>();

    /** Makes what is read. */
    @Setup
    public void make() {
        SampleText sample = new SampleText(SEED);
        TraceSet.Builder builder = TraceSet.builder(TRACES);
        int count = 0;
        while (count < TRACES) {
            for (Identifier identifier : sample.person()) {
                List<Fingerprint> fingerprints = fingerprinter.fingerprints(identifier);
                builder.addAll(fingerprints);
                count += fingerprints.size();
            }
        }
        traces = builder.build();
        own = TraceSet.of(sample.person().stream()
                .flatMap(identifier -> fingerprinter.fingerprints(identifier).stream())
                .toList());
        for (int i = 0; i < ROWS; i++) {
            rows.add(sample.row());
            texts.add(sample.sentence(60));
        }
        for (int i = 0; i < PEOPLE; i++) {
            people.addAll(sample.person());
        }
    }

    /** Rows of nine columns and about 300 bytes per second. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public void scanner(Blackhole sink) {
        Scanner scanner = new Scanner(fingerprinter);
        for (List<String> row : rows) {
            scanner.scanRow(row, traces, sink::consume);
        }
    }

    /** People with six identifiers per second. */
    @Benchmark
    @OperationsPerInvocation(PEOPLE)
    public void fingerprints(Blackhole sink) {
        for (Identifier identifier : people) {
            sink.consume(fingerprinter.fingerprints(identifier));
        }
    }

    /** Texts of sixty words per second, one person's own identifiers struck. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public void redactor(Blackhole sink) {
        Redactor redactor = new Redactor(fingerprinter);
        for (String text : texts) {
            sink.consume(redactor.redact(text, own, "[…]"));
        }
    }
}
