package dev.palimpsest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.cli.terminal.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process ends when its verb has, and says how it went, whatever else was started in it. */
class EndOfProcessTest {
    private static int ended(int code, String other) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Verb.class.getName(),
                        String.valueOf(code),
                        other)
                .inheritIO()
                .start();
        boolean over = process.waitFor(30, TimeUnit.SECONDS);
        process.destroyForcibly().waitFor();
        assertThat(over).as("ended by itself").isTrue();
        return process.exitValue();
    }

    @Test
    void a_verb_that_is_done_ends_the_process() throws Exception {
        assertThat(ended(ExitCode.DONE, "alone")).isZero();
    }

    @Test
    void a_thread_that_never_ends_does_not_keep_the_process() throws Exception {
        assertThat(ended(ExitCode.DONE, "with a thread")).isZero();
        assertThat(ended(ExitCode.REFUSED, "with a thread")).isEqualTo(ExitCode.REFUSED);
    }

    @Test
    void a_verb_that_is_refused_says_so() throws Exception {
        assertThat(ended(ExitCode.REFUSED, "alone")).isEqualTo(ExitCode.REFUSED);
    }

    /** A signal that comes too late to end the verb does not speak for it. */
    @ParameterizedTest
    @ValueSource(ints = {ExitCode.DONE, ExitCode.INCOMPLETE, ExitCode.REFUSED, ExitCode.ENVIRONMENT})
    void a_verb_that_comes_to_its_end_although_it_was_told_to_end_says_how_it_went(int code) throws Exception {
        assertThat(toldToEnd(code)).isEqualTo(code);
    }

    @Test
    void a_verb_that_was_ended_has_the_code_of_the_signal() throws Exception {
        assertThat(toldToEnd(ExitCode.ENDED)).isEqualTo(128 + 15);
    }

    private static int toldToEnd(int code) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Told.class.getName(),
                        String.valueOf(code))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said;
        try (BufferedReader lines = process.inputReader()) {
            said = lines.readLine();
            process.toHandle().destroy();
            said += lines.readLine();
        }
        boolean over = process.waitFor(30, TimeUnit.SECONDS);
        process.destroyForcibly().waitFor();
        assertThat(over).as("ended by itself").isTrue();
        assertThat(said).isEqualTo("worksdropped");
        return process.exitValue();
    }

    /** Another process: is told to end, and comes to an end with that code. */
    static final class Told {
        private Told() {}

        public static void main(String[] arguments) {
            Terminal terminal = Terminal.ofProcess(Map.of());
            CtrlC ctrlC = CtrlC.heededBy(terminal);
            terminal.out().println("works");
            terminal.out().flush();
            while (!terminal.watch().isCancelled()) {
                Thread.onSpinWait();
            }
            terminal.out().println("dropped");
            terminal.out().flush();
            ctrlC.done(Integer.parseInt(arguments[0]));
            Main.end(Integer.parseInt(arguments[0]));
        }
    }

    /** Another process: ends with that code. */
    static final class Verb {
        private Verb() {}

        public static void main(String[] arguments) {
            if (!arguments[1].equals("alone")) {
                Thread.ofPlatform().daemon(false).start(Verb::waitForEver);
            }
            Main.end(Integer.parseInt(arguments[0]));
        }

        private static synchronized void waitForEver() {
            while (true) {
                try {
                    Verb.class.wait();
                } catch (InterruptedException goOn) {
                    // nothing ends this thread
                }
            }
        }
    }
}
