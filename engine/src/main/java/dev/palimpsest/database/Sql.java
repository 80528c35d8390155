package dev.palimpsest.database;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The text of a statement together with its bound values, put together piece by piece. Values are always bound, names
 * always quoted by the {@link Dialect}. Not thread-safe. See ADR 0001 for why there is no SQL builder library.
 */
public final class Sql {
    private final StringBuilder text = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    public static Sql of(String text, Object... values) {
        return new Sql().add(text, values);
    }

    /** Appends text that holds one {@code ?} for each of the values. */
    public Sql add(String more, Object... moreValues) {
        text.append(more);
        Collections.addAll(values, moreValues);
        return this;
    }

    public Sql add(Sql more) {
        text.append(more.text);
        values.addAll(more.values);
        return this;
    }

    /** Appends the pieces with a separator between them. */
    public Sql join(String separator, List<Sql> pieces) {
        for (int i = 0; i < pieces.size(); i++) {
            if (i > 0) {
                text.append(separator);
            }
            add(pieces.get(i));
        }
        return this;
    }

    /** The same values, with the text inside another; the function must keep it once and whole. */
    public Sql within(UnaryOperator<String> around) {
        return of(around.apply(text()), values.toArray());
    }

    public String text() {
        return text.toString();
    }

    public List<Object> values() {
        return List.copyOf(values);
    }

    public boolean isEmpty() {
        return text.isEmpty();
    }

    /** The statement without its values, which may belong to a person. */
    @Override
    public String toString() {
        return text();
    }
}
