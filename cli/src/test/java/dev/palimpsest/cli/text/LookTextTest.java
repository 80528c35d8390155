package dev.palimpsest.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.cli.terminal.Terminal;
import dev.palimpsest.ledger.RunId;
import dev.palimpsest.proof.HitLine;
import dev.palimpsest.proof.Look;
import dev.palimpsest.trace.CellReader.Mark;
import dev.palimpsest.trace.CellReader.Text;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LookTextTest {
    private static String printed(String text, Mark... marks) {
        HitLine line = new HitLine("possible", "note", "body", "7", "name", false, "", "", "", "");
        Look.Cell cell = new Look.Cell(line, List.of(new Text("body", text, List.of(marks))));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LookText.print(
                Terminal.plain(out, out),
                new Look.Cells(new RunId("20261122-1a2b3c"), "2026-11-22T12:00:00Z", List.of(cell), 1),
                0);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void the_places_are_marked() {
        assertThat(printed("Rose and Rose", new Mark(0, 4), new Mark(9, 13)))
                .contains("body: »Rose« and »Rose«")
                .doesNotContain("further on");
    }

    /** A decision is one about the whole text. */
    @Test
    void places_behind_the_part_that_is_shown_are_counted() {
        String text = "Rose" + " x".repeat(400) + " Rose and Rose";

        assertThat(printed(text, new Mark(0, 4), new Mark(805, 809), new Mark(814, 818)))
                .contains("»Rose« x x")
                .contains("(2 more places further on in this text)");
    }
}
