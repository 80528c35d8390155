package dev.palimpsest.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** As whom the server's programmes run. A database refuses to run as root, so root has to step down first. */
enum Account {
    /** Whoever started Palimpsest; for everybody but root. */
    SELF(List.of()),
    /**
     * Root, seen as nobody inside a user namespace: the files stay root's own. Preferred for root. Nobody is mapped, not
     * only shown, because MariaDB gives a file that replaces another to the owner of the other.
     */
    NAMESPACE(List.of("unshare", "--user", "--map-user=65534", "--map-group=65534")),
    /** Nobody (user 65534), who then owns the files; for root where user namespaces are barred, as in many containers. */
    NOBODY(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));

    static final int ROOT = 0;
    private static final int NOBODY_ID = 65534;

    private final List<String> prefix;

    Account(List<String> prefix) {
        this.prefix = prefix;
    }

    /** The account for a server in this directory: the one its data already belong to, otherwise the best that works. */
    static Account forServerIn(Home home) throws IOException {
        if (self() != ROOT) {
            return SELF;
        }
        if (Files.exists(home.data())) {
            return ownerOf(home.data()) == NOBODY_ID ? NOBODY : NAMESPACE;
        }
        return Stream.of(NAMESPACE, NOBODY)
                .filter(account -> account.works(home.directory()))
                .findFirst()
                .orElseThrow(() -> new EmbeddedDatabaseException(home.product() + " does not run as root, and neither"
                        + " 'unshare --user' nor 'setpriv' works here. Install util-linux, or start Palimpsest as an"
                        + " ordinary user."));
    }

    /** The number of the user this process runs as. */
    static int self() throws IOException {
        return ownerOf(Path.of("/proc/self"));
    }

    static int ownerOf(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:uid");
    }

    List<String> command(List<String> command) {
        return Stream.concat(prefix.stream(), command.stream()).toList();
    }

    /** Gives the files of the server to its account. */
    void own(Home home) throws IOException {
        if (this != NOBODY) {
            return;
        }
        try (Stream<Path> paths = Files.walk(home.directory())) {
            for (Path path : paths.toList()) {
                Files.setAttribute(path, "unix:uid", NOBODY_ID, LinkOption.NOFOLLOW_LINKS);
                Files.setAttribute(path, "unix:gid", NOBODY_ID, LinkOption.NOFOLLOW_LINKS);
            }
        }
        if (new Command(
                        this,
                        Path.of("/"),
                        List.of("test", "-x", home.directory().toString()))
                .fails()) {
            throw new EmbeddedDatabaseException(home.product() + " has to run as user " + NOBODY_ID
                    + " here (root may not make user namespaces), and that"
                    + " user cannot reach " + home.directory()
                    + ". Name a directory below one that everybody may enter, for instance in /var/lib.");
        }
    }

    private boolean works(Path directory) {
        return !new Command(this, directory, List.of("true")).fails();
    }
}
