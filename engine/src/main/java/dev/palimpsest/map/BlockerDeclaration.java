package dev.palimpsest.map;

import dev.palimpsest.problem.Position;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A condition that forbids anonymisation now.
 *
 * @param id the name in the map
 * @param where rows that block
 * @param show columns of the row for the message
 * @param until column with the last day on which the row blocks
 * @param message with {@code {column}} placeholders from {@code show}
 * @param fix where to mend it, with the same placeholders
 */
public record BlockerDeclaration(
        String id,
        String table,
        Predicate where,
        List<String> show,
        @Nullable String until,
        Level level,
        LocalText message,
        @Nullable String fix,
        Link link,
        Position at) {

    /** How hard a blocker is. */
    public enum Level {
        /** Anonymisation is refused while it holds. */
        BLOCKS,
        /** It is shown, and anonymisation goes on. */
        WARNS
    }
}
