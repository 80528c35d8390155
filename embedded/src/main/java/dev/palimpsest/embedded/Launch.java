package dev.palimpsest.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One start: the way from a directory in any state to a server that takes connections. */
final class Launch {
    static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int ATTEMPTS = 5;
    private static final Pattern PORT = Pattern.compile("(?m)^port = ['\"](\\d+)['\"]$");

    private final ServerSettings settings;
    private final @Nullable Account chosen;
    private final Maker maker;

    /** Knows the programmes of a product. */
    interface Maker {
        Server of(Home home, Account account) throws IOException;
    }

    Launch(ServerSettings settings, @Nullable Account chosen, Maker maker) {
        this.settings = settings;
        this.chosen = chosen;
        this.maker = maker;
    }

    /** @param directory where the server's data stay; none for a directory that goes with it */
    Launched start(Product product, @Nullable Path directory) {
        if (directory != null) {
            return start(Home.at(product, directory), false);
        }
        Home home = Home.temporary(product);
        try {
            return start(home, true);
        } catch (RuntimeException e) {
            home.deleteQuietly();
            throw e;
        }
    }

    private Launched start(Home asked, boolean temporary) {
        try {
            return startIn(asked.prepare(), temporary);
        } catch (IOException e) {
            throw new EmbeddedDatabaseException(
                    "The embedded " + asked.product() + " in " + asked.directory() + " could not be started: "
                            + e.getMessage()
                            + ". Check the rights and the free space of this directory, or name another one.",
                    e);
        }
    }

    private Launched startIn(Home home, boolean temporary) throws IOException {
        Usage usage = Usage.of(home);
        try (var alone = Usage.alone(home)) {
            Server server = maker.of(home, chosen == null ? Account.forServerIn(home) : chosen);
            boolean adopted = settled(server);
            if (!adopted) {
                server.create();
                launch(server);
            }
            int port = server.port().orElseThrow(() -> new IOException("the server vanished right after its start"));
            return new Launched(server, usage, port, adopted, temporary);
        } catch (IOException | RuntimeException e) {
            usage.close();
            throw e;
        }
    }

    /** Waits until the directory holds either a server that is ready (true) or nobody at all (false). */
    private static boolean settled(Server server) throws IOException {
        Home home = server.home();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            if (server.port().isPresent()) {
                return true;
            }
            if (!ServerProcess.anyIn(home.data())) {
                // Left by a crash. A server might take any process that got the number since for the old one.
                Files.deleteIfExists(server.processFile());
                return false;
            }
            pause(home.product());
        }
        throw new EmbeddedDatabaseException("A " + home.product() + " server in " + home.data()
                + " has been starting or stopping for " + PATIENCE.toMinutes() + " minutes. Read " + home.log() + ".");
    }

    private void launch(Server server) throws IOException {
        Home home = server.home();
        Files.deleteIfExists(home.keptMark());
        home.turnLog();
        long before = home.logSize();
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            int port = attempt == 1 ? sameOrFreePort(server.configuration()) : freePort(0);
            Files.writeString(server.configuration(), settings.text(port));
            server.account().own(home);
            switch (server.start()) {
                case STARTED -> {
                    return;
                }
                case PORT_TAKEN -> {}
                case FAILED -> attempt = ATTEMPTS;
            }
        }
        throw new EmbeddedDatabaseException(home.product() + " did not start in " + home.data() + ". Its log "
                + home.log() + " says:\n" + home.logSince(before).strip());
    }

    /** The port of the last start, so that what people noted stays true, or a free one. */
    private static int sameOrFreePort(Path configuration) throws IOException {
        OptionalInt last = lastPort(configuration);
        if (last.isPresent()) {
            try {
                return freePort(last.getAsInt());
            } catch (IOException e) {
                return freePort(0);
            }
        }
        return freePort(0);
    }

    static OptionalInt lastPort(Path configuration) throws IOException {
        if (!Files.exists(configuration)) {
            return OptionalInt.empty();
        }
        Matcher port = PORT.matcher(Files.readString(configuration));
        return port.find() ? OptionalInt.of(Integer.parseInt(port.group(1))) : OptionalInt.empty();
    }

    private static int freePort(int wanted) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), wanted));
            return socket.getLocalPort();
        }
    }

    static void pause(Product product) {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedDatabaseException("Interrupted while waiting for " + product + ".", e);
        }
    }
}
