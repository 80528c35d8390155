package dev.palimpsest.treatment;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.ColumnFamily;
import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.Table;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The value becomes coarser, so that many people share it and the statistics stay.
 *
 * @param unit how it becomes coarser
 * @param size years of a step, characters kept, or width of a band
 * @param zone decides where a day, week, month or year begins
 */
public record Generalise(Unit unit, int size, ZoneId zone) implements Treatment.Computed {

    /** How a value becomes coarser. */
    public enum Unit {
        /** The first day of a span of years. */
        YEAR("step", 1, 1, 100),
        /** The first day of the month. */
        MONTH(null, 0, 0, 0),
        /** The Monday of the week, but never a day of the month before, so that monthly reports stay the same. */
        WEEK(null, 0, 0, 0),
        /** The first characters. */
        PREFIX("keep", 0, 0, 1_000),
        /** The lower bound of a band of numbers. */
        BAND("width", 10, 1, 1_000_000_000);

        private final @org.jspecify.annotations.Nullable String option;
        private final int otherwise;
        private final int least;
        private final int most;

        Unit(@org.jspecify.annotations.Nullable String option, int otherwise, int least, int most) {
            this.option = option;
            this.otherwise = otherwise;
            this.least = least;
            this.most = most;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static final Method METHOD = new Method("generalise", (declaration, context) -> {
        String word = Options.of(declaration, "step", "keep", "width").word();
        Unit unit = Arrays.stream(Unit.values())
                .filter(candidate -> candidate.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("one of "
                        + Arrays.stream(Unit.values()).map(Unit::word).collect(Collectors.joining(", "))
                        + " is needed, for instance {generalise: year, step: 5}."));
        String option = unit.option;
        if (option == null) {
            Options.of(declaration);
            return new Generalise(unit, 0, context.zone());
        }
        int size = Options.of(declaration, option).number(option, unit.otherwise, unit.least, unit.most);
        return new Generalise(unit, size, context.zone());
    });

    @Override
    public String word() {
        return METHOD.word();
    }

    @Override
    public boolean coarsens() {
        return true;
    }

    @Override
    public String describe() {
        return switch (unit) {
            case YEAR -> "coarsened to " + (size == 1 ? "the year" : size + " years");
            case MONTH -> "coarsened to the month";
            case WEEK -> "coarsened to the week within its month";
            case PREFIX -> "cut to the first " + size + " characters";
            case BAND -> "coarsened to bands of " + size;
        };
    }

    @Override
    public List<String> objections(Column column, Table table) {
        List<String> objections = new ArrayList<>();
        if (table.isInUniqueKey(column.name())) {
            objections.add("is part of a unique key, so coarser values would collide. Use 'random' or 'keep'.");
        }
        boolean fits = switch (unit) {
            case YEAR, MONTH, WEEK -> column.family().isDated();
            case PREFIX -> column.family() == ColumnFamily.TEXT;
            case BAND -> column.family().isNumeric();
        };
        if (!fits) {
            objections.add("is of type " + column.typeName() + ", which '" + unit.word()
                    + "' does not fit. year, month and week are for dates, prefix for texts, band for numbers.");
        }
        return objections;
    }

    @Override
    public Sql value(Column column, String expression, Dialect dialect) {
        String coarse = coarse(column, expression, dialect);
        String value = column.family().isDated() ? dialect.nearestMoment(column, coarse) : coarse;
        return Sql.of(dialect.cast(value, column.typeName()));
    }

    private String coarse(Column column, String expression, Dialect dialect) {
        return switch (unit) {
            case YEAR -> dialect.startOfYears(expression, column.family(), zone, size);
            case MONTH -> dialect.startOfMonth(expression, column.family(), zone);
            case WEEK -> dialect.startOfWeekInMonth(expression, column.family(), zone);
            case PREFIX -> dialect.prefix(expression, size);
            case BAND -> dialect.band(expression, Integer.toString(size));
        };
    }

    /** Coarsening twice is the same as once, but for the last digit of a number that is no exact one. */
    @Override
    public Optional<Sql> holdsAfterwards(Column column, String expression, Dialect dialect) {
        if (column.family() == ColumnFamily.FLOAT) {
            Sql again = value(column, expression, dialect);
            return Optional.of(Sql.of("(" + expression + " is null or case when " + expression + " = ")
                    .add(again)
                    .add(" then true when abs(" + expression + ") > 1 then abs(" + expression + " - ")
                    .add(again)
                    .add(") <= least(abs(" + expression + ") / 1e12, " + size + " / 1e3) else false end)"));
        }
        return Optional.of(Sql.of("(" + expression + " is null or " + expression + " = ")
                .add(value(column, expression, dialect))
                .add(")"));
    }
}
