package dev.palimpsest.cli;

import dev.palimpsest.cli.office.OfficeAsked;
import dev.palimpsest.cli.office.Serving;
import dev.palimpsest.cli.terminal.Terminal;
import dev.palimpsest.home.Home;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code palimpsest serve}. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Serves the office: the web application for those who do this job, until Ctrl-C.",
        optionListHeading = "%nOptions:%n",
        footerHeading = Texts.EXAMPLES,
        footer = {
            "  palimpsest serve",
            "  palimpsest serve --port 443 --address 0.0.0.0 --certificate office.crt --certificate-key office.key",
            "",
            "The first start prints a code with which you become the administrator.",
            "",
            Texts.EXIT_CODES
        })
final class ServeVerb implements Callable<Integer> {
    private static final String PASSWORD = "PALIMPSEST_CONTROL_PASSWORD";
    private static final int PORTS = 65535;

    private final Terminal terminal;
    private final Map<String, String> environment;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8470",
            description = "Where it listens; 0 for any that is free (default: 8470).")
    private int port;

    @Option(
            names = "--address",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "For whom it listens: 127.0.0.1 for this machine only, 0.0.0.0 for all (default: 127.0.0.1).")
    private String address = "127.0.0.1";

    @Option(
            names = "--data",
            paramLabel = "DIRECTORY",
            description = "Where its keys, its log and its own database lie (default: ~/.palimpsest/office).")
    private @Nullable Path data;

    @Option(
            names = "--control-url",
            paramLabel = "URL",
            description = "A PostgreSQL database for what the office itself has to keep, instead of one of its own:"
                    + " jdbc:postgresql://HOST:PORT/DATABASE. Its password is taken from PALIMPSEST_CONTROL_PASSWORD.")
    private @Nullable String controlUrl;

    @Option(names = "--control-user", paramLabel = "NAME", description = "The user of that database.")
    private @Nullable String controlUser;

    @Option(
            names = "--certificate",
            paramLabel = "FILE",
            description = "The certificate of the office with its chain, PEM: pages come by https then.")
    private @Nullable Path certificate;

    @Option(names = "--certificate-key", paramLabel = "FILE", description = "The key of the certificate, PEM.")
    private @Nullable Path certificateKey;

    @Mixin
    private final Output output = new Output();

    ServeVerb(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.environment = environment;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (!isInstalled()) {
            throw new PalimpsestException(
                    ErrorCode.BAD_ARGUMENT,
                    "the office is not part of this installation: its libraries (lib/server) are missing. Start it from a"
                            + " clone of the sources with './palimpsest serve'.");
        }
        Serving.untilCancelled(terminal, asked(), output.isJson());
        return ExitCode.DONE;
    }

    private OfficeAsked asked() {
        if (port < 0 || port > PORTS) {
            throw refused("--port is " + port + ". It must be 0 to " + PORTS + ".");
        }
        boolean control = controlUrl != null || controlUser != null;
        if (control && (controlUrl == null || controlUser == null || !controlUrl.startsWith("jdbc:postgresql:"))) {
            throw refused(
                    "A database for the office takes --control-url jdbc:postgresql://HOST:PORT/DATABASE and --control-user"
                            + " NAME; its password goes to " + PASSWORD + ".");
        }
        if ((certificate == null) != (certificateKey == null)) {
            throw refused("--certificate and --certificate-key belong together. Name both files.");
        }
        Path place = data == null ? Home.standard().resolve("office") : data;
        return new OfficeAsked(
                place.toAbsolutePath().normalize(),
                address,
                port,
                controlUrl,
                controlUser,
                environment.get(PASSWORD),
                certificate,
                certificateKey);
    }

    private static PalimpsestException refused(String why) {
        return new PalimpsestException(ErrorCode.BAD_ARGUMENT, why);
    }

    /** An installation may do without the office and its libraries. */
    private static boolean isInstalled() {
        try {
            Class.forName("dev.palimpsest.server.Office", false, ServeVerb.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | NoClassDefFoundError missing) {
            return false;
        }
    }
}
