package dev.palimpsest.run;

import dev.palimpsest.TestDatabase.Product;
import java.math.BigDecimal;
import java.math.MathContext;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A type of column that both databases have: its name in each, its values, and the treatments it can bear. */
enum SharedType {
    TEXT("text", "text", "redact", "{redact: anywhere}", "{replace: removed}", "{generalise: prefix, keep: 0}"),
    VARCHAR("varchar(160)", "varchar(160)", "redact", "{redact: anywhere}", "{replace: removed}", "random"),
    CHAR("char(150)", "char(150)", "redact", "{redact: anywhere}", "{replace: \"it's \\\\ gone\"}", "random"),
    JSON("jsonb", "json", "redact", "{redact: anywhere}", "{replace: '{}'}"),
    TINY("smallint", "tinyint", "keep", "{generalise: band, width: 10}", "{replace: \"-7\"}"),
    SMALL("smallint", "smallint", "keep", "{generalise: band, width: 7}"),
    MEDIUM("integer", "mediumint", "keep", "{generalise: band, width: 7}"),
    WHOLE("integer", "int", "keep", "{generalise: band, width: 7}", "{replace: \"0\"}"),
    UNSIGNED("bigint", "int unsigned", "keep", "{generalise: band, width: 100}"),
    BIG("bigint", "bigint", "keep", "{generalise: band, width: 1000}", "random"),
    AMOUNT("numeric(10,2)", "decimal(10,2)", "keep", "{generalise: band, width: 10}", "{replace: \"0.10\"}"),
    LONG_AMOUNT("numeric(30,8)", "decimal(30,8)", "keep", "random"),
    REAL("real", "float", "keep", "{generalise: band, width: 5}"),
    DOUBLE("double precision", "double", "keep", "{replace: \"0.5\"}"),
    YES_OR_NO("boolean", "boolean", "keep", "{replace: \"true\"}", "{replace: \"false\"}"),
    DAY(
            "date",
            "date",
            "keep",
            "{generalise: year, step: 5}",
            "{generalise: month}",
            "{generalise: week}",
            "{replace: \"2000-02-29\"}"),
    LOCAL("timestamp", "datetime(6)", "keep", "{generalise: week}", "{generalise: year, step: 10}"),
    INSTANT("timestamptz", "timestamp(6)", "keep", "{generalise: week}", "{generalise: month}"),
    TIME("time", "time(6)", "keep", "{replace: \"12:34:56\"}"),
    RANDOM_ID("uuid", "uuid", "keep", "random", "{replace: 00000000-0000-4000-8000-000000000000}"),
    CHOICE("mood", "enum('glad', 'so so', 'it''s bad')", "keep", "{replace: so so}"),
    BYTES("bytea", "varbinary(60)", "keep", "{replace: \"\"}"),
    /** For keys in words. */
    WORD("varchar(20)", "varchar(20)", "keep");

    private static final JsonMapper JSON_TEXT = JsonMapper.builder().build();
    private static final JsonMapper SORTED = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();
    private static final List<String> MOODS = List.of("glad", "so so", "it's bad");
    /** What a text may end with. */
    private static final List<String> ENDINGS =
            List.of("", "", " 🏋️ 𝒳", " it's \"so\"", " \\n \\' \\", " 100% _", "\nnew line\ttab", " -- # /* ?");

    private final String postgresql;
    private final String mariadb;
    private final List<String> treatments;

    SharedType(String postgresql, String mariadb, String... treatments) {
        this.postgresql = postgresql;
        this.mariadb = mariadb;
        this.treatments = List.of(treatments);
    }

    String name(Product product) {
        return product == Product.POSTGRESQL ? postgresql : mariadb;
    }

    /** Whether it may hold words about people, so that it cannot be kept. */
    boolean isText() {
        return this == TEXT || this == VARCHAR || this == CHAR || this == JSON;
    }

    /** Whether the statistics count and add it up where it is kept. */
    boolean isNumber() {
        return compareTo(TINY) >= 0 && compareTo(DOUBLE) <= 0;
    }

    List<String> treatments(boolean required) {
        List<String> possible = new ArrayList<>(treatments);
        if (!required) {
            possible.add("erase");
        }
        return possible;
    }

    /** @param about what a text says */
    Object value(Random random, String about) {
        return switch (this) {
            case TEXT, VARCHAR, CHAR -> about + ENDINGS.get(random.nextInt(ENDINGS.size()));
            case JSON ->
                JSON_TEXT.writeValueAsString(java.util.Map.of(
                        "about", about + ENDINGS.get(random.nextInt(ENDINGS.size())), "n", List.of(1, 2.5)));
            case TINY -> random.nextInt(-100, 100);
            case SMALL, MEDIUM, WHOLE -> random.nextInt(-10_000, 10_000);
            case UNSIGNED -> random.nextLong(4_294_967_296L);
            case BIG -> random.nextLong(1_000_000_000_000L, 9_000_000_000_000L);
            case AMOUNT -> new BigDecimal(random.nextInt(-5_000, 5_000)).movePointLeft(2);
            case LONG_AMOUNT -> new BigDecimal(random.nextLong(1L << 60)).movePointLeft(8);
            case REAL -> random.nextInt(-4_000, 4_000) / 4.0;
            // of so few digits that both databases make the same decimal number of them
            case DOUBLE ->
                new BigDecimal(random.nextGaussian() * 1e6)
                        .round(new MathContext(12))
                        .doubleValue();
            case YES_OR_NO -> random.nextBoolean();
            case DAY -> LocalDate.of(1950, 1, 1).plusDays(random.nextInt(25_000));
            case LOCAL ->
                LocalDateTime.of(1990, 1, 1, 0, 0)
                        .plusSeconds(random.nextInt(900_000_000))
                        .plusNanos(random.nextInt(1_000_000) * 1_000L);
            case INSTANT -> Instant.ofEpochSecond(1_500_000_000L + random.nextInt(100_000_000));
            case TIME -> LocalTime.ofSecondOfDay(random.nextInt(86_400));
            case RANDOM_ID ->
                new UUID(random.nextLong() & ~0xf000L | 0x4000L, random.nextLong() >>> 2 | 0x8000000000000000L);
            case CHOICE -> MOODS.get(random.nextInt(MOODS.size()));
            case BYTES -> {
                byte[] bytes = new byte[random.nextInt(20)];
                random.nextBytes(bytes);
                yield bytes;
            }
            case WORD -> "W-" + random.nextInt(100_000);
        };
    }

    /** The value as it stands in a statement; null for NULL. */
    static String literal(Object value, Product product) {
        boolean mariadb = product == Product.MARIADB;
        return switch (value) {
            case null -> "null";
            case Number number -> number.toString();
            case Boolean truth -> truth.toString();
            case byte[] bytes ->
                mariadb
                        ? "x'" + HexFormat.of().formatHex(bytes) + "'"
                        : "'\\x" + HexFormat.of().formatHex(bytes) + "'";
            // the test server's own time zone is UTC
            case Instant instant ->
                mariadb ? quoted(instant.toString().replaceAll("[TZ]", " ").strip()) : quoted(instant + "");
            default -> quoted(mariadb ? value.toString().replace("\\", "\\\\") : value.toString());
        };
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** The value in a form that is the same for both databases; null for NULL. */
    String read(ResultSet row, int column, Product product) throws SQLException {
        if (row.getObject(column) == null) {
            return null;
        }
        return switch (this) {
            case YES_OR_NO -> Boolean.toString(row.getBoolean(column));
            case JSON -> SORTED.writeValueAsString(SORTED.readValue(row.getString(column), Object.class));
            case AMOUNT, LONG_AMOUNT -> row.getBigDecimal(column).toPlainString();
            case REAL -> Float.toString(row.getFloat(column));
            case DOUBLE -> Double.toString(row.getDouble(column));
            case BYTES -> HexFormat.of().formatHex(row.getBytes(column));
            case CHAR -> row.getString(column).stripTrailing();
            case LOCAL -> row.getObject(column, LocalDateTime.class).toString();
            case TIME -> row.getObject(column, LocalTime.class).toString();
            case INSTANT ->
                product == Product.POSTGRESQL
                        ? row.getObject(column, OffsetDateTime.class)
                                .toInstant()
                                .toString()
                        : row.getObject(column, LocalDateTime.class)
                                .toInstant(ZoneOffset.UTC)
                                .toString();
            default -> row.getString(column);
        };
    }
}
