package dev.palimpsest.cli.office;

import dev.palimpsest.cli.document.Document;
import dev.palimpsest.cli.document.ServeDocument;
import dev.palimpsest.cli.terminal.Terminal;
import dev.palimpsest.server.Office;
import dev.palimpsest.server.ServeSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Opens the office and closes it again. */
public final class Serving {
    private static final Duration LOOK = Duration.ofMillis(200);

    private Serving() {}

    /** Returns when somebody has pressed Ctrl-C or stopped the process, and the office is closed. */
    public static void untilCancelled(Terminal terminal, OfficeAsked asked, boolean json) throws InterruptedException {
        terminal.err().println("Starting the office ...");
        try (Office office = Office.serve(settings(asked))) {
            if (json) {
                String code = office.firstStartCode().orElse(null);
                Document.print(
                        terminal.out(), "serve", new ServeDocument(office.uri().toString(), code));
            } else {
                tell(terminal, office);
            }
            if (!asked.isForThisMachineOnly() && asked.certificate() == null) {
                terminal.err()
                        .println(
                                "Warning: passwords cross the network in the clear. Put a proxy that speaks https in front of"
                                        + " it, or add --certificate and --certificate-key.");
            }
            while (!terminal.watch().isCancelled()) {
                Thread.sleep(LOOK);
            }
        }
    }

    private static void tell(Terminal terminal, Office office) {
        terminal.out().println("The office is open: " + office.uri());
        office.firstStartCode()
                .ifPresent(code -> terminal.out()
                        .println("Nobody is in it yet. Become its administrator there with the code " + code + "."));
        terminal.out().println("Ctrl-C closes it.");
        terminal.out().flush();
    }

    private static ServeSettings settings(OfficeAsked asked) {
        String url = asked.controlUrl();
        String user = asked.controlUser();
        Path certificate = asked.certificate();
        Path key = asked.certificateKey();
        return new ServeSettings(
                asked.data(),
                asked.address(),
                asked.port(),
                url == null || user == null
                        ? Optional.empty()
                        : Optional.of(new ServeSettings.Control(url, user, asked.controlPassword())),
                certificate == null || key == null
                        ? Optional.empty()
                        : Optional.of(
                                new ServeSettings.Certificate(certificate.toAbsolutePath(), key.toAbsolutePath())));
    }
}
