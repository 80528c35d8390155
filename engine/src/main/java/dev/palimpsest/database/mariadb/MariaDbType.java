package dev.palimpsest.database.mariadb;

import dev.palimpsest.database.ColumnFamily;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The type of a column, as {@code information_schema.columns} tells it.
 *
 * @param name the bare name, for instance {@code varchar}
 * @param full the name with length, sign and words, for instance {@code varchar(40)}
 * @param length the greatest number of characters; for the {@code text} types, of bytes
 * @param precision decimal digits
 * @param characterBytes the most bytes a character of the column takes; 0 for types without a character set
 * @param json a constraint lets nothing but JSON in, which is what MariaDB makes of the type {@code json}
 */
record MariaDbType(
        String name,
        String full,
        @Nullable Long length,
        @Nullable Integer precision,
        @Nullable Integer scale,
        @Nullable String characterSet,
        @Nullable String collation,
        int characterBytes,
        boolean json) {
    private static final Set<String> GEOMETRIES = Set.of(
            "geometry",
            "point",
            "linestring",
            "polygon",
            "multipoint",
            "multilinestring",
            "multipolygon",
            "geometrycollection",
            "geomcollection");

    MariaDbType {
        name = name.toLowerCase(Locale.ROOT);
    }

    /** As it stands in the definition of a column. */
    String typeName() {
        return characterSet != null ? full + " character set " + characterSet + " collate " + collation : full;
    }

    /** The character set, unless it is one of Unicode. */
    @Nullable
    String limitingCharacterSet() {
        return characterSet == null || characterSet.matches("utf8mb4|utf16|utf16le|utf32") ? null : characterSet;
    }

    ColumnFamily family() {
        return switch (name) {
            case "char", "varchar", "tinytext", "text", "mediumtext", "longtext" ->
                json ? ColumnFamily.JSON : ColumnFamily.TEXT;
            case "json" -> ColumnFamily.JSON;
            case "xmltype" -> ColumnFamily.XML;
            // what "boolean" stands for, and nothing else
            case "tinyint" -> full.equals("tinyint(1)") ? ColumnFamily.BOOLEAN : ColumnFamily.INTEGER;
            case "bit" -> full.equals("bit(1)") ? ColumnFamily.BOOLEAN : ColumnFamily.BINARY;
            case "smallint", "mediumint", "int", "bigint" -> ColumnFamily.INTEGER;
            case "decimal" -> ColumnFamily.DECIMAL;
            case "float", "double" -> ColumnFamily.FLOAT;
            case "date" -> ColumnFamily.DATE;
            // a timestamp is shown in the session's time zone, which is the business's
            case "datetime", "timestamp" -> ColumnFamily.TIMESTAMP;
            case "time" -> ColumnFamily.TIME;
            case "uuid" -> ColumnFamily.UUID;
            case "enum", "set" -> ColumnFamily.ENUM;
            case "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob", "vector" -> ColumnFamily.BINARY;
            default -> isGeometry(name) ? ColumnFamily.BINARY : ColumnFamily.OTHER;
        };
    }

    /** @param typeName of a column */
    static boolean isGeometry(String typeName) {
        return GEOMETRIES.contains(typeName);
    }

    /** Characters, or digits that always fit; null when there is no bound worth telling. */
    @Nullable
    Integer bound() {
        return switch (family()) {
            case TEXT -> characters();
            case INTEGER -> digits();
            case DECIMAL -> precision;
            default -> null;
        };
    }

    private @Nullable Integer characters() {
        if (length == null) {
            return null;
        }
        long characters = name.endsWith("text") ? length / Math.max(characterBytes, 1) : length;
        // four gigabytes are no bound
        return name.equals("longtext") ? null : Math.toIntExact(characters);
    }

    private int digits() {
        boolean unsigned = full.contains("unsigned");
        return switch (name) {
            case "tinyint" -> 2;
            case "smallint" -> 4;
            case "mediumint" -> unsigned ? 7 : 6;
            case "int" -> 9;
            default -> unsigned ? 19 : 18;
        };
    }

    @Nullable
    Integer digitsBehindThePoint() {
        return switch (family()) {
            case INTEGER -> 0;
            case DECIMAL -> scale;
            default -> null;
        };
    }
}
