package dev.palimpsest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

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
