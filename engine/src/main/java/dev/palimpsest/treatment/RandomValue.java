package dev.palimpsest.treatment;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The value becomes a fresh random one that nobody can compute from the old, for unique and required columns. No list of
 * old and new values is kept.
 *
 * @param prefix stands before the random digits of a text
 */
public record RandomValue(String prefix) implements Treatment.Computed {
    /** With 12 hexadecimal digits two equal values among a million people are a matter of one in 500. */
    private static final int LEAST_DIGITS_IF_UNIQUE = 12;

    private static final int LEAST_NUMBER_DIGITS_IF_UNIQUE = 12;
    private static final int HEX_DIGITS = 20;

    static final Method METHOD = new Method("random", (declaration, context) -> {
        Options options = Options.of(declaration, "prefix");
        String what = options.word();
        if (what != null && !what.equals("text")) {
            throw new IllegalArgumentException("only 'text' is possible, for instance {random: text, prefix: \"X-\"}.");
        }
        String prefix = options.text("prefix", "");
        return new RandomValue(prefix == null ? "" : prefix);
    });

    @Override
    public String word() {
        return METHOD.word();
    }

    @Override
    public boolean randomises() {
        return true;
    }

    @Override
    public String describe() {
        return "replaced by a random value";
    }

    @Override
    public Optional<String> writes() {
        return prefix.isEmpty() ? Optional.empty() : Optional.of(prefix);
    }

    @Override
    public List<String> objections(Column column, Table table) {
        List<String> objections = new ArrayList<>();
        boolean unique = table.isInUniqueKey(column.name());
        switch (column.family()) {
            case TEXT -> {
                int room = hexDigits(column);
                if (room < (unique ? LEAST_DIGITS_IF_UNIQUE : 1)) {
                    objections.add("has room for " + Math.max(room, 0) + " random digits"
                            + (unique ? ", a unique column needs " + LEAST_DIGITS_IF_UNIQUE : "")
                            + ". Shorten the prefix, widen the column, or use 'erase'.");
                }
            }
            case INTEGER, DECIMAL -> {
                if (!prefix.isEmpty()) {
                    objections.add("holds numbers, so 'prefix' is impossible. Leave it out.");
                }
                if (numberDigits(column) < 1) {
                    objections.add("has no room for a whole number. Use "
                            + (column.nullable() ? "'erase' or 'generalise'." : "'generalise'."));
                } else if (unique && numberDigits(column) < LEAST_NUMBER_DIGITS_IF_UNIQUE) {
                    objections.add("has too few digits for random values that are never equal. "
                            + "Widen the column, or use 'erase'.");
                }
            }
            case UUID -> {
                if (!prefix.isEmpty()) {
                    objections.add("is of type uuid, so 'prefix' is impossible. Leave it out.");
                }
            }
            case JSON, XML, FLOAT, BOOLEAN, DATE, TIMESTAMP, TIMESTAMP_ZONED, TIME, ENUM, BINARY, ARRAY, OTHER ->
                objections.add("is of type " + column.typeName() + ", for which there is no random value. Use "
                        + (column.nullable() ? "'erase', 'replace' or 'generalise'." : "'replace' or 'generalise'."));
        }
        return objections;
    }

    private int hexDigits(Column column) {
        Integer length = column.length();
        return (length == null ? HEX_DIGITS : Math.min(HEX_DIGITS, length - prefix.length()));
    }

    private static int numberDigits(Column column) {
        Integer length = column.length();
        Integer scale = column.scale();
        int most = length == null ? 15 : length - (scale == null ? 0 : scale);
        return Math.min(most, 15);
    }

    @Override
    public Sql value(Column column, String expression, Dialect dialect) {
        String fresh = switch (column.family()) {
            case UUID -> dialect.randomUuid();
            case INTEGER, DECIMAL -> dialect.randomNumber(numberDigits(column));
            default -> dialect.randomHex(hexDigits(column));
        };
        Sql sql = prefix.isEmpty()
                ? Sql.of(fresh)
                : Sql.of(dialect.concat(List.of(dialect.cast("?", "text"), fresh)), prefix);
        return sql.within(text -> dialect.cast(text, column.typeName()));
    }

    /** A random value looks like any other; the proof finds an old one by its fingerprint instead. */
    @Override
    public Optional<Sql> holdsAfterwards(Column column, String expression, Dialect dialect) {
        return Optional.empty();
    }
}
