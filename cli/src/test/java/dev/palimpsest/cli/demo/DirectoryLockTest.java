package dev.palimpsest.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.home.Home;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DirectoryLockTest {
    @TempDir
    private Path directory;

    /** The demo lies in the home by default, and is often the first that makes it. */
    @Test
    void the_home_that_a_demo_has_made_on_its_way_can_be_used_afterwards() {
        Path home = directory.resolve(".palimpsest");

        DirectoryLock.of(home.resolve("demo")).close();

        assertThat(Home.at(home).directory()).isDirectory();
    }
}
