package dev.palimpsest.benchmarks.job;

import dev.palimpsest.benchmarks.gym.Variant;
import dev.palimpsest.benchmarks.place.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line as a user starts it, attached to the gym. */
final class CommandLineProcess {
    private final Place place;
    private final String launcher;
    private final Path scratch;
    private final Path map;

    CommandLineProcess(Place place, Path scratch) {
        this.place = place;
        this.launcher = System.getProperty("palimpsest.launcher", "");
        if (launcher.isEmpty()) {
            throw new IllegalStateException("whole processes are measured by './palimpsest bench' only");
        }
        this.scratch = scratch;
        try {
            this.map = Files.writeString(scratch.resolve("gym.yaml"), Variant.UNTOUCHED.map());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Runs a verb on the gym; its output is read and thrown away. */
    void run(String verb) {
        Place.Databases databases = place.databases();
        execute(List.of(
                verb,
                "--map",
                map.toString(),
                "--url",
                databases.url(place.gymName()),
                "--user",
                databases.user(),
                "--home",
                scratch.resolve("home").toString()));
    }

    void help() {
        execute(List.of("--help"));
    }

    private void execute(List<String> words) {
        List<String> command = new ArrayList<>(List.of(launcher));
        command.addAll(words);
        start(command, place.databases().password());
    }

    /** A start of Java with the same options that does nothing at all. */
    static void bareJava() {
        start(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Nothing.class.getName()),
                "");
    }

    private static void start(List<String> command, String password) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.INHERIT)
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().put("PALIMPSEST_PASSWORD", password);
        try {
            int code = builder.start().waitFor();
            if (code != 0) {
                throw new IllegalStateException("'" + String.join(" ", command) + "' ended with " + code);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stopped);
        }
    }
}
