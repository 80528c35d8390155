package dev.palimpsest.embedded;

import java.nio.file.Path;

/** A second process that uses a server: ends at once, or waits to be ended. */
final class OtherProcess {
    private OtherProcess() {}

    /** Arguments: the database that always exists, the directory, and {@code start} or {@code wait}. */
    public static void main(String[] arguments) throws InterruptedException {
        Path directory = Path.of(arguments[1]);
        EmbeddedDatabase<?> server =
                arguments[0].equals("mysql") ? EmbeddedMariaDb.at(directory) : EmbeddedPostgres.at(directory);
        server.durable(false).start();
        System.out.println("started");
        if (arguments[2].equals("wait")) {
            Thread.sleep(600_000);
        }
    }
}
