package dev.palimpsest.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class VisibleTest {
    @ParameterizedTest
    @ValueSource(
            ints = {
                0, 7, 8, 9, 10, 13, 0x1b, 0x7f, 0x80, 0x85, 0x9b, 0x9d, 0x9f, 0x61c, 0x200e, 0x200f, 0x2028, 0x2029,
                0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069, 0x200b, 0x2060, 0xfeff, 0xd800,
                0xdfff, 0xfffe, 0xfdd0, 0xe0001, 0xe0041
            })
    void what_a_screen_would_obey_or_hide_is_made_visible(int character) {
        String shown = Visible.line("a" + Character.toString(character) + "b");

        assertThat(shown).matches("a\\\\[nrtu{}0-9a-f]+b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"Zoë Müller-Łukasz", "José 你好 مُحَمَّد עברית", "می‌خواهم", "👨‍👩‍👧 a\\b", "''"})
    void every_other_text_stays_as_it_is(String text) {
        assertThat(Visible.line(text)).isSameAs(text);
    }

    @Test
    void the_names_of_characters_are_those_that_programmers_know() {
        Map.of(
                        "Anna\nRun done",
                        "Anna\\nRun done",
                        "\u001b[2J",
                        "\\u001b[2J",
                        "\u202egnp",
                        "\\u202egnp",
                        "a\ud800",
                        "a\\ud800",
                        new String(Character.toChars(0xe0001)),
                        "\\u{e0001}")
                .forEach((text, shown) -> assertThat(Visible.line(text)).isEqualTo(shown));
    }

    @Test
    void several_lines_stay_several_lines() {
        assertThat(Visible.lines("a\r\n\tb\u0000\u2028")).isEqualTo("a\r\n\tb\\u0000\\u2028");
    }

    @Test
    void json_stays_exact_and_shows_nothing_that_a_screen_obeys() {
        String nasty = "a\u001b[2J\u202e\u009b\u007f\u2028\ufeff ë 你 \ud83d\ude00";

        String json = ExactJson.builder().build().writeValueAsString(Map.of("na\u202eme", nasty));

        assertThat(json.codePoints().filter(each -> Visible.isHidden(each) && each != '\n'))
                .isEmpty();
        assertThat(json).contains("ë 你 \ud83d\ude00");
        assertThat(ExactJson.builder().build().readTree(json).path("na\u202eme").asString())
                .isEqualTo(nasty);
    }
}
