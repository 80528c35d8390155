package dev.palimpsest.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Tag("database")
final class BenchTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream progress = new ByteArrayOutputStream();

    private int bench(String... arguments) {
        return Bench.run(
                new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(progress, true), arguments);
    }

    @Test
    void measures_every_job_and_prints_one_document() {
        int code = bench(
                "all",
                "--database",
                "postgresql",
                "--members",
                "300",
                "--people",
                "50",
                "--rounds",
                "1",
                "--format",
                "json");

        JsonNode document = JsonMapper.shared().readTree(out.toByteArray());
        assertThat(document.propertyNames()).containsExactly("jobs");
        assertThat(document.get("jobs").valueStream().map(job -> job.get("job").asString()))
                .containsExactly(
                        "survey",
                        "preview",
                        "run",
                        "run-one-by-one",
                        "run-wal",
                        "proof",
                        "run-redacted",
                        "run-wal-redacted",
                        "proof-redacted");
        assertThat(document.get("jobs")).allSatisfy(job -> {
            assertThat(job.propertyNames())
                    .contains("job", "database", "hand", "ours", "ratio", "spread", "target", "within");
            assertThat(job.get("database").asString()).isEqualTo("postgresql");
            assertThat(job.get("hand").asDouble()).isPositive();
            assertThat(job.get("ours").asDouble()).isPositive();
            assertThat(job.get("ratio").asDouble()).isPositive();
        });
        boolean within = document.get("jobs")
                .valueStream()
                .allMatch(job -> job.get("within").asBoolean());
        assertThat(code).isEqualTo(within ? 0 : 1);
    }

    @Test
    void a_gym_too_small_to_measure_is_refused() {
        assertThat(bench("survey", "--members", "5")).isEqualTo(2);
        assertThat(out.size()).isZero();
        assertThat(progress.toString(StandardCharsets.UTF_8)).contains("100 members or more");
    }
}
