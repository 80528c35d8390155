package dev.palimpsest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.demo.gym.BoundaryCase;
import dev.palimpsest.survey.Verdict;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Every verb by hand, on a server that the command line did not start. */
@Tag("database")
class ByHandTest {
    @TempDir
    Path directory;

    private GymOnServer gym;
    private Cli cli;

    @BeforeEach
    void gym() {
        gym = new GymOnServer(directory);
        cli = gym.cli();
    }

    @Test
    void takes_a_gym_from_check_to_a_green_proof() {
        long eligible = gym.contents().verdicts().get(Verdict.ELIGIBLE);

        assertThat(cli.call("check").code()).isZero();
        JsonNode survey = cli.call("survey", "--format", "json").json().path("survey");
        assertThat(survey.path("subjects").asLong()).isEqualTo(300);
        assertThat(survey.path("eligible").asLong()).isEqualTo(eligible);
        gym.contents()
                .blockedBy()
                .forEach((blocker, count) -> assertThat(
                                survey.path("blocked").path(blocker).asLong())
                        .as(blocker)
                        .isEqualTo(count));

        JsonNode preview = preview().path("preview");
        assertThat(preview.path("subjects").asLong()).isEqualTo(eligible);
        Cli.Said ran = run(preview.path("digest").asString());
        assertThat(ran.code()).isZero();
        assertThat(ran.json().path("run").path("done").asLong()).isEqualTo(eligible);

        Cli.Said proved = cli.call("prove", "--format", "json");
        JsonNode proof = proved.json().path("proof");
        assertThat(proof.path("green").asBoolean()).isTrue();
        // photographs and documents lie on the disk
        assertThat(proved.code()).isZero();
        assertThat(proof.path("complete").asBoolean()).isFalse();
        assertThat(proof.path("files").path("public.document").asLong()).isPositive();
        assertThat(proof.path("residuals")).isEmpty();
        assertThat(proof.path("statisticsUnchanged").asBoolean()).isTrue();
        assertThat(Path.of(proof.path("report").path("html").asString())).exists();
        assertThat(Path.of(proof.path("report").path("json").asString())).exists();

        JsonNode treated = cli.call("survey", "--format", "json").json().path("survey");
        for (String state : List.of("anonymised", "recordsKept")) {
            long people = treated.path(state).asLong();
            assertThat(ran.json().path("run").path(state).asLong()).as(state).isEqualTo(people);
            assertThat(proof.path(state).asLong()).as(state).isEqualTo(people);
        }
        assertThat(preview.path("recordsKept").asLong())
                .isEqualTo(treated.path("recordsKept").asLong());
        assertThat(treated.path("anonymised").asLong()
                        + treated.path("recordsKept").asLong())
                .isEqualTo(eligible);
    }

    @Test
    void tells_the_same_story_to_people() {
        assertThat(cli.call("check").out()).contains("fits the database").contains("Ready.");
        assertThat(cli.call("survey").out())
                .contains("300 subjects", "eligible", "running-contract", "preview --map ", "--list --verdict blocked");
        Cli.Said preview = cli.call("preview", "--out", file());
        assertThat(preview.out()).contains("Before and after", "→ Mitglied", "Digest: ", " --confirm ");
        String command = preview.out()
                .lines()
                .filter(line -> line.contains(" --confirm "))
                .findFirst()
                .orElseThrow();
        String digest = command.substring(command.lastIndexOf(' ') + 1);
        Cli.Said ran = cli.call("run", "--preview", file(), "--confirm", digest);
        assertThat(ran.out()).contains("0 skipped, 0 failed", "prove --map");
        assertThat(ran.err()).contains(" begins: ", "100 %");
        assertThat(cli.call("prove").out()).contains("GREEN", "all unchanged", "Report: ");
    }

    @Test
    void shows_the_stored_report_when_a_green_proof_is_asked_for_again() {
        run(preview().path("preview").path("digest").asString());
        JsonNode first = cli.call("prove", "--format", "json").json().path("proof");
        Cli.Said again = cli.call("prove", "--run", first.path("run").asString(), "--format", "json");
        assertThat(again.code()).isZero();
        assertThat(again.json().path("proof").path("hits")).isEqualTo(first.path("hits"));
    }

    @Test
    void lists_who_is_blocked_and_why_as_csv_without_names() throws IOException {
        long running = gym.contents().key(BoundaryCase.CONTRACT_STARTS_TOMORROW);
        String csv = cli.call("survey", "--list", "--verdict", "blocked", "--format", "csv")
                .out();
        List<CSVRecord> records = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(new StringReader(csv))
                .getRecords();
        assertThat(records).hasSize((int) (long) gym.contents().verdicts().get(Verdict.BLOCKED));
        assertThat(records.getFirst().getParser().getHeaderNames())
                .containsExactly(
                        "key",
                        "verdict",
                        "last_activity",
                        "last_activity_by",
                        "kinds",
                        "blockers",
                        "blocked_until",
                        "messages");
        CSVRecord record = records.stream()
                .filter(each -> each.get("key").equals(Long.toString(running)))
                .findFirst()
                .orElseThrow();
        assertThat(record.get("blockers")).isEqualTo("running-contract");
        assertThat(record.get("messages")).startsWith("Contract ");
    }

    @Test
    void writes_names_into_files_only_when_asked() {
        String key = Long.toString(gym.contents().key(BoundaryCase.DUNNING_LEVEL_ONE));
        String name = gym.strings("select first_name || ' ' || last_name from member where id = " + key)
                .getFirst();
        for (String format : List.of("csv", "json")) {
            assertThat(cli.call("survey", "--list", "--key", key, "--format", format)
                            .out())
                    .doesNotContain(name);
            assertThat(cli.call("survey", "--list", "--key", key, "--names", "--format", format)
                            .out())
                    .contains(name);
        }
        assertThat(cli.call("survey", "--list", "--key", key).out()).contains(name);
    }

    @Test
    void filters_the_list_and_never_the_counts() {
        JsonNode document = cli.call(
                        "survey",
                        "--list",
                        "--blocker",
                        "dunning",
                        "--kind",
                        "former",
                        "--limit",
                        "2",
                        "--count",
                        "--format",
                        "json")
                .json();
        assertThat(document.path("list")).hasSize(2);
        document.path("list")
                .forEach(subject ->
                        assertThat(subject.path("blockers").toString()).contains("dunning"));
        assertThat(document.path("survey").path("subjects").asLong()).isEqualTo(300);
    }

    @Test
    void lists_page_by_page_without_counting_the_others() {
        for (String order : List.of("key", "oldest")) {
            List<String> keys = new ArrayList<>();
            String[] first = {"--list", "--verdict", "eligible", "--limit", "7", "--order", order, "--format", "json"};
            JsonNode document = cli.call("survey", first).json();
            while (true) {
                document.path("list")
                        .forEach(subject -> keys.add(subject.path("key").asString()));
                assertThat(document.has("survey")).isFalse();
                assertThat(document.path("page").path("listed").asInt())
                        .isEqualTo(document.path("list").size());
                if (document.path("page").path("next").isNull()) {
                    break;
                }
                String[] more = Arrays.copyOf(first, first.length + 2);
                more[first.length] = "--after";
                more[first.length + 1] = document.path("page").path("next").asString();
                document = cli.call("survey", more).json();
            }
            JsonNode whole = cli.call("survey", "--list", "--verdict", "eligible", "--format", "json")
                    .json();
            List<String> all = new ArrayList<>();
            whole.path("list").forEach(subject -> all.add(subject.path("key").asString()));
            assertThat(keys).as(order).containsExactlyInAnyOrderElementsOf(all).hasSizeGreaterThan(7);
        }
        assertThat(cli.call("survey", "--list", "--limit", "2").out())
                .contains("Only this page was read; --count counts everybody, too.", "Next page: --after 2");
        assertThat(cli.call("survey", "--list", "--after", "2").code()).isEqualTo(ExitCode.REFUSED);
        for (String verdict : List.of("active", "unknown-activity", "eligible,active")) {
            assertThat(cli.call("survey", "--list", "--limit", "2", "--order", "oldest", "--verdict", verdict)
                            .err())
                    .contains("PAL-ARG-001", "--order oldest", verdict);
        }
    }

    @Test
    void previews_chosen_people_and_says_why_others_cannot_go() throws IOException {
        long may = gym.contents().key(BoundaryCase.NOTHING_UNSETTLED);
        long mayNot = gym.contents().key(BoundaryCase.BALANCE_PLUS_ONE_CENT);
        Path keys = Files.writeString(directory.resolve("keys"), may + "\n" + mayNot + "\n\n");
        JsonNode preview = cli.call("preview", "--keys-file", keys.toString(), "--list", "--format", "json")
                .json()
                .path("preview");
        assertThat(preview.path("subjects").asLong()).isEqualTo(1);
        assertThat(preview.path("blocked").path("unsettled-account").asLong()).isEqualTo(1);
        assertThat(preview.path("list").get(0).path("key").asString()).isEqualTo(Long.toString(mayNot));
        assertThat(preview.path("file").isNull()).isTrue();
        assertThat(directory.resolve("p.json")).doesNotExist();
    }

    @Test
    void skips_whoever_signs_a_contract_between_preview_and_run() {
        long key = gym.contents().key(BoundaryCase.NOTHING_UNSETTLED);
        String digest = preview().path("preview").path("digest").asString();
        gym.sql("update account set balance = 1 where member_id = " + key);
        Cli.Said ran = run(digest);
        assertThat(ran.code()).isEqualTo(ExitCode.INCOMPLETE);
        JsonNode run = ran.json().path("run");
        assertThat(run.path("skipped").asLong()).isEqualTo(1);
        assertThat(run.path("reasons").path("unsettled-account").asLong()).isEqualTo(1);
        assertThat(gym.strings("select email from member where id = " + key).getFirst())
                .isNotNull();
    }

    @Test
    void turns_red_for_a_leftover_and_names_its_place_but_not_its_value() {
        long key = gym.contents().key(BoundaryCase.NOTHING_UNSETTLED);
        String number = gym.strings("select member_number from member where id = " + key)
                .getFirst();
        gym.sql("create table forgotten (id int primary key, content text)");
        gym.sql("insert into forgotten values (17, 'Rückruf bei " + number + "')");
        run(preview().path("preview").path("digest").asString());

        Cli.Said proved = cli.call("prove", "--format", "json");
        assertThat(proved.code()).isEqualTo(ExitCode.INCOMPLETE);
        JsonNode residual = proved.json().path("proof").path("residuals").get(0);
        assertThat(residual.path("table").asString()).endsWith("forgotten");
        assertThat(residual.path("column").asString()).isEqualTo("content");
        assertThat(residual.path("key").asString()).isEqualTo("17");
        assertThat(proved.out()).doesNotContain(number);
        assertThat(cli.call("prove").out())
                .contains("RED", "forgotten.content, key 17")
                .doesNotContain(number);

        gym.sql("delete from forgotten");
        assertThat(cli.call("prove").out()).startsWith("GREEN, BUT FILES STAY");
    }

    @Test
    void resumes_a_finished_run_without_changing_anything() {
        run(preview().path("preview").path("digest").asString());
        Map<String, String> before = gym.everything();
        Cli.Said resumed = cli.call("resume", "--format", "json");
        assertThat(resumed.code()).isZero();
        assertThat(resumed.json().path("run").path("done").asLong())
                .isEqualTo(gym.contents().verdicts().get(Verdict.ELIGIBLE));
        Map<String, String> after = gym.everything();
        before.keySet().removeIf(table -> table.startsWith("palimpsest_"));
        after.keySet().removeIf(table -> table.startsWith("palimpsest_"));
        assertThat(after).isEqualTo(before);
    }

    @Test
    void looks_at_another_day_but_refuses_to_freeze_it() {
        assertThat(cli.call("survey", "--today", "2099-01-01", "--format", "json")
                        .json()
                        .path("survey")
                        .path("active")
                        .asLong())
                .isZero();
        assertThat(cli.call("preview", "--today", "2099-01-01", "--out", file()).code())
                .isEqualTo(ExitCode.REFUSED);
        assertThat(directory.resolve("p.json")).doesNotExist();
    }

    @Test
    void writes_no_name_into_documents_of_the_verbs_that_act() {
        List<String> planted = gym.strings("select unnest(array[first_name || ' ' || last_name, email, member_number,"
                + " mobile]) from member where status <> 'STAFF'");
        StringBuilder everything = new StringBuilder();
        everything.append(cli.call("check", "--format", "json").out());
        Cli.Said preview = cli.call("preview", "--list", "--out", file(), "--format", "json");
        everything.append(preview.out());
        everything.append(run(preview.json().path("preview").path("digest").asString()));
        everything.append(cli.call("prove", "--format", "json"));
        String written = everything.toString();
        planted.stream()
                .filter(value -> value != null && value.length() > 5)
                .forEach(value -> assertThat(written).doesNotContain(value));
    }

    private String file() {
        return directory.resolve("p.json").toString();
    }

    private JsonNode preview() {
        Cli.Said said = cli.call("preview", "--out", file(), "--format", "json");
        assertThat(said.code()).as(said.err()).isZero();
        return said.json();
    }

    private Cli.Said run(String digest) {
        return cli.call("run", "--preview", file(), "--confirm", digest, "--format", "json");
    }
}
