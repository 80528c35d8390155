package dev.palimpsest.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.cli.terminal.Terminal;
import dev.palimpsest.database.Location;
import dev.palimpsest.ledger.DatabaseIdentity;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.survey.Moment;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PreviewTextTest {
    @Test
    void columns_that_are_swept_in_the_rows_of_others_are_not_told_as_deleted() {
        Preview preview = new Preview(
                null,
                new DatabaseIdentity(null, new Location("", "", "club.public")),
                "club",
                "m",
                "s",
                "p",
                new Moment(LocalDate.of(2026, 11, 22), LocalDate.of(2026, 2, 22), List.of()),
                Instant.EPOCH,
                Instant.EPOCH,
                false,
                List.of(
                        new Preview.TableEffect("note", "delete", 7, 0, 2, Map.of("body", "redacted")),
                        new Preview.TableEffect("visit", "delete", 3, 0, 0, Map.of())),
                Map.of(),
                List.of(),
                Map.of(),
                List.of());
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        PreviewText.print(Terminal.plain(out, out), preview);

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .contains("  note      7  deleted  struck in the rows of others: body", "  visit     3  deleted");
    }
}
