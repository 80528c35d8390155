package dev.palimpsest.survey;

import dev.palimpsest.map.SubjectKey;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A subject as operators recognise it, for their eyes at the moment of display. Never stored.
 *
 * @param title the title columns, joined
 * @param lastActivity the newest activity's day; null when unknown
 */
public record Person(SubjectKey key, String title, @Nullable LocalDate lastActivity) {
    /** The key only. */
    @Override
    public String toString() {
        return key.toString();
    }
}
