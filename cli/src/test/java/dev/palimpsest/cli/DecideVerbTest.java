package dev.palimpsest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A singer who bears the name of a member who went: listed, looked at, decided, green. */
@Tag("database")
class DecideVerbTest {
    @TempDir
    Path directory;

    private GymOnServer gym;
    private Cli cli;
    private String name;

    @BeforeEach
    void aSingerOfThatName() {
        gym = new GymOnServer(directory);
        cli = gym.cli();
        JsonNode list = cli.call("survey", "--list", "--names", "--format", "json")
                .json()
                .path("list");
        Map<String, Long> bearers = list.valueStream()
                .collect(Collectors.groupingBy(each -> each.path("title").asString(), Collectors.counting()));
        JsonNode leaver = list.valueStream()
                .filter(each -> each.path("verdict").asString().equals("eligible"))
                .filter(each -> bearers.get(each.path("title").asString()) == 1)
                .findFirst()
                .orElseThrow();
        name = leaver.path("title").asString();
        gym.sql("create table singer (id bigint primary key, name text)");
        gym.sql("insert into singer values (7, '" + name.replace("'", "''") + "'), (8, 'E\u001b[31mvil "
                + name.replace("'", "''") + "')");
        String file = directory.resolve("p.json").toString();
        String digest = cli.call("preview", "--key", leaver.path("key").asString(), "--out", file, "--format", "json")
                .json()
                .path("preview")
                .path("digest")
                .asString();
        assertThat(cli.call("run", "--preview", file, "--confirm", digest).code())
                .isZero();
    }

    @Test
    void is_red_then_acknowledged_and_green() {
        Cli.Said red = cli.call("prove", "--format", "json");
        assertThat(red.code()).isEqualTo(1);
        assertThat(red.json().path("proof").path("hitList").path("lines").asLong())
                .isPositive();
        assertThat(Path.of(red.json().path("proof").path("report").path("hits").asString()))
                .exists();

        for (String key : List.of("7", "8")) {
            Cli.Said decided = cli.call(
                    "decide", "keep", "--table", "singer", "--column", "name", "--key", key, "--reason", "sings");
            assertThat(decided.code()).as(decided.err()).isZero();
            assertThat(decided.out()).contains("1 decision", "keep", "public.singer.name, key " + key, "prove");
        }
        JsonNode decisions =
                cli.call("decide", "list", "--format", "json").json().path("decide");
        assertThat(decisions.path("decisions")).hasSize(2);
        assertThat(decisions.path("decisions").get(0).path("reason").asString()).isEqualTo("sings");

        gym.sql("update palimpsest_decision set row_key = 'row (0,1)' where row_key = '7'");
        assertThat(cli.call("decide", "list").out()).contains("1 decision names its row as an earlier version did");
        assertThat(cli.call("decide", "list", "--format", "json")
                        .json()
                        .path("decide")
                        .path("decisions")
                        .valueStream()
                        .map(each -> each.path("counts").asBoolean()))
                .containsExactlyInAnyOrder(false, true);
        assertThat(cli.call("prove").out()).contains("Warning: 1 decision names its row as an earlier version did");
        gym.sql("update palimpsest_decision set row_key = '7' where row_key = 'row (0,1)'");

        Cli.Said green = cli.call("prove", "--format", "json");
        assertThat(green.code()).isZero();
        JsonNode proof = green.json().path("proof");
        assertThat(proof.path("green").asBoolean()).isTrue();
        assertThat(proof.path("hitClasses").path("acknowledged").asLong()).isEqualTo(2);
        assertThat(proof.path("acknowledged").get(0).path("reason").asString()).isEqualTo("sings");
        assertThat(cli.call("prove").out()).contains("GREEN", "2 ACKNOWLEDGED");
    }

    @Test
    void the_texts_are_shown_on_a_screen_with_the_place_marked_and_nowhere_else() {
        cli.call("prove");

        Cli.Said shown = cli.callOnScreen("prove", "--look", "--limit", "1");
        assertThat(shown.code()).as(shown.err()).isZero();
        assertThat(shown.out())
                .contains("residual  public.singer.name, key 7: name", "name: »" + name + "«", "--from 1");
        Cli.Said next = cli.callOnScreen("prove", "--look", "--limit", "1", "--from", "1");
        assertThat(next.out()).contains("key 8").doesNotContain("\u001b").contains("»" + name + "«");

        for (Cli.Said refused :
                List.of(cli.call("prove", "--look"), cli.callOnScreen("prove", "--look", "--format", "json"))) {
            assertThat(refused.code()).isEqualTo(2);
            assertThat(refused.out() + refused.err())
                    .contains("on a terminal only")
                    .doesNotContain(name);
        }
        assertThat(cli.call("prove", "--limit", "3").code()).isEqualTo(2);
    }

    @Test
    void looking_first_leaves_a_green_run_open() {
        gym.sql("update singer set name = 'nobody'");

        Cli.Said looked = cli.callOnScreen("prove", "--look");
        assertThat(looked.out()).contains("GREEN", "still there");
        assertThat(cli.call("runs", "--format", "json")
                        .json()
                        .path("runs")
                        .path("runs")
                        .get(0)
                        .path("state")
                        .asString())
                .isEqualTo("finished");
        assertThat(cli.call("prove").out()).contains("GREEN").doesNotContain("still there");
        assertThat(cli.call("runs", "--format", "json").out()).contains("proved");
    }

    /** The officer fills in the list and hands it back, as a spreadsheet has saved it. */
    @Test
    void a_list_that_was_filled_in_is_taken_back() throws IOException {
        JsonNode proof = cli.call("prove", "--format", "json").json().path("proof");
        List<String> table =
                Files.readAllLines(Path.of(proof.path("report").path("hitTable").asString()));
        List<String> filled = new ArrayList<>(List.of(table.getFirst().replace(',', ';')));
        table.stream()
                .skip(1)
                .map(line -> line.replace(',', ';'))
                .map(line -> line.contains("singer;name;7")
                        ? line.replace(";;;;", ";keep;a singer;;")
                        : line.contains("singer;name;8") ? line.replace(";;;;", ";Treat;is hers;;") : line)
                .forEach(filled::add);
        Path file = directory.resolve("hits.csv");
        Files.write(file, filled);

        Cli.Said decided = cli.call("decide", "--decisions", file.toString());
        assertThat(decided.code()).as(decided.err()).isZero();
        assertThat(decided.out()).contains("2 decisions", "resume");
        assertThat(cli.call("resume").code()).isZero();
        assertThat(gym.strings("select name from singer order by id")).first().isEqualTo(name);
        assertThat(gym.strings("select name from singer order by id").get(1)).doesNotContain(name);
        assertThat(cli.call("prove").code()).isZero();
    }

    @Test
    void what_is_no_decision_is_refused_with_its_line() throws IOException {
        cli.call("prove");
        Path file = directory.resolve("hits.jsonl");
        Files.writeString(
                file,
                "{\"table\":\"singer\",\"column\":\"name\",\"key\":\"7\",\"decision\":\"maybe\",\"reason\":\"x\"}\n");
        Cli.Said refused = cli.call("decide", "--decisions", file.toString());
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("line 1: the decision is neither treat nor keep");

        assertThat(cli.call("decide", "keep", "--table", "singer", "--column", "name", "--key", "7")
                        .err())
                .contains("Add --reason");
        assertThat(cli.call("decide").err()).contains("Say what to decide");
    }

    @Test
    void no_refusal_repeats_what_was_typed() {
        cli.call("prove");
        List<String> place = List.of("--table", "singer", "--column", "name", "--key");
        List<List<String>> calls = List.of(
                with(List.of("keep"), place, List.of(name, "--reason", "x")),
                with(List.of("keep"), place, List.of("7", name, "--reason", "x")),
                with(List.of("withdraw"), place, List.of(name)),
                List.of(name, "--decisions", "hits.csv"),
                List.of("keep", "--table", name, "--column", "name", "--key", "7", "--reason", "x"),
                List.of("keep", "--table", "singer", "--column", name, "--key", "7", "--reason", "x"));

        for (List<String> call : calls) {
            Cli.Said refused = cli.call("decide", call.toArray(String[]::new));
            assertThat(refused.code()).isEqualTo(2);
            assertThat(refused.out() + refused.err()).contains("PAL-").doesNotContain(name);
        }
    }

    private static List<String> with(List<String> first, List<String> second, List<String> third) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        all.addAll(third);
        return all;
    }
}
