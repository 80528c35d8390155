package dev.palimpsest.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What {@code postmaster.pid} says about the server of a data directory.
 *
 * @param state {@code starting}, {@code ready}, {@code stopping} or another word of PostgreSQL
 */
record Postmaster(long pid, int port, String state) {
    private static final int PID = 0;
    private static final int PORT = 3;
    private static final int STATE = 7;

    static Path file(Path data) {
        return data.resolve("postmaster.pid");
    }

    /** Empty when there is no file, or one that is just being written. */
    static Optional<Postmaster> of(Path data) throws IOException {
        try {
            List<String> lines = Files.readAllLines(file(data));
            return lines.size() <= STATE
                    ? Optional.empty()
                    : Optional.of(new Postmaster(
                            Long.parseLong(lines.get(PID).strip()),
                            Integer.parseInt(lines.get(PORT).strip()),
                            lines.get(STATE).strip()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    boolean ready() {
        return state.equals("ready");
    }
}
