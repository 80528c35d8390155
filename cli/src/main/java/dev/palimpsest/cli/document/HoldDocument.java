package dev.palimpsest.cli.document;

import dev.palimpsest.ledger.Hold;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Legal holds that were placed, lifted or listed.
 *
 * @param act {@code add}, {@code lift} or {@code list}
 */
public record HoldDocument(String act, String map, List<HoldLine> holds, double elapsedSeconds) {
    /**
     * One hold.
     *
     * @param until the last day on which it holds; null = until it is lifted
     * @param active whether it holds today
     */
    public record HoldLine(
            String id,
            String key,
            String reason,
            String reference,
            @Nullable String until,
            boolean active,
            String placedBy,
            String placedAt,
            @Nullable String liftedBy,
            @Nullable String liftedAt) {}

    public static HoldDocument of(String act, String map, List<Hold> holds, LocalDate today, double seconds) {
        List<HoldLine> lines = holds.stream()
                .map(hold -> new HoldLine(
                        hold.id(),
                        hold.key().value(),
                        hold.reason().word(),
                        hold.reference(),
                        text(hold.endsOn()),
                        hold.isActive(today),
                        hold.placedBy(),
                        hold.placedAt().toString(),
                        hold.liftedBy(),
                        text(hold.liftedAt())))
                .toList();
        return new HoldDocument(act, map, lines, seconds);
    }

    private static @Nullable String text(@Nullable Object date) {
        return date == null ? null : date.toString();
    }
}
