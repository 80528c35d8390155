package dev.palimpsest.treatment;

import dev.palimpsest.map.LocalText;
import dev.palimpsest.map.TreatmentDeclaration;
import dev.palimpsest.problem.Suggestion;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the options of a declaration and refuses what is unknown or out of range. */
final class Options {
    private final TreatmentDeclaration declaration;

    private Options(TreatmentDeclaration declaration) {
        this.declaration = declaration;
    }

    static Options of(TreatmentDeclaration declaration, String... allowed) {
        List<String> known = Arrays.asList(allowed);
        for (String name : declaration.options().keySet()) {
            if (!name.isEmpty() && !known.contains(name)) {
                throw new IllegalArgumentException("unknown option '" + name + "'."
                        + (known.isEmpty() ? " It takes none." : " Allowed: " + String.join(", ", known) + ".")
                        + Suggestion.didYouMean(name, known));
            }
        }
        return new Options(declaration);
    }

    @Nullable
    String word() {
        return text("", null);
    }

    @Nullable
    String text(String name, @Nullable String otherwise) {
        Object value = declaration.options().get(name);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        throw new IllegalArgumentException("a single text is needed" + (name.isEmpty() ? "." : " for '" + name + "'."));
    }

    /** A text in the map's language, given as one text or per language. */
    String localText(String language) {
        Object value = declaration.options().get("");
        if (value instanceof LocalText texts) {
            return texts.in(language);
        }
        String text = word();
        if (text == null) {
            throw new IllegalArgumentException("a text is needed, for instance {replace: {en: Member, de: Mitglied}}.");
        }
        return text;
    }

    int number(String name, int otherwise, int least, int most) {
        Object value = declaration.options().get(name);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Integer number && number >= least && number <= most) {
            return number;
        }
        throw new IllegalArgumentException("'" + name + "' must be a whole number from " + least + " to " + most + ".");
    }
}
