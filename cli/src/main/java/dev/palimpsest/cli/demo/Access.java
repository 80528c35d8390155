package dev.palimpsest.cli.demo;

import dev.palimpsest.cli.Shell;
import dev.palimpsest.cli.document.DemoDocument;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How to reach the demo's database by hand. */
final class Access {
    private final DemoServer server;
    private final DemoSettings settings;

    Access(DemoServer server, DemoSettings settings) {
        this.server = server;
        this.settings = settings;
    }

    boolean isKept() {
        return settings.ending() == DemoSettings.Ending.KEEP;
    }

    DemoDocument.@Nullable Connection connection() {
        return isKept()
                ? new DemoDocument.Connection(
                        DemoServer.HOST,
                        server.port(),
                        server.user(),
                        settings.database(),
                        server.passwordFile().toString(),
                        server.jdbcUrl(settings.database()))
                : null;
    }

    /** The command with which somebody looks around in the database. */
    String client() {
        return server.client(settings.database());
    }

    /** The options that attach a verb to this database. */
    String attach() {
        return Shell.line(List.of(
                "--map",
                settings.map().toString(),
                "--url",
                server.jdbcUrl(settings.database()),
                "--user",
                server.user(),
                "--password-file",
                server.passwordFile().toString(),
                "--home",
                settings.home().toString(),
                "--lang",
                settings.language()));
    }
}
