package dev.palimpsest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@Tag("database")
class DemoTest {
    @TempDir
    Path directory;

    @Test
    void tells_the_whole_story_in_one_document_and_leaves_nothing_running() {
        Cli.Said said = Cli.bare()
                .call("demo", "--once", "--subjects", "300", "--dir", directory.toString(), "--format", "json");
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.err()).isEmpty();
        JsonNode story = said.json();
        assertThat(story.path("demo").asString()).isEqualTo("gym");
        JsonNode survey = story.path("survey");
        assertThat(survey.path("subjects").asLong()).isEqualTo(300);
        assertThat(survey.path("inactive").asLong())
                .isEqualTo(survey.path("eligible").asLong()
                        + survey.path("blockedSubjects").asLong());
        assertThat(survey.path("blocked").path("running-contract").asLong()).isPositive();
        assertThat(story.path("run").path("done").asLong())
                .isEqualTo(survey.path("eligible").asLong());
        JsonNode proof = story.path("proof");
        assertThat(proof.path("green").asBoolean()).isTrue();
        assertThat(proof.path("residuals").isArray()).isTrue();
        assertThat(proof.path("statisticsUnchanged").asBoolean()).isTrue();
        assertThat(proof.path("smallestGroup").asLong()).isPositive();
        for (String verb : new String[] {"generate", "check", "survey", "preview", "run", "proof"}) {
            assertThat(story.path(verb).path("elapsedSeconds").asDouble())
                    .as(verb)
                    .isPositive();
        }
        assertThat(directory.resolve("postgres/data/postmaster.pid")).doesNotExist();
        assertThat(directory.resolve("gym.yaml")).exists();
    }

    @Test
    void tells_of_the_academy_how_people_leave_the_subscription_before_they_are_anonymised() {
        Cli.Said said = Cli.bare()
                .call("demo", "academy", "--subjects", "300", "--dir", directory.toString(), "--format", "json");
        assertThat(said.code()).as(said.err()).isZero();
        JsonNode story = said.json();
        assertThat(story.path("demo").asString()).isEqualTo("academy");
        JsonNode survey = story.path("survey");
        assertThat(survey.path("deactivateFirst").asLong()).isZero();
        assertThat(survey.path("blocked").properties()).hasSize(3);
        JsonNode subscription = story.path("subscription");
        assertThat(subscription.path("after").asLong())
                .isPositive()
                .isLessThan(subscription.path("before").asLong());
        assertThat(survey.path("subscription").path("before").asLong())
                .isEqualTo(subscription.path("after").asLong());
        assertThat(story.path("merged").asLong()).isZero();
        assertThat(story.path("run").path("done").asLong())
                .isPositive()
                .isEqualTo(survey.path("eligible").asLong());
        assertThat(story.path("proof").path("green").asBoolean()).isTrue();
        assertThat(directory.resolve("academy-files/bestanden")).isNotEmptyDirectory();
        assertThat(directory.resolve("academy.yaml")).exists();
    }

    @Test
    void tells_how_the_studio_s_customers_move_to_one_anonymous_profile() {
        Cli.Said said = Cli.bare()
                .call(
                        "demo",
                        "studio",
                        "--once",
                        "--subjects",
                        "300",
                        "--dir",
                        directory.toString(),
                        "--format",
                        "json");
        assertThat(said.code()).as(said.err()).isZero();
        JsonNode story = said.json();
        assertThat(story.path("demo").asString()).isEqualTo("studio");
        assertThat(story.path("merged").asLong()).isEqualTo(1);
        assertThat(story.path("subscription").path("before").asLong()
                        - story.path("subscription").path("after").asLong())
                .isEqualTo(story.path("run").path("done").asLong());
        assertThat(story.path("survey").path("subjects").asLong()).isEqualTo(299);
        long eligible = story.path("survey").path("eligible").asLong();
        assertThat(eligible).isPositive();
        assertThat(story.path("run").path("done").asLong()).isEqualTo(eligible);
        assertThat(story.path("run").path("removed").asLong()).isEqualTo(eligible);
        assertThat(story.path("proof").path("green").asBoolean()).isTrue();
        assertThat(story.path("proof").path("statisticsUnchanged").asBoolean()).isTrue();
        assertThat(directory.resolve("studio-copy/reservation.csv")).isNotEmptyFile();
        assertThat(directory.resolve("studio.yaml")).exists();
    }

    @Test
    void keeps_the_database_running_until_it_is_stopped() {
        String place = directory.toString();
        Cli.Said told = Cli.bare().call("demo", "gym", "--keep", "--subjects", "200", "--seed", "7", "--dir", place);
        assertThat(told.code()).as(told.err()).isZero();
        assertThat(told.out()).contains("psql -h 127.0.0.1 -p ", "gym_200_7", "GREEN", "demo --stop");
        assertThat(directory.resolve("postgres/data/postmaster.pid")).exists();

        assertThat(Cli.bare().call("demo", "--stop", "--dir", place).code()).isZero();
        assertThat(directory.resolve("postgres/data/postmaster.pid")).doesNotExist();
    }

    @Test
    void refuses_what_it_cannot_show() {
        assertThat(Cli.bare().call("demo", "--subjects", "199").err()).contains("200 to 100000");
        assertThat(Cli.bare().call("demo", "--subjects", "199").code()).isEqualTo(ExitCode.REFUSED);
        assertThat(Cli.bare().call("demo", "bakery").err()).contains("there are gym");
        assertThat(Cli.bare().call("demo", "--once", "--keep").code()).isEqualTo(ExitCode.REFUSED);
    }

    @Test
    void refuses_a_second_demo_in_the_same_directory() throws IOException {
        try (FileChannel first = FileChannel.open(
                        directory.resolve("demo.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = first.lock()) {
            Cli.Said said = Cli.bare().call("demo", "--subjects", "300", "--dir", directory.toString());

            assertThat(lock.isValid()).isTrue();
            assertThat(said.code()).isEqualTo(2);
            assertThat(said.err()).contains("PAL-RUN-008").contains("Another demo");
        }
    }
}
