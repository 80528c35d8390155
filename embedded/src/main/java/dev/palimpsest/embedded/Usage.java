package dev.palimpsest.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The claim of this process on a server; ends with {@link #close()} or with the process, however that ends. */
final class Usage implements AutoCloseable {
    private static final Set<Path> CLAIMED = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;
    private FileLock lock;

    private Usage(Path file, FileChannel channel, FileLock lock) {
        this.file = file;
        this.channel = channel;
        this.lock = lock;
    }

    /** Claims the server, together with other processes that use it. */
    static Usage of(Home home) throws IOException {
        Path file = home.useLock();
        if (!CLAIMED.add(file)) {
            throw new EmbeddedDatabaseException("This process already uses the embedded " + home.product() + " in "
                    + home.directory() + ". Share it, or close it first.");
        }
        try {
            FileChannel channel = open(file);
            return new Usage(file, channel, channel.lock(0, Long.MAX_VALUE, true));
        } catch (IOException | RuntimeException e) {
            CLAIMED.remove(file);
            throw e;
        }
    }

    /** Starting and stopping is for one process at a time. */
    static AutoCloseableLock alone(Home home) throws IOException {
        FileChannel channel = open(home.startLock());
        channel.lock();
        return channel::close;
    }

    /** Whether no other process uses the server. Call it while nobody can start or stop. */
    boolean isLast() throws IOException {
        lock.release();
        @Nullable FileLock whole = channel.tryLock();
        if (whole != null) {
            whole.release();
        }
        lock = channel.lock(0, Long.MAX_VALUE, true);
        return whole != null;
    }

    @Override
    public void close() throws IOException {
        channel.close();
        CLAIMED.remove(file);
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /** Held by closing it. */
    interface AutoCloseableLock extends AutoCloseable {
        @Override
        void close() throws IOException;
    }
}
