package dev.palimpsest.treatment;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.Table;
import java.util.List;
import java.util.Optional;

/** The value becomes NULL. */
public record Erase() implements Treatment.Computed {
    static final Method METHOD = new Method("erase", (declaration, context) -> {
        Options.of(declaration);
        return new Erase();
    });

    @Override
    public String word() {
        return METHOD.word();
    }

    @Override
    public boolean empties() {
        return true;
    }

    @Override
    public String describe() {
        return "erased";
    }

    @Override
    public List<String> objections(Column column, Table table) {
        return column.nullable()
                ? List.of()
                : List.of("is NOT NULL, so 'erase' is impossible. Use 'replace', or 'random'.");
    }

    @Override
    public Sql value(Column column, String expression, Dialect dialect) {
        return Sql.of("null");
    }

    @Override
    public Optional<Sql> holdsAfterwards(Column column, String expression, Dialect dialect) {
        return Optional.of(Sql.of(expression + " is null"));
    }
}
