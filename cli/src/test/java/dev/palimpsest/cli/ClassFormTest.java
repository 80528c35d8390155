package dev.palimpsest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/**
 * A start is fast because Java finds the classes in an archive. It takes in none whose form is older than Java 6: such a class
 * is read and verified at every start.
 */
class ClassFormTest {
    private static final int JAVA_6 = 50;
    /** As old, but of tests, of benchmarks, or of the office, which is on the class path of no other verb. */
    private static final List<String> OF_OTHERS =
            List.of("archunit", "byte-buddy", "commons-math3", "jsr305", "tomcat-embed");

    @Test
    void the_library_of_the_command_line_is_of_a_form_that_the_archive_takes() throws IOException {
        try (InputStream bytes = CommandLine.class.getResourceAsStream("CommandLine.class")) {
            assertThat(form(bytes)).isGreaterThanOrEqualTo(JAVA_6);
        }
    }

    @Test
    void so_is_every_class_of_the_others() throws IOException {
        Map<String, Integer> tooOld = new TreeMap<>();
        int seen = 0;
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path place = Path.of(entry);
            if (Files.exists(place) && isOfTheProgramme(place.getFileName().toString())) {
                seen++;
                int oldest = oldestForm(place);
                if (oldest < JAVA_6) {
                    tooOld.put(entry, oldest);
                }
            }
        }

        assertThat(seen).isGreaterThan(10);
        assertThat(tooOld).isEmpty();
    }

    private static boolean isOfTheProgramme(String name) {
        return OF_OTHERS.stream().noneMatch(name::startsWith);
    }

    /** Of a folder or a jar; without classes, that of the newest. */
    private static int oldestForm(Path place) throws IOException {
        if (Files.isDirectory(place)) {
            return oldestBelow(place);
        }
        try (FileSystem jar = FileSystems.newFileSystem(place)) {
            return oldestBelow(jar.getPath("/"));
        }
    }

    private static int oldestBelow(Path folder) throws IOException {
        int oldest = Integer.MAX_VALUE;
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> classes =
                    files.filter(file -> file.toString().endsWith(".class")).toList();
            for (Path file : classes) {
                try (InputStream bytes = Files.newInputStream(file)) {
                    oldest = Math.min(oldest, form(bytes));
                }
            }
        }
        return oldest;
    }

    /** The number of the form (major version) behind the mark and the minor version. */
    private static int form(InputStream classFile) throws IOException {
        DataInputStream head = new DataInputStream(classFile);
        head.skipNBytes(Integer.BYTES + Short.BYTES);
        return head.readUnsignedShort();
    }
}
