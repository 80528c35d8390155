package dev.palimpsest.survey;

import dev.palimpsest.ledger.Hold;
import dev.palimpsest.map.BlockerDeclaration;
import dev.palimpsest.map.BuiltInBlocker;
import dev.palimpsest.map.LocalText;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.text.Words;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the blockers that are always there hold against a subject. Each has its cases here, and nowhere else. */
final class BuiltInBlockers {
    private static final LocalText KIND = new LocalText(Words.inEveryLanguage("blocker.kind"));

    private final Plan plan;

    BuiltInBlockers(Plan plan) {
        this.plan = plan;
    }

    /** Those that the map asks for: a survey counts them also where they hold nobody. */
    List<String> counted() {
        return Arrays.stream(BuiltInBlocker.values())
                .filter(this::isAskedFor)
                .map(BuiltInBlocker::id)
                .toList();
    }

    private boolean isAskedFor(BuiltInBlocker blocker) {
        return switch (blocker) {
            case LEGAL_HOLD -> false;
            case KIND -> !allowed().isEmpty();
        };
    }

    /** @param holds those that hold on the day */
    List<BlockedBy> of(FactsQuery.Facts subject, List<Hold> holds) {
        if (holds.isEmpty() && allowed().isEmpty()) {
            return List.of(); // of nearly everybody
        }
        return Arrays.stream(BuiltInBlocker.values())
                .flatMap(blocker -> of(blocker, subject, holds))
                .toList();
    }

    private Stream<BlockedBy> of(BuiltInBlocker blocker, FactsQuery.Facts subject, List<Hold> holds) {
        return switch (blocker) {
            case LEGAL_HOLD ->
                holds.stream()
                        .map(hold ->
                                blocks(blocker, hold.endsOn(), hold.reason().text(), Map.of()));
            case KIND ->
                isOfOtherKind(subject)
                        ? Stream.of(blocks(
                                blocker,
                                null,
                                KIND,
                                Map.of("kind", kinds(subject), "allowed", String.join(", ", allowed()))))
                        : Stream.empty();
        };
    }

    /** An archived subject may be anonymised whatever its kind: archiving has overwritten what tells the kind. */
    private boolean isOfOtherKind(FactsQuery.Facts subject) {
        return !allowed().isEmpty()
                && !subject.archived()
                && subject.kinds().stream().noneMatch(allowed()::contains);
    }

    private List<String> allowed() {
        return plan.subject().declaration().mayBeForgotten();
    }

    private static String kinds(FactsQuery.Facts subject) {
        return subject.kinds().isEmpty() ? "?" : String.join(", ", subject.kinds());
    }

    private static BlockedBy blocks(
            BuiltInBlocker blocker, @Nullable LocalDate until, LocalText text, Map<String, String> shown) {
        return new BlockedBy(blocker.id(), BlockerDeclaration.Level.BLOCKS, until, shown, text, null);
    }
}
