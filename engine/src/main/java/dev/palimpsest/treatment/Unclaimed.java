package dev.palimpsest.treatment;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.Table;
import java.util.List;
import java.util.Optional;

/**
 * The treatment of a co-owner's column when the row's owner goes: only where nobody stands in the row as co-owner. What is
 * somebody else's stays.
 *
 * @param table the column's table
 * @param coOwner the column that refers to the co-owner
 * @param then what happens where it is NULL
 */
public record Unclaimed(Table table, Column coOwner, Treatment.Computed then) implements Treatment.Computed {
    @Override
    public String word() {
        return then.word();
    }

    @Override
    public Optional<Column> claimedBy() {
        return Optional.of(coOwner);
    }

    @Override
    public boolean randomises() {
        return then.randomises();
    }

    @Override
    public Optional<String> leaves() {
        return then.leaves();
    }

    @Override
    public String describe() {
        return then.describe() + " where " + coOwner.name() + " is empty";
    }

    @Override
    public List<String> objections(Column column, Table table) {
        return then.objections(column, table);
    }

    @Override
    public Sql value(Column column, String expression, Dialect dialect) {
        return Sql.of("case when " + claim(dialect) + " is null then ")
                .add(then.value(column, expression, dialect))
                .add(" else " + expression + " end");
    }

    @Override
    public Optional<Sql> holdsAfterwards(Column column, String expression, Dialect dialect) {
        return then.holdsAfterwards(column, expression, dialect)
                .map(holds -> Sql.of("(" + claim(dialect) + " is not null or ")
                        .add(holds)
                        .add(")"));
    }

    private String claim(Dialect dialect) {
        return dialect.quote(table.name(), coOwner.name());
    }
}
