package dev.palimpsest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Legal holds and saved selections by hand. */
@Tag("database")
class HoldAndSelectTest {
    @TempDir
    Path directory;

    private Cli cli;
    private List<String> eligible;

    @BeforeEach
    void attach() throws IOException {
        cli = new GymOnServer(directory).cli();
        eligible = new ArrayList<>();
        cli.call("survey", "--list", "--verdict", "eligible", "--limit", "4", "--format", "json")
                .json()
                .path("list")
                .forEach(subject -> eligible.add(subject.path("key").asString()));
    }

    @Test
    void a_hold_is_placed_listed_shown_as_the_blocker_and_lifted() {
        String key = eligible.getFirst();
        assertThat(cli.call("hold", "add", "--key", key, "--reason", "litigation", "--reference", "AZ 1")
                        .out())
                .contains("1 legal hold placed", "AZ 1", "until lifted");

        JsonNode blocked = cli.call("survey", "--list", "--blocker", "legal-hold", "--format", "json")
                .json()
                .path("list");
        assertThat(blocked).hasSize(1);
        assertThat(blocked.get(0).path("key").asString()).isEqualTo(key);
        assertThat(blocked.get(0).path("held").asBoolean()).isTrue();
        JsonNode holds =
                cli.call("hold", "list", "--format", "json").json().path("hold").path("holds");
        assertThat(holds.get(0).path("reason").asString()).isEqualTo("litigation");
        assertThat(cli.call("archive", "--key", key, "--format", "json")
                        .json()
                        .path("act")
                        .path("refused")
                        .path("legal-hold")
                        .asLong())
                .isEqualTo(1);

        assertThat(cli.call("archive", "--key", key).code()).isEqualTo(ExitCode.INCOMPLETE);
        assertThat(cli.call("preview", "--key", key).code())
                .as("the one person asked for is refused")
                .isEqualTo(ExitCode.INCOMPLETE);
        assertThat(cli.call("preview").code())
                .as("nobody was asked for by name")
                .isEqualTo(ExitCode.DONE);
        String one = eligible.get(1);
        assertThat(cli.call("archive", "--key", key, "--key", one, "--confirm", "1")
                        .code())
                .isEqualTo(ExitCode.INCOMPLETE);

        assertThat(cli.call("hold", "lift", "--key", key).code()).isEqualTo(ExitCode.DONE);
        assertThat(cli.call("hold", "lift", "--key", key).err()).contains("PAL-HOLD-003");
        assertThat(cli.call("hold", "list").out()).contains("0 legal holds");
        assertThat(cli.call("hold", "list", "--all").out()).contains("lifted by");
    }

    @Test
    void a_hold_without_a_known_reason_or_without_anybody_is_refused() {
        assertThat(cli.call("hold", "add", "--key", eligible.getFirst()).err())
                .contains("litigation, claim, authority, tax-audit, other");
        assertThat(cli.call("hold", "add", "--key", eligible.getFirst(), "--reason", "litigaton")
                        .err())
                .contains("Did you mean");
        assertThat(cli.call("hold", "add", "--reason", "other").code()).isEqualTo(ExitCode.REFUSED);
        assertThat(cli.call("hold", "add", "--reason", "other", "--key", "987654321")
                        .err())
                .contains("PAL-HOLD-004");
    }

    @Test
    void a_selection_from_a_spreadsheet_is_saved_with_what_is_unknown_and_previewed_by_name() throws IOException {
        Path csv = directory.resolve("spring.csv");
        Files.writeString(
                csv,
                "Name;ID\nMüller;" + eligible.get(0) + "\nMeier;" + eligible.get(1) + "\nNiemand;987654321\n",
                Charset.forName("windows-1252"));

        Cli.Said saved = cli.call("select", "save", "spring", "--keys-from", csv.toString(), "--format", "json");
        assertThat(saved.code()).isEqualTo(ExitCode.INCOMPLETE);
        JsonNode select = saved.json().path("select");
        assertThat(select.path("unknownKeys").get(0).asString()).isEqualTo("987654321");
        assertThat(select.path("selections").get(0).path("eligible").asLong()).isEqualTo(2);

        JsonNode preview = cli.call("preview", "--selection", "spring", "--format", "json")
                .json()
                .path("preview");
        assertThat(preview.path("subjects").asLong()).isEqualTo(2);
        assertThat(cli.call("preview", "--selection", "spring", "--limit", "1").err())
                .contains("PAL-ARG-001");
        assertThat(cli.call("select", "list").out()).contains("spring", "3 keys");
        cli.call("select", "save", "two", "--key", eligible.get(0) + "," + eligible.get(1));
        Path files = directory.resolve("two");
        assertThat(cli.call("export", "--selection", "two", "--as", "json", "--out", files.toString())
                        .code())
                .isEqualTo(ExitCode.DONE);
        try (Stream<Path> written = Files.list(files)) {
            assertThat(written).hasSize(2);
        }
        assertThat(cli.call("select", "save", "spring", "--key", "1").err()).contains("PAL-SEL-001");
        assertThat(cli.call("select", "delete", "spring").code()).isEqualTo(ExitCode.DONE);
        assertThat(cli.call("preview", "--selection", "spring").err()).contains("PAL-SEL-002");
    }

    @Test
    void a_filter_is_saved_by_name_and_names_its_parts() {
        cli.call(
                "select",
                "save",
                "former two years",
                "--kind",
                "former",
                "--inactive-for",
                "P2Y",
                "--activity",
                "check-in");

        assertThat(cli.call("select", "show", "former two years").out())
                .contains("kind former", "inactive for P2Y", "by check-in", "may be anonymised now");
        assertThat(cli.call("archive", "--selection", "former two years").out()).contains("would be archived");
    }

    @Test
    void a_file_of_keys_needs_no_heading_but_several_columns_do() throws IOException {
        Path plain = Files.writeString(
                directory.resolve("keys.txt"), "\uFEFF" + eligible.get(0) + "\n\n" + eligible.get(1) + "\n");
        assertThat(subjects("--keys-from", plain.toString())).isEqualTo(2);
        Path quoted = Files.writeString(
                directory.resolve("q.csv"), "\"key\",\"note\"\n\"" + eligible.get(0) + "\",\"a, b\"\n");
        assertThat(subjects("--keys-file", quoted.toString())).isEqualTo(1);
        Path named = Files.writeString(directory.resolve("n.csv"), "Mitglied\tOrt\n" + eligible.get(0) + "\tKöln\n");
        assertThat(subjects("--keys-from", named.toString(), "--key-column", "mitglied"))
                .isEqualTo(1);

        assertThat(cli.call("preview", "--keys-from", named.toString()).err())
                .contains("PAL-ARG-001", "--key-column")
                .doesNotContain("Köln", "Ort");
        Path empty = Files.writeString(directory.resolve("e.csv"), "key\n");
        assertThat(cli.call("preview", "--keys-from", empty.toString()).err()).contains("names nobody");
    }

    private long subjects(String... options) {
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(List.of("--format", "json"));
        return cli.call("preview", all.toArray(String[]::new))
                .json()
                .path("preview")
                .path("subjects")
                .asLong();
    }
}
