package dev.palimpsest.cli.demo;

import dev.palimpsest.cli.Shell;
import dev.palimpsest.cli.document.DemoDocument;
import dev.palimpsest.embedded.RunningPostgres;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How to reach the demo's database by hand. */
final class Access {
    private static final String HOST = "127.0.0.1";

    private final RunningPostgres server;
    private final DemoSettings settings;

    Access(RunningPostgres server, DemoSettings settings) {
        this.server = server;
        this.settings = settings;
    }

    boolean isKept() {
        return settings.ending() == DemoSettings.Ending.KEEP;
    }

    DemoDocument.@Nullable Connection connection() {
        return isKept()
                ? new DemoDocument.Connection(
                        HOST,
                        server.port(),
                        server.user(),
                        settings.database(),
                        server.passwordFile().toString(),
                        server.jdbcUrl(settings.database()))
                : null;
    }

    String psql() {
        return "PGPASSWORD=$(cat " + Shell.quoted(server.passwordFile().toString()) + ") psql -h " + HOST + " -p "
                + server.port() + " -U " + server.user() + " " + settings.database();
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
