package dev.palimpsest.cli.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.palimpsest.survey.Person;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Somebody of whom it would be done.
 *
 * @param title the name; left out unless names were asked for
 * @param lastActivity the day; null when unknown
 */
public record PersonDocument(
        String key,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String title,
        @Nullable String lastActivity) {

    public static PersonDocument of(Person person, boolean named) {
        LocalDate day = person.lastActivity();
        return new PersonDocument(
                person.key().value(), named ? person.title() : null, day == null ? null : day.toString());
    }
}
