package dev.palimpsest.embedded;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which processes work in a data directory: a server's have it as working directory, a dead one has none. */
final class ServerProcess {
    private static final Path PROCESSES = Path.of("/proc");

    private ServerProcess() {}

    /** Whether the process is a server of this data directory, and not another one that got its number later. */
    static boolean worksIn(long pid, Path data) {
        return worksIn(PROCESSES.resolve(Long.toString(pid)), data);
    }

    /** Whether any process works in this data directory, also one that lost its parent. */
    static boolean anyIn(Path data) throws IOException {
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
            for (Path process : processes) {
                if (worksIn(process, data)) {
                    return true;
                }
            }
            return false;
        }
    }

    private static boolean worksIn(Path process, Path data) {
        try {
            return Files.readSymbolicLink(process.resolve("cwd")).equals(data);
        } catch (IOException e) {
            return false;
        }
    }
}
