package dev.palimpsest.cli;

import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The password of the database user; never printed. */
record Password(@Nullable String value) {
    private static final String VARIABLE = "PALIMPSEST_PASSWORD";

    static Password of(@Nullable Path file, Map<String, String> environment) {
        return file == null ? new Password(environment.get(VARIABLE)) : new Password(read(file));
    }

    /** Whether every user of this machine may read the file. Not refused: mounted secrets are often like that. */
    static boolean isOpenToAll(Path file) {
        try {
            return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
        } catch (UnsupportedOperationException | IOException unknown) {
            return false;
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("");
        } catch (IOException unreadable) {
            throw refused(file);
        }
    }

    private static PalimpsestException refused(Path file) {
        return new PalimpsestException(
                ErrorCode.BAD_ARGUMENT,
                "The password file " + file + " cannot be read. Name one that exists, or set " + VARIABLE + ".");
    }

    @Override
    public String toString() {
        return "password";
    }
}
