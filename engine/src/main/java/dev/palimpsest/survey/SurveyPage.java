package dev.palimpsest.survey;

import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A part of the list of subjects, read for itself: nobody else was counted.
 *
 * @param subjects at most as many as were wanted
 * @param next what to name as {@code after} for the page behind this one; null when there is none. Behind the last page that is
 *     full there may be nobody
 */
public record SurveyPage(
        Moment moment, List<Assessment> subjects, @Nullable String next) {

    /** In which order subjects are listed. */
    public enum Order {
        /** By key: looks at no more subjects than it takes to find enough. */
        KEY,
        /**
         * Whose last activity is the longest ago first, of those who may be inactive and of whom it is known: looks at the last
         * activity of all of these, and at the blockers of those on the page.
         */
        OLDEST;

        /** The word on the command line and in JSON. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What page is wanted.
     *
     * @param after {@link SurveyPage#next} of the page before; null for the first
     * @param size subjects, at least 1
     * @param fits tells of a subject whether it is to be listed
     */
    public record Wanted(Order order, @Nullable String after, int size, Predicate<Assessment> fits) {
        public Wanted {
            if (size < 1) {
                throw new PalimpsestException(
                        ErrorCode.BAD_ARGUMENT, "a page has at least one subject, not " + size + ".");
            }
        }
    }
}
