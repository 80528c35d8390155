package dev.palimpsest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a preview of the gym says of mentions in the rows of others. */
@Tag("database")
class MentionsOfPreviewTest {
    @TempDir
    Path directory;

    @Test
    void a_preview_shows_them_with_samples_and_json_counts_them_without_a_text_or_says_that_nobody_has_looked() {
        GymOnServer gym = new GymOnServer(directory);

        Cli.Said shown = gym.cli().call("preview");
        JsonNode counted = gym.cli()
                .call("preview", "--format", "json")
                .json()
                .path("preview")
                .path("mentions");
        Cli.Said not = gym.cli().call("preview", "--no-mentions");
        JsonNode none = gym.cli()
                .call("preview", "--no-mentions", "--format", "json")
                .json()
                .path("preview")
                .path("mentions");

        assertThat(shown.out()).contains("Mentions outside their own rows", "The sweep would strike ", "For example:");
        assertThat(gym.cli().call("preview", "--samples", "0").out())
                .contains("The sweep would strike ")
                .doesNotContain("For example:");
        assertThat(counted.path("cells").asLong()).isPositive();
        assertThat(counted.path("rows").asLong()).isPositive();
        long cells = 0;
        for (JsonNode struck : counted.path("struck")) {
            assertThat(struck.propertyNames()).containsExactlyInAnyOrder("table", "column", "cells", "kinds");
            cells += struck.path("cells").asLong();
        }
        assertThat(cells).isEqualTo(counted.path("cells").asLong());
        assertThat(not.out()).contains("Not searched (--no-mentions)").doesNotContain("The sweep would strike");
        assertThat(none.isNull()).isTrue();
    }
}
