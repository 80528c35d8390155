package dev.palimpsest.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WriteFailureTest {
    @TempDir
    private Path directory;

    @Test
    void a_full_disk_is_called_a_full_disk() {
        assertThat(WriteFailure.of(new IOException("No space left on device"))).contains("the disk is full");
        assertThat(WriteFailure.of(new FileSystemException("a", null, "Disk quota exceeded")))
                .contains("the disk is full");
    }

    @Test
    void other_reasons_have_their_own_words() {
        assertThat(WriteFailure.of(new AccessDeniedException("a"))).contains("no right");
        assertThat(WriteFailure.of(new FileSystemException("a", null, "Read-only file system")))
                .contains("read-only");
        assertThat(WriteFailure.of(new IOException((String) null))).isEqualTo("cannot be written");
    }

    @Test
    void a_missing_directory_is_named_and_nothing_is_left() throws IOException {
        IOException failure = catchThrowableOfType(
                IOException.class, () -> PrivateFile.replace(directory.resolve("no/such"), new byte[1]));

        assertThat(WriteFailure.of(failure)).contains("its directory does not exist");
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).isEmpty();
        }
    }
}
