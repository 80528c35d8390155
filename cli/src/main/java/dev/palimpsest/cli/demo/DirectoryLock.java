package dev.palimpsest.cli.demo;

import dev.palimpsest.home.PrivateDirectory;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps two demonstrations out of one directory: each makes its database anew. Ends with the process at the latest. */
final class DirectoryLock implements AutoCloseable {
    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Makes the directory where it is missing. By default it lies in the home of Palimpsest, which has to be private: what
     * is made on the way there is, too.
     *
     * @throws PalimpsestException RUN_BUSY when another demonstration is under way there
     */
    static DirectoryLock of(Path directory) {
        try {
            PrivateDirectory.makeMissing(directory);
            FileChannel channel = FileChannel.open(
                    directory.resolve("demo.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (isTaken(channel)) {
                channel.close();
                throw new PalimpsestException(
                        ErrorCode.RUN_BUSY,
                        "Another demo is under way in " + directory
                                + ". Wait for it, or name another directory with --dir.");
            }
            return new DirectoryLock(channel);
        } catch (IOException refused) {
            throw new PalimpsestException(
                    ErrorCode.HOME_UNUSABLE, directory + " cannot be written. Name another directory with --dir.");
        }
    }

    private static boolean isTaken(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() == null;
        } catch (OverlappingFileLockException bySomebodyInThisProcess) {
            return true;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException broken) {
            // the lock ends with the process
        }
    }
}
