package dev.palimpsest.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class PlacesTest {
    @Test
    void a_schema_that_all_have_is_not_said() {
        assertThat(Places.plain(Map.of("public.note.body", 1L, "public.task.title", 2L)))
                .isEqualTo(Map.of("note.body", 1L, "task.title", 2L));
    }

    @Test
    void where_there_are_two_schemas_both_are_said() {
        Map<String, Long> counts = Map.of("crm.note.body", 1L, "shop.note.body", 2L);
        assertThat(Places.plain(counts)).isEqualTo(counts);
    }

    @Test
    void of_nothing_nothing_is_said() {
        assertThat(Places.plain(Map.of())).isEmpty();
    }
}
