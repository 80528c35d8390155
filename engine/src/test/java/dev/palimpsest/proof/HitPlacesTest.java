package dev.palimpsest.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.home.Home;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of a list of hits: each place once, whatever was found in it, and without the list being read for each page. */
final class HitPlacesTest {
    private static final int PLACES = 5_000;

    @TempDir
    private Path directory;

    private static String line(String hitClass, int place, String kind) {
        return "{\"class\":\"" + hitClass + "\",\"table\":\"public.stra\u00dfe\",\"column\":\"body\",\"key\":\"" + place
                + "\",\"kind\":\"" + kind + "\",\"treated\":false}\n";
    }

    /** Every place is named in three lines that stand apart; what is shared stands behind them. */
    private Home home() {
        Home home = Home.at(directory.resolve("home"));
        StringBuilder list = new StringBuilder();
        for (String kind : List.of("name", "email")) {
            for (int place = 0; place < PLACES; place++) {
                list.append(line("residual", place, kind));
            }
        }
        for (int place = 0; place < PLACES; place++) {
            list.append(line("possible", place, "phone"));
        }
        list.append(line("shared", PLACES, "email"));
        home.writeReport("run.hits.jsonl", list.toString().getBytes(StandardCharsets.UTF_8));
        return home;
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, PLACES - 1, PLACES, 3 * PLACES})
    void each_of_thousands_of_places_is_on_one_page_however_many_are_told_apart_at_once(int atOnce) {
        HitPlaces places = new HitPlaces(home(), "run", atOnce);
        Set<String> seen = new HashSet<>();
        List<String> all = new ArrayList<>();

        for (long from = 0; from < PLACES; from += 600) {
            HitPlaces.Page page = places.page(from, 600);
            assertThat(page.total()).isEqualTo(PLACES);
            all.addAll(page.lines());
        }

        all.forEach(line -> seen.add(line.split("\"")[15]));
        assertThat(all)
                .hasSize(PLACES)
                .startsWith(line("residual", 0, "name").strip())
                .endsWith(line("residual", PLACES - 1, "name").strip());
        assertThat(seen).hasSize(PLACES);
        assertThat(places.page(PLACES, 10).lines()).isEmpty();
    }

    @Test
    void a_page_is_read_without_the_lines_before_it() throws IOException {
        Home home = home();
        HitPlaces places = new HitPlaces(home, "run", PLACES);
        String last = places.page(PLACES - 1, 1).lines().getFirst();
        Path file = home.reports().resolve("run.hits.jsonl");
        FileTime written = Files.getLastModifiedTime(file);
        byte[] bytes = Files.readAllBytes(file);

        // nobody looks at what stands before: it may be anything
        Arrays.fill(bytes, 0, 1_000, (byte) '?');
        Files.write(file, bytes);
        Files.setLastModifiedTime(file, written);

        assertThat(new HitPlaces(home, "run", PLACES).page(PLACES - 1, 1))
                .isEqualTo(new HitPlaces.Page(List.of(last), PLACES));
    }

    @Test
    void another_list_in_its_place_is_read_anew() {
        Home home = home();
        assertThat(new HitPlaces(home, "run", PLACES).page(0, 1).total()).isEqualTo(PLACES);

        home.writeReport("run.hits.jsonl", line("possible", 7, "name").getBytes(StandardCharsets.UTF_8));

        assertThat(new HitPlaces(home, "run", PLACES).page(0, 10))
                .isEqualTo(
                        new HitPlaces.Page(List.of(line("possible", 7, "name").strip()), 1));
    }

    @Test
    void a_list_without_such_hits_has_no_pages() {
        Home home = Home.at(directory.resolve("home"));
        home.writeReport("run.hits.jsonl", line("shared", 7, "name").getBytes(StandardCharsets.UTF_8));

        assertThat(new HitPlaces(home, "run", 1).page(0, 10)).isEqualTo(new HitPlaces.Page(List.of(), 0));
    }
}
