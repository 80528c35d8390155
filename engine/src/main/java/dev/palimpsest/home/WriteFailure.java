package dev.palimpsest.home;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;

/** Why a file could not be written, in words. */
public final class WriteFailure {
    private WriteFailure() {}

    /**
     * A part of a sentence that follows the file's name: {@code "cannot be written: the disk is full"}.
     *
     * @param failure of a method of {@link java.nio.file.Files} or of a channel; the words of the operating system are looked at,
     *     since Java has no other sign of a full disk
     */
    public static String of(IOException failure) {
        String reason = failure instanceof FileSystemException known && known.getReason() != null
                ? known.getReason()
                : String.valueOf(failure.getMessage());
        String words = reason.toLowerCase(Locale.ROOT);
        if (words.contains("no space left") || words.contains("quota exceeded") || words.contains("not enough space")) {
            return "cannot be written: the disk is full, or the user's share of it";
        }
        if (words.contains("read-only file system")) {
            return "cannot be written: the disk is read-only";
        }
        if (words.contains("file name too long")) {
            return "cannot be written: the name is too long";
        }
        return switch (failure) {
            case NoSuchFileException missing -> "cannot be written: its directory does not exist";
            case AccessDeniedException denied -> "cannot be written: the user has no right to";
            default -> "cannot be written";
        };
    }
}
