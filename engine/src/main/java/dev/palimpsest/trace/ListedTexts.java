package dev.palimpsest.trace;

import dev.palimpsest.database.Column;
import dev.palimpsest.identity.ListText;
import dev.palimpsest.text.ExactJson;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The texts of a cell that holds a list of them: an array of PostgreSQL, or one in JSON. */
final class ListedTexts {
    private static final JsonMapper JSON = ExactJson.builder().build();

    private ListedTexts() {}

    /** None where the cell is one text, or no list. */
    static List<String> of(Column column, String text) {
        return switch (TextChange.form(column)) {
            case LIST -> ListText.texts(text);
            case JSON -> ofJson(text);
            case PLAIN -> List.of();
        };
    }

    private static List<String> ofJson(String text) {
        List<String> texts = new ArrayList<>();
        try {
            JsonNode read = JSON.readTree(text);
            if (read.isArray()) {
                read.forEach(each -> texts.add(each.isString() ? each.stringValue() : each.toString()));
            }
        } catch (JacksonException noJson) {
            return List.of();
        }
        return texts;
    }
}
