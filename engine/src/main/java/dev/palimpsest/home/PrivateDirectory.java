package dev.palimpsest.home;

import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.Set;

/** Directories that only their owner may enter (mode 0700), and that belong to the user who runs this. */
public final class PrivateDirectory {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private PrivateDirectory() {}

    /**
     * Makes the directory where it is missing, with those above it, each for its owner only; what is there stays as it is.
     *
     * @throws IOException when one cannot be made
     */
    public static void makeMissing(Path directory) throws IOException {
        Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    }

    /**
     * Makes the directory where it is missing, with those above it, and requires that only its owner may enter it.
     *
     * @param code of the refusal when others may use it
     * @param holds what it holds, for the message: {@code "an export holds personal data"}
     * @throws PalimpsestException with the code when it is a link, belongs to another user, or gives rights to others
     * @throws IOException when it cannot be made or looked at
     */
    public static void make(Path directory, ErrorCode code, String holds) throws IOException {
        if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            Path parent = directory.getParent();
            if (parent != null) {
                makeMissing(parent);
            }
            try {
                Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            } catch (FileAlreadyExistsException meanwhile) {
                // another process was faster, and what it made is looked at
            }
        }
        require(directory, code, holds);
    }

    private static void require(Path directory, ErrorCode code, String holds) throws IOException {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            throw refused(code, directory, "is a link or no directory", holds, "Name the directory itself.");
        }
        UserPrincipal owner = Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS);
        UserPrincipal user = user(directory);
        if (!owner.equals(user)) {
            throw refused(
                    code,
                    directory,
                    "belongs to the user " + owner.getName() + ", and this is " + user.getName(),
                    holds,
                    "Name another directory, or give it to " + user.getName() + " with 'chown'.");
        }
        Set<PosixFilePermission> others = EnumSet.complementOf(EnumSet.copyOf(OWNER_ONLY));
        others.retainAll(Files.getPosixFilePermissions(directory, LinkOption.NOFOLLOW_LINKS));
        if (!others.isEmpty()) {
            boolean writable = others.contains(PosixFilePermission.GROUP_WRITE)
                    || others.contains(PosixFilePermission.OTHERS_WRITE);
            throw refused(
                    code,
                    directory,
                    "may be " + (writable ? "written" : "read") + " by others",
                    holds,
                    (writable ? "Look whether its files are yours, then protect it" : "Protect it")
                            + " with 'chmod 700', or name a directory that does not exist yet.");
        }
    }

    /** Who runs this, as a file that is made now would say. */
    private static UserPrincipal user(Path directory) throws IOException {
        Path process = Path.of("/proc/self");
        if (Files.exists(process)) {
            return Files.getOwner(process);
        }
        Path probe = Files.createTempFile(directory, ".unfinished-", null);
        try {
            return Files.getOwner(probe);
        } finally {
            Files.delete(probe);
        }
    }

    private static PalimpsestException refused(ErrorCode code, Path directory, String how, String holds, String next) {
        return new PalimpsestException(
                code, directory + " " + how + ", and " + holds + ". Nothing was written. " + next);
    }
}
