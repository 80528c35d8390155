package dev.palimpsest.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.map.IdentifierKind;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that are longer than what is read at a time: encoded words are found wherever they stand. */
final class EncodedWordsAtBordersTest {
    private static final Identifier RENE = Identifier.of(IdentifierKind.NAME, "René", "Müller");

    @ParameterizedTest
    @ValueSource(strings = {"short", "folded", "long", "longest"})
    void a_name_is_found_wherever_a_block_ends(String form) {
        String header = switch (form) {
            case "short" -> "=?UTF-8?Q?Ren=C3=A9_M=C3=BCller?=";
            case "folded" ->
                "=?UTF-8?Q?Anruf_und_Termin_von_Herrn_Ren=C3?=\r\n =?UTF-8?Q?=A9_M=C3=BCller_wegen?=\r\n =?UTF-8?Q?_gestern?=";
            case "long" -> base64("x ".repeat(100) + "René Müller");
            default -> base64("x ".repeat(360) + "René Müller");
        };
        Traces traces = Traces.of(RENE);
        for (int before = Scanner.BLOCK - 1_500; before <= Scanner.BLOCK + 20; before += 3) {
            String text = "ab ".repeat(before / 3) + header + " ab".repeat(700);
            assertThat(traces.findsIn(text)).as("behind %d", before).isTrue();
        }
    }

    private static String base64(String text) {
        return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "?=";
    }
}
