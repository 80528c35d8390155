package dev.palimpsest.demo.gym;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.demo.generator.Expectation;
import dev.palimpsest.embedded.EmbeddedPostgres;
import dev.palimpsest.embedded.RunningPostgres;
import dev.palimpsest.home.Home;
import dev.palimpsest.map.PrivacyMapReader;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.proof.ProofReport;
import dev.palimpsest.run.RunEvent;
import dev.palimpsest.run.RunResult;
import dev.palimpsest.survey.Assessment;
import dev.palimpsest.survey.SurveyResult;
import dev.palimpsest.survey.Verdict;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way of the gym: survey, preview, run, proof, against what the generator knows. */
@Tag("database")
final class GymStoryTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final GymSize SIZE = GymSize.of(1500).withSeed(Long.getLong("seed", 7));

    private static RunningPostgres postgres;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() {
        System.out.println("seed " + SIZE.seed());
        postgres = EmbeddedPostgres.temporary().start();
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @Test
    void takes_everybody_who_is_eligible_to_a_green_proof() throws SQLException {
        postgres.createDatabase("story");
        GymContents gym;
        try (Connection connection = postgres.dataSource("story").getConnection()) {
            gym = Gym.create(connection, SIZE, TODAY);
        }
        Palimpsest palimpsest = Palimpsest.attach(
                        postgres.dataSource("story"),
                        PrivacyMapReader.read("gym.yaml", Gym.map()),
                        Home.at(directory.resolve("home")))
                .with(Clock.fixed(TODAY.atTime(12, 0).atZone(Gym.ZONE).toInstant(), Gym.ZONE));
        assertThat(palimpsest.check().rights().missing()).isEmpty();

        List<Assessment> assessments = new ArrayList<>();
        SurveyResult survey = palimpsest.survey(assessments::add);
        assertThat(survey.subjects()).isEqualTo(SIZE.members());
        assertThat(survey.eligible()).isEqualTo(gym.keys(Verdict.ELIGIBLE).size());
        for (Assessment assessment : assessments) {
            Expectation expected = gym.expected(Long.parseLong(assessment.key().value()));
            assertThat(assessment.verdict())
                    .as("verdict of %s", assessment.key())
                    .isEqualTo(expected.verdict());
        }

        Preview preview = palimpsest.preview(Selection.eligible(), skipped -> {});
        assertThat(preview.keys()).hasSize((int) survey.eligible());

        RunResult run = palimpsest.run(preview, preview.digest(), "test", RunEvent.Listener.none());
        System.out.println(run);
        assertThat(run.failures()).isEmpty();
        assertThat(run.done()).isEqualTo(survey.eligible());

        ProofReport proof = palimpsest.prove(Optional.empty());
        proof.findings().forEach(System.out::println);
        proof.hits().forEach(System.out::println);
        proof.residuals().stream().limit(40).forEach(System.out::println);
        System.out.println(proof.risk() + " " + proof.searched());
        assertThat(proof.green()).isTrue();
        assertThat(palimpsest.survey(each -> {}).verdicts())
                .containsEntry(Verdict.ANONYMISED, run.anonymised())
                .containsEntry(Verdict.RECORDS_KEPT, run.recordsKept());
        assertThat(run.recordsKept()).isPositive();
        assertThat(proof.recordsKept()).isEqualTo(run.recordsKept());
    }
}
