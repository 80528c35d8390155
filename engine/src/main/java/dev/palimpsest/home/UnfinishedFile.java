package dev.palimpsest.home;

import dev.palimpsest.text.Sha256;
import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;

/**
 * A file that only its owner may read (mode 0600) and that grows beside its place until it is whole: then it is moved there, or
 * it goes. For what is too long for {@link PrivateFile#replace}. Not thread-safe.
 */
public final class UnfinishedFile implements Closeable {
    private static final int BUFFER = 1 << 16;

    private final Path place;
    private final Path fresh;
    private final FileChannel channel;
    private final MessageDigest digest;
    private final DigestOutputStream hashing;
    private final OutputStream out;
    private final Writer writer;

    private UnfinishedFile(Path place, Path fresh) throws IOException {
        this.place = place;
        this.fresh = fresh;
        this.channel = FileChannel.open(fresh, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        this.digest = Sha256.digest();
        // hashed in whole buffers, and only what is to be finished
        this.hashing = new DigestOutputStream(Channels.newOutputStream(channel), digest);
        this.out = new BufferedOutputStream(hashing, BUFFER);
        this.writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }

    /**
     * One that is to stand in this place.
     *
     * @throws dev.palimpsest.problem.PalimpsestException FILE_NOT_PRIVATE when there is a link or something else than a file
     */
    static UnfinishedFile of(Path place) throws IOException {
        PrivateFile.refuseLink(place);
        return new UnfinishedFile(
                place, PrivateFile.fresh(place, prefix(place.getFileName().toString())));
    }

    /** How the files begin that are to become one of this name. */
    static String prefix(String name) {
        return PrivateFile.UNFINISHED + name;
    }

    /** The same as a part that will be {@linkplain #append appended} to another, and is not hashed by itself. */
    public UnfinishedFile asPart() {
        hashing.on(false);
        return this;
    }

    /** Takes text in UTF-8. */
    public Writer writer() {
        return writer;
    }

    /** Appends what stands in another one, of which nothing more is written. */
    public void append(UnfinishedFile other) throws IOException {
        other.writer.flush();
        append(other.fresh);
    }

    /** Appends what stands in a file. */
    void append(Path file) throws IOException {
        writer.flush();
        Files.copy(file, out);
    }

    /** Puts everything onto the disk; nothing more is written. Returns the SHA-256 of it. */
    public String finish() throws IOException {
        writer.flush();
        channel.force(true);
        channel.close();
        return Sha256.hex(digest.digest());
    }

    /** Moves the finished file to its place, in place of an earlier one. */
    public void move() throws IOException {
        Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        PrivateFile.sync(PrivateFile.directory(place));
    }

    /** What was not moved goes. */
    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(fresh);
    }
}
