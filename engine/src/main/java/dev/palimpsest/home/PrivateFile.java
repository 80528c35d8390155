package dev.palimpsest.home;

import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/**
 * Files that only their owner may read (mode 0600), written whole or not at all: first beside their place and onto the disk,
 * then moved there. A link is neither followed nor replaced, since it may lead to a file of somebody else.
 */
public final class PrivateFile {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    /** How the names of files begin that are not whole yet. */
    static final String UNFINISHED = ".unfinished-";

    private PrivateFile() {}

    /**
     * Writes a file in place of an earlier one, if there is one.
     *
     * @throws PalimpsestException FILE_NOT_PRIVATE when there is a link or something else than a file
     * @throws IOException when it cannot be written; then an earlier file is as it was, and {@link WriteFailure} says why
     */
    public static void replace(Path file, byte[] content) throws IOException {
        refuseLink(file);
        Path fresh = fresh(file, UNFINISHED);
        try {
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
                ByteBuffer left = ByteBuffer.wrap(content);
                while (left.hasRemaining()) {
                    channel.write(left);
                }
                channel.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
        sync(directory(file));
    }

    /** A new empty file beside this one. */
    static Path fresh(Path file, String prefix) throws IOException {
        return Files.createTempFile(directory(file), prefix, null, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    }

    static Path directory(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file lies in a directory");
    }

    /**
     * A new file, which is on the disk when the writer is closed.
     *
     * @throws FileAlreadyExistsException when there is one, or a link
     */
    public static Writer create(Path file) throws IOException {
        return new SyncedWriter(FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(OWNER_ONLY)));
    }

    /** @throws PalimpsestException FILE_NOT_PRIVATE when there is a link or something else than a file */
    static void refuseLink(Path file) {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new PalimpsestException(
                    ErrorCode.FILE_NOT_PRIVATE,
                    file + " is a link or no file. It might lead to a file of somebody else, so nothing was read or"
                            + " written. Remove it, or name the file itself.");
        }
    }

    /** Puts the names in a directory onto the disk. */
    static void sync(Path directory) throws IOException {
        try (FileChannel entries = FileChannel.open(directory, StandardOpenOption.READ)) {
            entries.force(true);
        }
    }

    private static final class SyncedWriter extends FilterWriter {
        private final FileChannel channel;

        SyncedWriter(FileChannel channel) {
            super(new java.io.BufferedWriter(Channels.newWriter(channel, StandardCharsets.UTF_8)));
            this.channel = channel;
        }

        @Override
        public void close() throws IOException {
            try (channel) {
                if (channel.isOpen()) {
                    flush();
                    channel.force(true);
                }
            }
        }
    }
}
