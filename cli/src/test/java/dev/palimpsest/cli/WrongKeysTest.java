package dev.palimpsest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.cli.Cli.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of many keys, the one that is none is named by where it stands, never by what it is. */
@Tag("database")
class WrongKeysTest {
    @TempDir
    Path directory;

    private static List<String> after(List<String> verb, String... more) {
        List<String> options = new ArrayList<>(verb.subList(1, verb.size()));
        options.addAll(List.of(more));
        return options;
    }

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("k.csv"), text);
    }

    @Test
    void a_key_of_another_type_is_named_by_file_and_line_by_every_verb_that_takes_a_file() throws IOException {
        GymOnServer gym = new GymOnServer(directory);
        Path keys = file("id;remark\n1;a\n2;b\n\nQuastenflosser;c\n3;d\n");

        Stream.of(
                        List.of("preview"),
                        List.of("archive"),
                        List.of("hold", "add", "--reason", "other"),
                        List.of("hold", "lift"),
                        List.of("select", "save", "some"),
                        List.of("export", "--out", directory.resolve("out").toString()))
                .forEach(verb -> {
                    Said said = gym.cli()
                            .call(
                                    verb.getFirst(),
                                    after(verb, "--key", "1", "--keys-from", keys.toString())
                                            .toArray(String[]::new));

                    assertThat(said.code()).as(verb + said.err()).isEqualTo(ExitCode.REFUSED);
                    assertThat(said.err())
                            .as(verb.toString())
                            .contains("PAL-ARG-001", "k.csv line 5", "member.id")
                            .doesNotContain("Quastenflosser");
                });
    }

    @Test
    void so_is_one_with_a_sign_that_no_text_of_the_database_holds() throws IOException {
        GymOnServer gym = new GymOnServer(directory);

        Said said = gym.cli().call("preview", "--keys-from", file("1\n2\n4\0\n").toString());

        assertThat(said.code()).as(said.err()).isEqualTo(ExitCode.REFUSED);
        assertThat(said.err()).contains("PAL-ARG-001", "k.csv line 3");
    }

    @Test
    void one_of_the_command_line_is_counted() {
        GymOnServer gym = new GymOnServer(directory);

        Said said = gym.cli().call("preview", "--key", "1,2,Quastenflosser");

        assertThat(said.err()).contains("number 3 of the keys named").doesNotContain("Quastenflosser");
    }
}
