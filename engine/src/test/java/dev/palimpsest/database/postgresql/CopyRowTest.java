package dev.palimpsest.database.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class CopyRowTest {
    private static final long SEED = Long.getLong("seed", 20261126);
    private static final String[] PIECES = {
        "a", "N", "\\", "\\N", "\t", "\n", "\r", "\b", "\f", "\u000b", "ß", "Ł", "王", "😀", "", " ", "\u0301", "n"
    };
    private static final Map<Character, String> ESCAPED =
            Map.of('\\', "\\\\", '\t', "\\t", '\n', "\\n", '\r', "\\r", '\b', "\\b", '\f', "\\f", '\u000b', "\\v");

    @Test
    void a_null_an_empty_text_and_the_text_that_looks_like_a_null_are_three_things() {
        assertThat(CopyRow.columns(bytes("\\N\t\t\\\\N\n"))).containsExactly(null, "", "\\N");
    }

    @Test
    void a_backslash_before_any_other_character_means_the_character() {
        assertThat(CopyRow.columns(bytes("\\x\\é\\"))).containsExactly("xé\\");
    }

    @Test
    void every_row_of_odd_characters_comes_back_as_it_was() {
        Random random = new Random(SEED);
        for (int round = 0; round < 5_000; round++) {
            List<@Nullable String> row = row(random);
            StringBuilder line = new StringBuilder();
            row.forEach(text -> line.append(line.isEmpty() ? "" : "\t").append(text == null ? "\\N" : escaped(text)));

            assertThat(CopyRow.columns(bytes(line + "\n"))).as("seed %d", SEED).isEqualTo(row);
        }
    }

    private static List<@Nullable String> row(Random random) {
        List<@Nullable String> row = new ArrayList<>();
        row.add("1");
        for (int i = random.nextInt(5); i >= 0; i--) {
            StringBuilder text = new StringBuilder();
            for (int piece = random.nextInt(6); piece > 0; piece--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            row.add(random.nextInt(6) == 0 ? null : text.toString());
        }
        return row;
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (char c : text.toCharArray()) {
            escaped.append(ESCAPED.getOrDefault(c, String.valueOf(c)));
        }
        return escaped.toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
