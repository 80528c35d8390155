package dev.palimpsest.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.database.TableName;
import dev.palimpsest.ledger.Decision;
import dev.palimpsest.trace.HitClass;
import dev.palimpsest.trace.Leftover;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The quick way of writing a line of a list of hits writes what the slow one does. */
class LineFormTest {
    private static final Decision KEPT = new Decision(
            "s.t",
            "c",
            List.of("c"),
            "1",
            Decision.Verdict.KEEP,
            "=a \"reason\", so",
            "00",
            "officer",
            Instant.parse("2026-11-22T12:00:00Z"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7",
                "-7",
                "",
                "1,2",
                "row (0,1)",
                "row-0123456789abcdef01234567",
                "=1+1",
                "a\"b\\c",
                "two\nlines",
                "KEY0",
                "00000000-0000-4000-8000-00000000000a",
                "2026-01-01"
            })
    void every_key_in_every_form(String key) throws IOException {
        for (String column : List.of("body", "KEY0", "o\"clock, KEY0, \"key\":\"KEY0")) {
            for (Decision decision : new Decision[] {null, KEPT}) {
                Leftover leftover = new Leftover(
                        new TableName("public", "ta,ble"),
                        column,
                        key,
                        "name",
                        HitClass.POSSIBLE,
                        true,
                        false,
                        decision);
                StringWriter json = new StringWriter();
                StringWriter csv = new StringWriter();
                LineForm form = new LineForm();

                form.write(leftover, json, csv);
                form.write(leftover, json, csv);

                HitLine line = HitLine.of(leftover);
                assertThat(json.toString()).isEqualTo((line.json() + "\n").repeat(2));
                assertThat(csv.toString()).isEqualTo((line.csv() + "\r\n").repeat(2));
                assertThat(line.json()).doesNotContain("\n");
            }
        }
    }
}
