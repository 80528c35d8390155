package dev.palimpsest.treatment;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.ColumnFamily;
import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.Table;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The value becomes one fixed text, the same for everybody.
 *
 * @param text in the map's language
 * @param evenIfNull whether NULL, too, becomes the text
 */
record Replace(String text, boolean evenIfNull) implements Treatment.Computed {
    static final Method METHOD = new Method(
            "replace",
            (declaration, context) -> new Replace(Options.of(declaration).localText(context.language()), false));

    @Override
    public String word() {
        return METHOD.word();
    }

    @Override
    public String describe() {
        return "replaced by '" + text + "'";
    }

    @Override
    public List<String> objections(Column column, Table table) {
        List<String> objections = new ArrayList<>();
        if (table.isUnique(List.of(column.name()))) {
            objections.add("is unique, so the same text for everybody is impossible. Use 'random'"
                    + (column.nullable() ? ", or 'erase'." : "."));
        }
        Integer length = column.length();
        if (column.family() == ColumnFamily.TEXT && length != null && text.length() > length) {
            objections.add("holds at most " + length + " characters, the text has " + text.length()
                    + ". Write a shorter one.");
        }
        if (!fits(column)) {
            objections.add(
                    "is of type " + column.typeName() + ", which the text does not fit. Write a value of that type"
                            + (column.nullable() ? ", or use 'erase'." : ", or use 'random'."));
        }
        return objections;
    }

    private boolean fits(Column column) {
        try {
            switch (column.family()) {
                case INTEGER -> Long.parseLong(text);
                case DECIMAL, FLOAT -> new BigDecimal(text);
                case DATE -> LocalDate.parse(text);
                case BOOLEAN -> {
                    return text.equals("true") || text.equals("false");
                }
                case JSON -> {
                    return text.startsWith("{") || text.startsWith("[") || text.startsWith("\"") || text.equals("null");
                }
                case UUID -> java.util.UUID.fromString(text);
                case BINARY -> {
                    return text.isEmpty();
                }
                case TEXT, XML, TIMESTAMP, TIMESTAMP_ZONED, TIME, ENUM, ARRAY, OTHER -> {
                    return true;
                }
            }
            return true;
        } catch (DateTimeParseException | IllegalArgumentException wrong) {
            return false;
        }
    }

    @Override
    public Sql value(Column column, String expression, Dialect dialect) {
        Sql fixed = Sql.of("cast(? as " + column.typeName() + ")", text);
        return column.nullable() && !evenIfNull
                ? Sql.of("case when " + expression + " is not null then ")
                        .add(fixed)
                        .add(" end")
                : fixed;
    }

    @Override
    public Optional<Sql> holdsAfterwards(Column column, String expression, Dialect dialect) {
        String written = dialect.asText("cast(? as " + column.typeName() + ")");
        String unlessNull = evenIfNull ? "" : expression + " is null or ";
        return Optional.of(
                Sql.of("coalesce(" + unlessNull + dialect.asText(expression) + " = " + written + ", false)", text));
    }
}
