package dev.palimpsest.treatment;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.ColumnFamily;
import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.Table;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The value becomes one fixed text, the same for everybody.
 *
 * @param text in the map's language
 * @param evenIfNull whether NULL, too, becomes the text
 */
record Replace(String text, boolean evenIfNull) implements Treatment.Computed {
    private static final String DAY = "\\d{4}-\\d\\d-\\d\\d";
    private static final String TIME = "([ T]\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,6})?)?)?";
    private static final Pattern LOCAL = Pattern.compile(DAY + TIME);
    private static final Pattern INSTANT = Pattern.compile(DAY + TIME + "(Z|[+-]\\d\\d(:?\\d\\d)?)?");
    private static final Pattern UUID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

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
    public Optional<String> writes() {
        return Optional.of(text);
    }

    @Override
    public Optional<String> leaves() {
        return Optional.of(text);
    }

    @Override
    public List<String> objections(Column column, Table table) {
        List<String> objections = new ArrayList<>();
        if (table.isInUniqueKey(column.name())) {
            boolean alone = table.isUnique(List.of(column.name()));
            objections.add((alone ? "is unique, so" : "is part of a unique key, so")
                    + " the same text for everybody is impossible. Use 'random'"
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

    /** What the database would take for a value of the type; for enums, arrays and others only the database knows. */
    private boolean fits(Column column) {
        try {
            return switch (column.family()) {
                case INTEGER -> isWholeNumber(column.typeName());
                case DECIMAL -> hasRoomForDigits(new BigDecimal(text), column);
                case FLOAT -> Double.isFinite(new BigDecimal(text).doubleValue());
                case BOOLEAN -> text.equals("true") || text.equals("false");
                case DATE -> LocalDate.parse(text).getYear() > 0;
                case TIMESTAMP -> LOCAL.matcher(text).matches();
                case TIMESTAMP_ZONED -> INSTANT.matcher(text).matches();
                case TIME -> LocalTime.parse(text) != null;
                case UUID -> UUID.matcher(text).matches();
                case JSON -> !JSON.readTree(text).isMissingNode();
                // bytes of a fixed number are filled up
                case BINARY -> text.isEmpty() && !column.typeName().startsWith("binary(");
                case TEXT, XML, ENUM, ARRAY, OTHER -> true;
            };
        } catch (DateTimeParseException | IllegalArgumentException | JacksonException wrong) {
            return false;
        }
    }

    private boolean isWholeNumber(String typeName) {
        long number = Long.parseLong(text);
        boolean unsigned = typeName.contains(" unsigned");
        int bits = switch (typeName.split("\\W", 2)[0]) {
            case "tinyint" -> 8;
            case "smallint" -> 16;
            case "mediumint" -> 24;
            case "int", "integer" -> 32;
            default -> 64;
        };
        if (unsigned) {
            return number >= 0 && (bits == 64 || number < 1L << bits);
        }
        return number >= -1L << bits - 1 && number <= ~(-1L << bits - 1);
    }

    private static boolean hasRoomForDigits(BigDecimal number, Column column) {
        Integer digits = column.length();
        Integer scale = column.scale();
        if (digits == null || scale == null) {
            return true;
        }
        BigDecimal written = number.setScale(scale, RoundingMode.HALF_UP);
        return written.signum() == 0 || written.precision() <= digits;
    }

    @Override
    public Sql value(Column column, String expression, Dialect dialect) {
        Sql fixed = Sql.of(dialect.cast("?", column.typeName()), text);
        return column.nullable() && !evenIfNull
                ? Sql.of("case when " + expression + " is not null then ")
                        .add(fixed)
                        .add(" end")
                : fixed;
    }

    @Override
    public Optional<Sql> trial(Column column, Dialect dialect) {
        return Optional.of(Sql.of(dialect.cast("?", column.typeName()), text));
    }

    @Override
    public Optional<Sql> holdsAfterwards(Column column, String expression, Dialect dialect) {
        String written = dialect.cast("?", column.typeName());
        String unlessNull = evenIfNull ? "" : expression + " is null or ";
        // a truth may be kept as a bit, whose text is no text
        boolean asText = column.family() != ColumnFamily.BOOLEAN;
        String same =
                asText ? dialect.asText(expression) + " = " + dialect.asText(written) : expression + " = " + written;
        return Optional.of(Sql.of("coalesce(" + unlessNull + same + ", false)", text));
    }
}
