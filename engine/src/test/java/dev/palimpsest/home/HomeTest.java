package dev.palimpsest.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HomeTest {
    @TempDir
    private Path directory;

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static void change(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    private PalimpsestException refusal() {
        return catchThrowableOfType(PalimpsestException.class, () -> Home.at(directory.resolve("home")));
    }

    @Test
    void only_the_owner_may_read_what_is_written() throws IOException {
        Home home = Home.at(directory.resolve("home"));
        home.keepKey("run", new byte[] {1});
        home.writeReport("run.json", new byte[] {2});

        assertThat(mode(home.directory())).isEqualTo("rwx------");
        assertThat(mode(home.directory().resolve("keystore"))).isEqualTo("rwx------");
        assertThat(mode(home.directory().resolve("keystore/run.key"))).isEqualTo("rw-------");
        assertThat(mode(home.reports().resolve("run.json"))).isEqualTo("rw-------");
        assertThat(home.key("run")).hasValue(new byte[] {1});
        assertThat(home.report("run.json")).hasValue(new byte[] {2});
    }

    @ParameterizedTest
    @CsvSource({
        "'', rwxrwxrwx, may be written by others",
        "'', rwxr-x---, may be read by others",
        "keystore, rwxrwxrwx, may be written by others",
        "keystore, rwx---r--, may be read by others",
        "reports, rwx-w----, may be written by others"
    })
    void a_directory_that_others_may_use_is_refused_with_what_to_do(String which, String mode, String why)
            throws IOException {
        Path home = Home.at(directory.resolve("home")).directory();
        change(home.resolve(which), mode);

        PalimpsestException refused = refusal();

        assertThat(refused.code()).isEqualTo(ErrorCode.HOME_NOT_PRIVATE);
        assertThat(refused)
                .hasMessageContaining(home.resolve(which) + " " + why)
                .hasMessageContaining("chmod 700");
    }

    @Test
    void a_directory_of_another_user_is_refused() throws IOException {
        Path home = Home.at(directory.resolve("home")).directory();
        assumeTrue(Files.getOwner(home).getName().equals("root"), "only root can give a directory away");
        Files.setOwner(
                home, home.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));

        assertThat(refusal()).hasMessageContaining("PAL-ENV-002").hasMessageContaining("belongs to the user nobody");
    }

    @Test
    void a_link_is_not_followed_where_keys_lie() throws IOException {
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        Path home = Home.at(directory.resolve("home")).directory();
        Files.delete(home.resolve("keystore"));
        Files.createSymbolicLink(home.resolve("keystore"), elsewhere);

        assertThat(refusal()).hasMessageContaining("PAL-ENV-002").hasMessageContaining("is a link");
    }

    @Test
    void a_link_to_a_whole_home_is_taken_for_the_home_itself() throws IOException {
        Home real = Home.at(directory.resolve("home"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), real.directory());

        assertThat(Home.at(link).directory()).isEqualTo(real.directory());
        change(real.directory(), "rwxr-xr-x");
        assertThat(catchThrowableOfType(PalimpsestException.class, () -> Home.at(link))
                        .code())
                .isEqualTo(ErrorCode.HOME_NOT_PRIVATE);
    }

    @Test
    void a_key_that_is_a_link_is_neither_read_nor_overwritten_with_zeros() throws IOException {
        Home home = Home.at(directory.resolve("home"));
        Path other = Files.writeString(directory.resolve("other"), "of somebody else");
        Files.createSymbolicLink(home.directory().resolve("keystore/run.key"), other);

        for (Runnable act : new Runnable[] {
            () -> home.key("run"), () -> home.forgetKey("run"), () -> home.keepKey("run", new byte[] {1})
        }) {
            assertThat(catchThrowableOfType(PalimpsestException.class, act::run).code())
                    .isEqualTo(ErrorCode.FILE_NOT_PRIVATE);
        }
        assertThat(other).hasContent("of somebody else");
    }

    @Test
    void an_earlier_file_is_replaced_whole_and_nothing_is_left_beside_it() throws IOException {
        Home home = Home.at(directory.resolve("home"));
        home.writeReport("head", "a longer text".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        home.writeReport("head", new byte[] {'b'});

        assertThat(home.reports().resolve("head")).hasContent("b");
        try (Stream<Path> files = Files.list(home.reports())) {
            assertThat(files).hasSize(1);
        }
    }
}
