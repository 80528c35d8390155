package dev.palimpsest.proof;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Something of a treated person that is still there. Names the place, never the value.
 *
 * @param what the kind of identifier found ({@code name}, {@code email}, ...), or what the treatment should have left
 * @param key primary key of the row, or a mark of it where it could be a person's, or of the whole row where there is none
 */
public record Residual(String table, String column, String key, String what) {
    /** Each once, in the same order, with how often it is there: several values in one text, or in a column's statistics. */
    public static Map<Residual, Long> counted(List<Residual> residuals) {
        Map<Residual, Long> counted = new LinkedHashMap<>();
        residuals.forEach(residual -> counted.merge(residual, 1L, Long::sum));
        return counted;
    }
}
