package dev.palimpsest.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One start: the way from a directory in any state to a server that takes connections. */
final class Launch {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int ATTEMPTS = 5;
    private static final long LARGE_LOG = 1_000_000;
    private static final Pattern PORT = Pattern.compile("(?m)^port = '(\\d+)'$");

    private final Home asked;
    private final ServerSettings settings;
    private final @Nullable Account chosen;
    private final boolean temporary;

    Launch(Home asked, ServerSettings settings, @Nullable Account chosen, boolean temporary) {
        this.asked = asked;
        this.settings = settings;
        this.chosen = chosen;
        this.temporary = temporary;
    }

    RunningPostgres start() throws IOException {
        Home home = asked.prepare();
        Usage usage = Usage.of(home);
        try (var alone = Usage.alone(home)) {
            Account account = chosen == null ? Account.forServerIn(home) : chosen;
            Server server = new Server(home, account, Binaries.unpacked(account), home.password());
            boolean adopted = settled(server);
            if (!adopted) {
                create(server);
                launch(server);
            }
            int port = Postmaster.of(home.data())
                    .map(Postmaster::port)
                    .orElseThrow(() -> new IOException("the server vanished right after its start"));
            return new RunningPostgres(server, usage, port, new RunningPostgres.Origin(adopted, temporary));
        } catch (IOException | RuntimeException e) {
            usage.close();
            throw e;
        }
    }

    /** Waits until the directory holds either a server that is ready (true) or nobody at all (false). */
    private boolean settled(Server server) throws IOException {
        Path data = server.home().data();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            Optional<Postmaster> running = Postmaster.of(data).filter(found -> found.runsIn(data));
            if (running.map(Postmaster::ready).orElse(false)) {
                return true;
            }
            if (running.isEmpty() && !Postmaster.anybodyIn(data)) {
                // Left by a crash. PostgreSQL itself would take any process that got the number since for the old one.
                Files.deleteIfExists(Postmaster.file(data));
                return false;
            }
            pause();
        }
        throw new EmbeddedPostgresException("A PostgreSQL server in " + data + " has been starting or stopping for "
                + PATIENCE.toMinutes() + " minutes. Read " + server.home().log() + ".");
    }

    private void create(Server server) throws IOException {
        Home home = server.home();
        if (Files.exists(home.data())) {
            requireSameMajorVersion(home.data());
            server.account().own(home);
            return;
        }
        Home.delete(home.unfinishedData());
        server.account().own(home);
        Command.Outcome outcome = server.run(
                "initdb",
                "--pgdata=" + home.unfinishedData().getFileName(),
                "--username=" + Server.USER,
                "--pwfile=" + home.passwordFile().getFileName(),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--data-checksums",
                settings.durable() ? "--sync-method=fsync" : "--no-sync");
        if (!outcome.good()) {
            throw new EmbeddedPostgresException("The data directory " + home.data()
                    + " could not be made. initdb says: " + outcome.output().strip());
        }
        Files.move(home.unfinishedData(), home.data(), StandardCopyOption.ATOMIC_MOVE);
    }

    private void launch(Server server) throws IOException {
        Home home = server.home();
        Files.deleteIfExists(home.keptMark());
        if (Files.exists(home.log()) && Files.size(home.log()) > LARGE_LOG) {
            Files.move(home.log(), home.log().resolveSibling("postgresql.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            int port = attempt == 1 ? sameOrFreePort(home) : freePort(0);
            Files.writeString(configuration(home), settings.text(port));
            long before = Files.exists(home.log()) ? Files.size(home.log()) : 0;
            Command.Outcome outcome = server.run(
                    "pg_ctl",
                    "--pgdata=" + home.data().getFileName(),
                    "--log=" + home.log().getFileName(),
                    "--wait",
                    "--timeout=" + PATIENCE.toSeconds(),
                    "start");
            if (outcome.good()) {
                return;
            }
            String said = since(home.log(), before);
            if (attempt == ATTEMPTS || !said.contains("could not bind")) {
                throw new EmbeddedPostgresException("PostgreSQL did not start in " + home.data() + ". Its log "
                        + home.log() + " says:\n" + (said.isBlank() ? outcome.output() : said).strip());
            }
        }
    }

    private static void requireSameMajorVersion(Path data) throws IOException {
        String written = Files.readString(data.resolve("PG_VERSION")).strip();
        String version = Binaries.version();
        if (!version.startsWith(written + ".")) {
            throw new EmbeddedPostgresException(data + " was written by PostgreSQL " + written + ", but this version of"
                    + " Palimpsest brings " + version + ". Name another directory, or use the version of Palimpsest"
                    + " that made this one.");
        }
    }

    private static Path configuration(Home home) {
        return home.data().resolve("postgresql.conf");
    }

    /** The port of the last start, so that what people noted stays true, or a free one. */
    private static int sameOrFreePort(Home home) throws IOException {
        Matcher last = PORT.matcher(Files.readString(configuration(home)));
        if (last.find()) {
            try {
                return freePort(Integer.parseInt(last.group(1)));
            } catch (IOException e) {
                return freePort(0);
            }
        }
        return freePort(0);
    }

    private static int freePort(int wanted) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), wanted));
            return socket.getLocalPort();
        }
    }

    private static String since(Path log, long before) throws IOException {
        if (!Files.exists(log)) {
            return "";
        }
        byte[] all = Files.readAllBytes(log);
        int from = (int) Math.min(before, all.length);
        return new String(all, from, all.length - from, StandardCharsets.UTF_8);
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedPostgresException("Interrupted while waiting for PostgreSQL.", e);
        }
    }
}
