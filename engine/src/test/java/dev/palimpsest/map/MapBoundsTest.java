package dev.palimpsest.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are no honest map: too large, endless, bent into themselves. */
final class MapBoundsTest {
    @TempDir
    private Path directory;

    /** Bytes for each character of the file, in whatever steps it is read. */
    private static final long MOST_COPIES = 200;

    /** By this thread until now. */
    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    private static PalimpsestException refusal(String yaml) {
        return catchThrowableOfType(PalimpsestException.class, () -> PrivacyMapReader.read("gym.yaml", yaml));
    }

    /** Before, every piece of the line was copied again for each piece that followed. */
    @ParameterizedTest
    @ValueSource(strings = {"# %s", "title: %s", "title: \"%s\"", "title: '%s'"})
    void a_line_of_almost_two_million_characters_is_read_without_being_copied_again_and_again(String line) {
        String yaml = MapSamples.with("name: gym", "name: gym\n" + line.formatted("x".repeat(1_900_000)));

        long before = allocated();

        PrivacyMap map = PrivacyMapReader.read("gym.yaml", yaml);

        assertThat(map.name()).isEqualTo("gym");
        assertThat(allocated() - before).as("bytes allocated").isLessThan(MOST_COPIES * yaml.length());
    }

    @Test
    void a_file_of_more_than_two_million_bytes_is_refused_before_it_is_read() {
        PalimpsestException refused = refusal(MapSamples.with("name: gym", "name: gym\n# " + "x".repeat(3_000_000)));

        assertThat(refused.code()).isEqualTo(ErrorCode.MAP_NOT_YAML);
        assertThat(refused).hasMessageContaining("more than 2000000 bytes");
    }

    @Test
    void a_device_that_never_ends_is_refused() {
        assertThat(catchThrowableOfType(PalimpsestException.class, () -> PrivacyMapReader.read(Path.of("/dev/zero"))))
                .hasMessageContaining("more than 2000000 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- ", "!!str ["})
    void deep_nesting_is_refused(String step) {
        assertThat(refusal("palimpsest: 1\nname: " + step.repeat(100_000)).code())
                .isEqualTo(ErrorCode.MAP_NOT_YAML);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "treatment: &a [*a]",
                "treatment: &a {member: *a}",
                "treatment: &a {member: {keep: *a, x: *a, y: *a}}",
                "title: &a [*a, *a, *a, *a]",
                "a: &a [x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: &d [*c, *c]\ne: &e [*d, *d]\nf: &f [*e, *e]\ng: &g [*f, *f]"
                        + "\nh: &h [*g, *g]\ni: &i [*h, *h]\nj: &j [*i, *i]\nk: &k [*j, *j]\nl: &l [*k, *k]\nm: &m [*l, *l]"
                        + "\nn: &n [*m, *m]\no: &o [*n, *n]\np: &p [*o, *o]\nq: &q [*p, *p]\nr: &r [*q, *q]\ns: &s [*r, *r]"
                        + "\nt: &t [*s, *s]\nu: &u [*t, *t]\nv: &v [*u, *u]\nw: &w [*v, *v]\nx: &x [*w, *w]\ny: [*x, *x]"
            })
    void aliases_that_lead_back_or_multiply_end(String yaml) {
        PalimpsestException refused = refusal("palimpsest: 1\n" + yaml);

        assertThat(refused.problems()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 0x1b, 0x9b, 0xfffe})
    void a_character_that_yaml_does_not_allow_is_named_with_its_place(int character) {
        String yaml = MapSamples.with("name: gym", "name: gym\ntitle: ab" + Character.toString(character));

        assertThat(refusal(yaml))
                .hasMessageContaining("gym.yaml:3:10")
                .hasMessageContaining(String.format("U+%04X", character));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\r", "\n"})
    void whatever_ends_a_line_and_a_mark_of_byte_order_are_no_matter(String end) throws IOException {
        Path file = Files.writeString(
                directory.resolve("gym.yaml"), "\ufeff" + MapSamples.small().replace("\n", end));

        assertThat(PrivacyMapReader.read(file).name()).isEqualTo("gym");
    }

    @Test
    void a_key_that_stands_twice_is_refused_with_both_places() {
        assertThat(refusal(MapSamples.with("name: gym", "name: gym\nname: hall")))
                .hasMessageContaining("gym.yaml:3:1")
                .hasMessageContaining("first in line 2");
    }
}
