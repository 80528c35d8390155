package dev.palimpsest.cli;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.cli.terminal.Terminal;
import dev.palimpsest.home.Home;
import dev.palimpsest.ledger.RunId;
import dev.palimpsest.map.PrivacyMap;
import dev.palimpsest.map.PrivacyMapReader;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.problem.Problem;
import dev.palimpsest.watch.WorkSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that attach a verb to a database and its map. */
final class Attachment {
    private final Terminal terminal;
    private final Map<String, String> environment;

    @ArgGroup(validate = false, heading = "%nThe database and its map:%n")
    private Options options = new Options();

    /** As given. */
    private static final class Options {
        @Option(names = "--map", paramLabel = "FILE", description = "The privacy map, a YAML file. Required.")
        private @Nullable Path map;

        @Option(
                names = "--url",
                paramLabel = "URL",
                description = "The database: jdbc:postgresql://HOST:PORT/DATABASE or"
                        + " jdbc:mariadb://HOST:PORT/DATABASE. Required.")
        private @Nullable String url;

        @Option(names = "--user", paramLabel = "NAME", description = "The database user. Required.")
        private @Nullable String user;

        @Option(
                names = "--password-file",
                paramLabel = "FILE",
                description = "A file that holds the password; otherwise it is taken from the environment variable"
                        + " PALIMPSEST_PASSWORD.")
        private @Nullable Path passwordFile;

        @Option(
                names = "--home",
                paramLabel = "DIRECTORY",
                description = "Where the keys of runs and the reports lie (default: ~/.palimpsest).")
        private @Nullable Path home;

        @Option(
                names = "--readers",
                paramLabel = "N",
                description =
                        "How many tables, or ranges of people, are read at a time, 1 to 64 (default: 2). A proof takes"
                                + " 2 N + 1 connections at the same time, a look at people N.")
        private int readers = WorkSettings.STANDARD.readers();
    }

    @Mixin
    private final Language language;

    Attachment(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.environment = environment;
        this.language = new Language(environment);
    }

    /** The language of what the map says to people. */
    String language(PrivacyMap map) {
        return language.or(map.language());
    }

    /** Reads the map and attaches; opens no connection yet. */
    Palimpsest attach() {
        return attach(map());
    }

    Palimpsest attach(PrivacyMap map) {
        return Palimpsest.attach(database(), map, home()).with(readers()).with(terminal.watch());
    }

    Home home() {
        return Home.at(options.home == null ? Home.standard() : options.home);
    }

    PrivacyMap map() {
        refuseMissing();
        return PrivacyMapReader.read(given(options.map));
    }

    private WorkSettings readers() {
        try {
            return new WorkSettings(options.readers);
        } catch (PalimpsestException outside) {
            throw new PalimpsestException(
                    outside.code(),
                    "--readers is " + options.readers + "; it is 1 to " + WorkSettings.MOST_READERS + ".");
        }
    }

    private Database database() {
        if (options.passwordFile != null && Password.isOpenToAll(options.passwordFile)) {
            terminal.err()
                    .println("Warning: every user of this machine can read " + options.passwordFile
                            + ". Protect it: chmod 600 " + Shell.quoted(options.passwordFile.toString()));
        }
        Password password = Password.of(options.passwordFile, environment);
        return new Database(given(options.url), given(options.user), password);
    }

    private void refuseMissing() {
        List<String> missing = new ArrayList<>();
        if (options.map == null) {
            missing.add("--map FILE");
        }
        if (options.url == null) {
            missing.add("--url jdbc:postgresql://HOST:PORT/DATABASE");
        }
        if (options.user == null) {
            missing.add("--user NAME");
        }
        if (!missing.isEmpty()) {
            throw new PalimpsestException(
                    ErrorCode.BAD_ARGUMENT,
                    "Palimpsest must know where to attach. Add " + String.join(", ", missing) + ".");
        }
    }

    /**
     * What ended a run, with the command that goes on with it.
     *
     * @param run empty when it had not begun
     */
    PalimpsestException ended(PalimpsestException failure, Optional<RunId> run) {
        return failure.code() != ErrorCode.CANCELLED || run.isEmpty()
                ? failure
                : new PalimpsestException(List.of(new Problem(
                        ErrorCode.CANCELLED,
                        null,
                        failure.problems().getFirst().message(),
                        List.of("Go on: " + Shell.palimpsest() + " resume " + asArguments() + " --run " + run.get()))));
    }

    /** The same options as a shell would take them, for a command to copy. */
    String asArguments() {
        List<String> words = new ArrayList<>(List.of("--map", String.valueOf(options.map)));
        words.addAll(List.of("--url", given(options.url), "--user", given(options.user)));
        if (options.passwordFile != null) {
            words.addAll(List.of("--password-file", options.passwordFile.toString()));
        }
        if (options.home != null) {
            words.addAll(List.of("--home", options.home.toString()));
        }
        if (options.readers != WorkSettings.STANDARD.readers()) {
            words.addAll(List.of("--readers", String.valueOf(options.readers)));
        }
        return Shell.line(words);
    }

    private static <T> T given(@Nullable T option) {
        if (option == null) {
            throw new IllegalStateException("required options are looked at first");
        }
        return option;
    }
}
