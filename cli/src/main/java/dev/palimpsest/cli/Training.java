package dev.palimpsest.cli;

import dev.palimpsest.cli.terminal.Terminal;
import dev.palimpsest.preview.PreviewFile;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Shows Java which classes the verbs need, so that later starts find them prepared: executes the way of a record once on a
 * small business and prints nothing. Part of the build, not of the programme; {@code scripts/training.sh} calls it.
 */
final class Training {
    private static final Terminal NOWHERE =
            Terminal.plain(OutputStream.nullOutputStream(), OutputStream.nullOutputStream());

    private final List<String> attachment;

    private Training(List<String> attachment) {
        this.attachment = attachment;
    }

    /**
     * Where to train: a directory for the preview, then the options that attach a verb. The directory alone trains what
     * needs no database.
     */
    public static void main(String[] arguments) {
        System.setProperty("mariadb.logging.disable", "true");
        List<String> attachment = Arrays.asList(arguments).subList(1, arguments.length);
        CtrlC ctrlC = CtrlC.heededBy(Terminal.ofProcess(System.getenv()));
        new Training(attachment).train(Path.of(arguments[0]).resolve("preview.json"));
        ctrlC.done(ExitCode.DONE);
        Main.end(ExitCode.DONE);
    }

    private void train(Path preview) {
        Main.run(NOWHERE, System.getenv(), "--help");
        if (attachment.isEmpty()) {
            return;
        }
        verb("check");
        verb("survey");
        if (verb("preview", "--out", preview.toString()) == ExitCode.DONE) {
            String digest = PreviewFile.read(preview).digest();
            verb("run", "--preview", preview.toString(), "--confirm", digest);
            verb("prove");
        }
    }

    private int verb(String name, String... options) {
        List<String> words = new ArrayList<>(List.of(name));
        words.addAll(attachment);
        words.addAll(List.of(options));
        Map<String, String> environment = System.getenv();
        return Main.run(NOWHERE, environment, words.toArray(String[]::new));
    }
}
