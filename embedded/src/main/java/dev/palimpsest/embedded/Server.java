package dev.palimpsest.embedded;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What is needed to command the server of one directory. */
record Server(Home home, Account account, Binaries binaries, String password) {
    static final String USER = "palimpsest";

    /** Runs one of PostgreSQL's programmes in the home; paths are given relative to it, so that none needs quoting. */
    Command.Outcome run(String programme, String... arguments) throws IOException {
        List<String> words = new ArrayList<>(List.of(binaries.programme(programme)));
        words.addAll(List.of(arguments));
        return new Command(account, home.directory(), words).run();
    }

    /** Stops at once: open transactions are rolled back, everything committed is written. */
    void stop() throws IOException {
        if (Postmaster.of(home.data())
                .filter(found -> found.runsIn(home.data()))
                .isEmpty()) {
            return;
        }
        Command.Outcome outcome =
                run("pg_ctl", "--pgdata=" + home.data().getFileName(), "--mode=fast", "--wait", "stop");
        if (!outcome.good() && Postmaster.anybodyIn(home.data())) {
            throw new EmbeddedPostgresException("PostgreSQL in " + home.data() + " did not stop. Read " + home.log()
                    + ". pg_ctl says: " + outcome.output().strip());
        }
    }

    /** The record's text must not carry the password. */
    @Override
    public String toString() {
        return "Server[" + home.directory() + "]";
    }
}
