package dev.palimpsest.treatment;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.Table;
import java.util.List;

/** The value stays as it is. */
public record Keep() implements Treatment {
    static final Method METHOD = new Method("keep", (declaration, context) -> new Keep());

    @Override
    public String word() {
        return METHOD.word();
    }

    @Override
    public boolean keeps() {
        return true;
    }

    @Override
    public String describe() {
        return "kept";
    }

    @Override
    public List<String> objections(Column column, Table table) {
        return List.of();
    }
}
