package dev.palimpsest.treatment;

import dev.palimpsest.map.PrivacyMap;
import dev.palimpsest.map.TreatmentDeclaration;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.problem.Suggestion;
import java.util.List;
import java.util.Optional;

/** All treatments by their word in the map. */
public final class Treatments {
    private static final List<Method> METHODS = List.of(
            Keep.METHOD,
            Erase.METHOD,
            Replace.METHOD,
            RandomValue.METHOD,
            Generalise.METHOD,
            Redact.METHOD,
            Reassign.METHOD);

    private Treatments() {}

    /** The words, in the order of the documentation. */
    public static List<String> words() {
        return METHODS.stream().map(Method::word).toList();
    }

    /** The treatment of a column that tells the application in which state the record is: this value, whatever was there. */
    public static Treatment.Computed fixed(String value) {
        return new Replace(value, true);
    }

    public static Treatment keep() {
        return new Keep();
    }

    static Optional<Method> method(String word) {
        return METHODS.stream().filter(method -> method.word().equals(word)).findFirst();
    }

    /**
     * Reads a declaration.
     *
     * @throws PalimpsestException MAP_UNKNOWN_TREATMENT for an unknown word, MAP_BAD_VALUE for options that do not fit
     */
    public static Treatment of(TreatmentDeclaration declaration, PrivacyMap map) {
        Method method = method(declaration.method())
                .orElseThrow(() -> new PalimpsestException(
                        ErrorCode.MAP_UNKNOWN_TREATMENT,
                        declaration.at(),
                        "'" + declaration.method() + "' is no treatment. Allowed: " + String.join(", ", words()) + "."
                                + Suggestion.didYouMean(declaration.method(), words())));
        try {
            return method.reader().read(declaration, new Method.Context(map.language(), map.zone()));
        } catch (IllegalArgumentException wrong) {
            throw new PalimpsestException(
                    ErrorCode.MAP_BAD_VALUE, declaration.at(), method.word() + ": " + wrong.getMessage());
        }
    }
}
