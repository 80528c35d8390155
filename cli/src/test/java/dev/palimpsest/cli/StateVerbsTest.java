package dev.palimpsest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Archiving and restoring by hand, and keys that nobody has. */
@Tag("database")
class StateVerbsTest {
    @TempDir
    Path directory;

    private Cli cli;

    @BeforeEach
    void attach() throws IOException {
        cli = new GymOnServer(directory).cli();
    }

    @Test
    void archiving_shows_first_then_wants_the_very_number_and_can_be_undone() {
        long eligible = survey().path("eligible").asLong();
        JsonNode shown =
                cli.call("archive", "--limit", "3", "--format", "json").json().path("act");
        assertThat(shown.path("confirmed").asBoolean()).isFalse();
        assertThat(shown.path("subjects").asLong()).isEqualTo(3);
        assertThat(survey().path("eligible").asLong()).isEqualTo(eligible);

        Cli.Said wrong = cli.call("archive", "--limit", "3", "--confirm", "2");
        assertThat(wrong.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(wrong.err()).contains("PAL-ACT-001");
        assertThat(survey().path("eligible").asLong()).isEqualTo(eligible);

        JsonNode done = cli.call("archive", "--limit", "3", "--confirm", "3", "--format", "json")
                .json()
                .path("act");
        assertThat(done.path("done").asLong()).isEqualTo(3);
        assertThat(done.path("complete").asBoolean()).isTrue();
        assertThat(survey().path("eligible").asLong()).isEqualTo(eligible - 3);
    }

    @Test
    void whoever_confirms_a_number_can_see_whom_it_counts() {
        JsonNode shown = cli.call("archive", "--limit", "2", "--list", "--format", "json")
                .json()
                .path("act");
        String text = cli.call("archive", "--limit", "2", "--list").out();

        assertThat(shown.path("keys")).hasSize(2);
        String listed = text.substring(text.indexOf("Who would change"));
        shown.path("keys").forEach(key -> assertThat(listed).containsPattern("(?m)^  " + key.asString() + " +\\S+"));
        assertThat(cli.call("archive", "--limit", "2", "--format", "json")
                        .json()
                        .path("act")
                        .has("keys"))
                .isFalse();
    }

    @Test
    void every_look_before_a_confirmation_shows_who_goes_and_counts_those_it_does_not_show() {
        for (String verb : List.of("archive", "preview")) {
            String document = verb.equals("preview") ? "preview" : "act";
            JsonNode people = cli.call(verb, "--who", "--names", "--format", "json")
                    .json()
                    .path(document)
                    .path("people");
            int all = people.size();
            assertThat(all).as("more than are shown").isGreaterThan(20);

            String text = cli.call(verb).out();
            String first = people.get(0).path("key").asString() + " +"
                    + Pattern.quote(people.get(0).path("title").asString()) + " +last active on "
                    + people.get(0).path("lastActivity").asString();
            assertThat(text).containsPattern("(?m)^  " + first);
            assertThat(text).contains("and " + (all - 20) + " more; --who lists them all");
            assertThat(cli.call(verb, "--who").out().lines().filter(line -> line.contains("last active on")))
                    .hasSize(all);

            assertThat(cli.call(verb, "--who", "--format", "json")
                            .json()
                            .path(document)
                            .path("people")
                            .get(0)
                            .has("title"))
                    .as("names only where they are asked for")
                    .isFalse();
            assertThat(cli.call(verb, "--format", "json").json().path(document).has("people"))
                    .isFalse();
            assertThat(cli.call(verb, "--names").err()).contains("PAL-ARG-001", "--who");
        }
    }

    @Test
    void a_key_that_nobody_has_is_named_and_the_exit_code_tells() {
        Cli.Said survey = cli.call("survey", "--list", "--key", "987654321");
        assertThat(survey.code()).isEqualTo(ExitCode.INCOMPLETE);
        assertThat(survey.out()).contains("Nobody has the key 987654321.");

        Cli.Said preview = cli.call("preview", "--key", "987654321", "--format", "json");
        assertThat(preview.code()).isEqualTo(ExitCode.INCOMPLETE);
        assertThat(preview.json().path("preview").path("unknownKeys").get(0).asString())
                .isEqualTo("987654321");

        assertThat(cli.call("archive", "--key", "987654321").out()).contains("Nobody has the key 987654321.");
        Cli.Said noKey = cli.call("archive", "--key", "anna");
        assertThat(noKey.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(noKey.err()).contains("PAL-ARG-001").doesNotContain("anna");
    }

    @Test
    void an_activity_or_length_that_does_not_exist_is_refused() {
        assertThat(cli.call("survey", "--activity", "chek-in").err()).contains("Did you mean", "check-in");
        assertThat(cli.call("survey", "--inactive-for", "9").err()).contains("P9M for nine months");
    }

    private JsonNode survey() {
        return cli.call("survey", "--format", "json").json().path("survey");
    }
}
