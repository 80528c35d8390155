package dev.palimpsest.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** A server whose programmes come from a jar. */
final class PostgresServer extends Server {
    private final Binaries binaries;
    private final boolean durable;

    PostgresServer(Home home, Account account, boolean durable) throws IOException {
        super(home, account);
        this.binaries = Binaries.unpacked(account);
        this.durable = durable;
    }

    @Override
    Path configuration() {
        return home().data().resolve("postgresql.conf");
    }

    @Override
    Path processFile() {
        return Postmaster.file(home().data());
    }

    @Override
    Path versionFile(Path data) {
        return data.resolve("PG_VERSION");
    }

    @Override
    String version() throws IOException {
        return Binaries.version();
    }

    @Override
    void fill(Path unfinishedData) throws IOException {
        List<String> options = new ArrayList<>(List.of(
                "--pgdata=" + unfinishedData.getFileName(),
                "--username=" + USER,
                "--pwfile=" + home().passwordFile().getFileName(),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--data-checksums",
                durable ? "--sync-method=fsync" : "--no-sync"));
        if (!durable) {
            // a server for tests is logged in to thousands of times, and its password ends with it
            options.addAll(List.of("--set", "scram_iterations=1"));
        }
        Command.Outcome outcome = run("initdb", options.toArray(String[]::new));
        if (!outcome.good()) {
            throw new EmbeddedDatabaseException("The data directory " + home().data()
                    + " could not be made. initdb says: " + outcome.output().strip());
        }
    }

    @Override
    OptionalInt port() throws IOException {
        return Postmaster.of(home().data())
                .filter(found -> found.ready() && ServerProcess.worksIn(found.pid(), home().data()))
                .map(found -> OptionalInt.of(found.port()))
                .orElse(OptionalInt.empty());
    }

    @Override
    Attempt start() throws IOException {
        long before = home().logSize();
        Command.Outcome outcome = run(
                "pg_ctl",
                "--pgdata=" + home().data().getFileName(),
                "--log=" + home().log().getFileName(),
                "--wait",
                "--timeout=" + Launch.PATIENCE.toSeconds(),
                "start");
        if (outcome.good()) {
            return Attempt.STARTED;
        }
        return home().logSince(before).contains("could not bind") ? Attempt.PORT_TAKEN : Attempt.FAILED;
    }

    @Override
    void stop() throws IOException {
        if (Postmaster.of(home().data())
                .filter(found -> ServerProcess.worksIn(found.pid(), home().data()))
                .isEmpty()) {
            return;
        }
        Command.Outcome outcome =
                run("pg_ctl", "--pgdata=" + home().data().getFileName(), "--mode=fast", "--wait", "stop");
        if (!outcome.good() && ServerProcess.anyIn(home().data())) {
            throw new EmbeddedDatabaseException("PostgreSQL in " + home().data() + " did not stop. Read " + home().log()
                    + ". pg_ctl says: " + outcome.output().strip());
        }
    }

    /** Runs one of the programmes in the home; paths are given relative to it, so that none needs quoting. */
    private Command.Outcome run(String programme, String... arguments) throws IOException {
        List<String> words = new ArrayList<>(List.of(binaries.programme(programme)));
        words.addAll(List.of(arguments));
        return new Command(account(), home().directory(), words).run();
    }
}
