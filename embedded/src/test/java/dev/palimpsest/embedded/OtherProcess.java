package dev.palimpsest.embedded;

import java.nio.file.Path;

/** A second process that uses a server: ends at once, or waits to be ended. */
final class OtherProcess {
    private OtherProcess() {}

    public static void main(String[] arguments) throws InterruptedException {
        EmbeddedPostgres.at(Path.of(arguments[0])).durable(false).start();
        System.out.println("started");
        if (arguments[1].equals("wait")) {
            Thread.sleep(600_000);
        }
    }
}
