package dev.palimpsest.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One call of a programme, with a clean environment and a bound on its time. */
record Command(Account account, Path directory, List<String> words) {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Path NOTHING = Path.of("/dev/null");

    /** What the programme said, and whether it was content. */
    record Outcome(int status, String output) {
        boolean good() {
            return status == 0;
        }
    }

    boolean fails() {
        try {
            return !run().good();
        } catch (IOException e) {
            return true;
        }
    }

    Outcome run() throws IOException {
        return run(NOTHING);
    }

    /** Runs with this file as its input. */
    Outcome run(Path input) throws IOException {
        Path output = Files.createTempFile("palimpsest-", ".out");
        try {
            Process process = builder()
                    .redirectInput(input.toFile())
                    .redirectErrorStream(true)
                    // A file, because a server that inherits a pipe keeps it open for ever.
                    .redirectOutput(output.toFile())
                    .start();
            return new Outcome(await(process), Files.readString(output));
        } finally {
            Files.deleteIfExists(output);
        }
    }

    /** Appends what it says, without its complaints, to this file; returns whether it was content. */
    boolean append(Path output) throws IOException {
        return await(builder()
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start())
                == 0;
    }

    /** Starts what goes on after this process has ended, and appends all it says to this file. */
    Process begin(Path log) throws IOException {
        return builder()
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private ProcessBuilder builder() {
        ProcessBuilder builder = new ProcessBuilder(account.command(words))
                .directory(directory.toFile())
                .redirectInput(NOTHING.toFile());
        Map<String, String> environment = builder.environment();
        String path = environment.getOrDefault("PATH", "");
        environment.clear();
        environment.put("PATH", path + ":/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
        environment.put("LC_ALL", "C");
        environment.put("TZ", "UTC");
        return builder;
    }

    private int await(Process process) {
        try {
            if (process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                return process.exitValue();
            }
            throw new EmbeddedDatabaseException("'" + words.getFirst() + "' did not end within " + PATIENCE.toMinutes()
                    + " minutes and was stopped. Is the machine out of memory or disk?");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedDatabaseException("Interrupted while waiting for '" + words.getFirst() + "'.", e);
        } finally {
            process.destroyForcibly();
        }
    }
}
