package dev.palimpsest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.cli.terminal.Terminal;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever may have few connections says so on the command line. */
@Tag("database")
class ReadersTest {
    private static final String USER = "few";
    private static final Pattern VERB = Pattern.compile("`([a-z]+)[^`]*`");

    @TempDir
    Path directory;

    /** A user of the gym with all rights of its owner, but for the number of connections. */
    private static Cli few(GymOnServer gym, int most) {
        gym.sql("do $$ begin if not exists (select from pg_roles where rolname = '" + USER + "') then create role "
                + USER + " login password 'few'; end if; end $$");
        gym.sql("grant " + gym.user() + " to " + USER);
        allow(gym, most);
        return gym.cli(USER, "few");
    }

    private static void allow(GymOnServer gym, int most) {
        gym.sql("alter role " + USER + " connection limit " + most);
    }

    /** The server counts a connection for a moment after it was closed. */
    private static void quiet(GymOnServer gym) {
        String open = "select count(*) from pg_stat_activity, pg_sleep(0.02) where usename = '" + USER + "'";
        while (!gym.strings(open).equals(List.of("0"))) {
            Thread.onSpinWait();
        }
    }

    private Path preview() {
        return directory.resolve("p.json");
    }

    private String[] previewed(Cli cli, String... more) {
        List<String> options = new ArrayList<>(List.of(more));
        options.addAll(List.of("--limit", "3", "--out", preview().toString(), "--format", "json"));
        Cli.Said said = cli.call("preview", options.toArray(String[]::new));
        assertThat(said.code()).as(said.err()).isZero();
        String digest = said.json().path("preview").path("digest").asString();
        return new String[] {"--preview", preview().toString(), "--confirm", digest};
    }

    @Test
    void one_reader_does_everything_over_as_few_connections_as_a_run_needs() {
        GymOnServer gym = new GymOnServer(directory);
        Cli cli = few(gym, 4);

        String[] run = previewed(cli, "--readers", "1");
        quiet(gym);
        assertThat(cli.call("run", run).code()).isEqualTo(ExitCode.DONE);
        quiet(gym);

        Cli.Said two = cli.call("prove");
        assertThat(two.code()).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(two.err()).contains("PAL-WORK-002", "needs 5 connections", "--readers 1");
        quiet(gym);

        Cli.Said one = cli.call("prove", "--readers", "1");
        assertThat(one.code()).as(one.err()).isEqualTo(ExitCode.DONE);
        quiet(gym);
        assertThat(cli.call("survey", "--readers", "1").code()).isEqualTo(ExitCode.DONE);
    }

    /** The numbers are those of the table in the reference. */
    @Test
    void every_verb_asks_for_as_many_connections_as_the_reference_says() {
        GymOnServer gym = new GymOnServer(directory);
        Cli owner = gym.cli();
        String[] run = previewed(owner);
        Cli cli = few(gym, 0);

        needs(3, gym, cli, "survey", "--readers", "3");
        assertThat(needs(7, gym, cli, "preview", "--readers", "3")).contains("the preview needs 7");
        needs(3, gym, cli, "preview", "--readers", "3", "--no-mentions");
        needs(3, gym, cli, "archive", "--readers", "3");
        needs(3, gym, cli, "restore", "--readers", "3");
        needs(3, gym, cli, "run", run);
        needs(3, gym, cli, "run", exporting(run));
        assertThat(owner.call("run", run).code()).isEqualTo(ExitCode.DONE);
        needs(3, gym, cli, "resume", "--readers", "3");
        needs(7, gym, cli, "prove", "--readers", "3");
        needs(2, gym, cli, "decide", "keep", "--table", "member", "--column", "notes", "--key", "1", "--reason", "x");
        assertThat(owner.call("select", "save", "all").code()).isEqualTo(ExitCode.DONE);
        needs(3, gym, cli, "select", "show", "all", "--readers", "3");
    }

    private String[] exporting(String... run) {
        return Stream.concat(
                        Stream.of(run),
                        Stream.of("--export-first", directory.resolve("copy").toString()))
                .toArray(String[]::new);
    }

    private static String needs(int connections, GymOnServer gym, Cli cli, String verb, String... options) {
        quiet(gym);
        allow(gym, connections - 1);
        Cli.Said said = cli.call(verb, options);

        assertThat(said.code()).as(verb + said.err()).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(said.err()).as(verb).contains("PAL-WORK-002", "needs " + connections + " connections");
        return said.err();
    }

    @Test
    void a_number_that_makes_no_sense_is_refused() {
        GymOnServer gym = new GymOnServer(directory);

        Cli.Said said = gym.cli().call("survey", "--readers", "0");

        assertThat(said.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(said.err()).contains("PAL-ARG-001", "--readers", "1 to 64");
    }

    @Test
    void a_command_to_copy_has_as_many_readers() {
        GymOnServer gym = new GymOnServer(directory);

        Cli.Said said = gym.cli()
                .call(
                        "preview",
                        "--limit",
                        "1",
                        "--readers",
                        "1",
                        "--out",
                        preview().toString());

        assertThat(said.out()).containsPattern("palimpsest run .*--readers 1 --preview");
    }

    @Test
    void the_reference_says_of_every_verb_that_attaches_how_many_it_takes() throws IOException {
        String page = Files.readString(Path.of("../docs/reference/command-line.md"));
        Set<String> said = page.lines()
                .dropWhile(line -> !line.equals("### Connections"))
                .skip(1)
                .takeWhile(line -> !line.startsWith("#"))
                .filter(line -> line.startsWith("| `"))
                .flatMap(line -> VERB.matcher(line.split(" \\| ")[0]).results())
                .map(verb -> verb.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        Stream<String> attached = Main.commandLine(
                        Terminal.plain(OutputStream.nullOutputStream(), OutputStream.nullOutputStream()), Map.of())
                .getSubcommands()
                .entrySet()
                .stream()
                .filter(verb -> verb.getValue().getCommandSpec().findOption("--readers") != null)
                .map(Map.Entry::getKey);
        assertThat(attached).isNotEmpty().containsExactlyInAnyOrderElementsOf(said);
    }
}
