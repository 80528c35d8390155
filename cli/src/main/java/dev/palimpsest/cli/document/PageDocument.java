package dev.palimpsest.cli.document;

import dev.palimpsest.survey.SurveyPage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of the list of a survey, in which nobody else was counted. Dates are ISO 8601.
 *
 * @param activities the only activities that counted; empty = all of the map
 * @param listed subjects on the page
 * @param next what {@code --after} wants for the page behind this one; null when there is none
 */
public record PageDocument(
        String map,
        String today,
        String cutoff,
        List<String> activities,
        String order,
        int listed,
        @Nullable String next,
        List<String> unknownKeys,
        double elapsedSeconds) {

    /** @param unknownKeys named keys without a row */
    public static PageDocument of(
            String map, SurveyPage page, SurveyPage.Order order, List<String> unknownKeys, double seconds) {
        return new PageDocument(
                map,
                page.moment().today().toString(),
                page.moment().cutoff().toString(),
                page.moment().activities(),
                order.word(),
                page.subjects().size(),
                page.next(),
                unknownKeys,
                seconds);
    }
}
