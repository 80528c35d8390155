package dev.palimpsest.treatment;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.Table;
import java.util.List;

/** The column leads to somebody else afterwards: to the profile that the map's {@code subject.reassign} names. */
public record Reassign() implements Treatment {
    static final Method METHOD = new Method("reassign", (declaration, context) -> new Reassign());

    @Override
    public String word() {
        return METHOD.word();
    }

    @Override
    public boolean reassigns() {
        return true;
    }

    @Override
    public String describe() {
        return "leads to the anonymous profile";
    }

    @Override
    public List<String> objections(Column column, Table table) {
        return List.of();
    }
}
