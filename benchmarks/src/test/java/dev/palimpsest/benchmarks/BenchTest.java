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

    @Test
    void strikes_who_went_and_leaves_who_stays_in_generated_texts() {
        int code = bench("identity", "--texts", "6000", "--seed", "20261126", "--format", "json");

        JsonNode document = JsonMapper.shared().readTree(out.toByteArray());
        assertThat(document.get("recall").asDouble()).isGreaterThan(0.995);
        assertThat(document.get("livingCells").asLong()).isGreaterThan(2_000);
        assertThat(document.get("falseStrikes").asLong()).isZero();
        assertThat(document.get("broken").asLong()).isZero();
        assertThat(document.get("forms").propertyNames()).contains("name", "email_upper", "clean", "living_name");
        assertThat(code).isZero();
    }

    @Test
    void shows_the_texts_that_went_wrong_and_the_figures_of_each_form() {
        bench("identity", "--texts", "400", "--examples", "3");

        assertThat(out.toString(StandardCharsets.UTF_8)).contains("name_last_first", "living_email", "promised:");
    }
}
