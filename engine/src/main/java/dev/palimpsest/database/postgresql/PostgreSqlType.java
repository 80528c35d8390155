package dev.palimpsest.database.postgresql;

import dev.palimpsest.database.ColumnFamily;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code pg_type}.
 *
 * @param kind b base, d domain, e enum, r range, m multirange, p pseudo
 * @param base the type a domain stands on
 * @param modifier the length a domain gives its base, or -1
 * @param element the type of an array's elements, or 0
 */
record PostgreSqlType(
        long id,
        String schema,
        String name,
        char kind,
        char category,
        long base,
        int modifier,
        boolean notNull,
        boolean hasDefault,
        long element) {
    private static final int HEADER = 4;
    private static final int SMALLINT_DIGITS = 4;
    private static final int INTEGER_DIGITS = 9;
    private static final int BIGINT_DIGITS = 18;
    private static final int NAME_LENGTH = 63;
    private static final Set<String> TEXTS = Set.of("text", "varchar", "bpchar", "char", "name");

    /** A column's type with every domain taken away. */
    record Resolved(PostgreSqlType type, int modifier, boolean notNull, boolean hasDefault) {}

    static Resolved resolve(PostgreSqlType declared, int modifier, Map<Long, PostgreSqlType> types) {
        PostgreSqlType type = declared;
        int length = modifier;
        boolean notNull = false;
        boolean hasDefault = false;
        while (type.kind == 'd') {
            notNull |= type.notNull;
            hasDefault |= type.hasDefault;
            length = length < 0 ? type.modifier : length;
            PostgreSqlType base = types.get(type.base);
            if (base == null) {
                break;
            }
            type = base;
        }
        return new Resolved(type, length, notNull, hasDefault);
    }

    boolean isArray() {
        return category == 'A' && element != 0;
    }

    boolean isBuiltIn() {
        return schema.equals("pg_catalog");
    }

    ColumnFamily family() {
        if (isArray()) {
            return ColumnFamily.ARRAY;
        }
        if (kind == 'e') {
            return ColumnFamily.ENUM;
        }
        if (!isBuiltIn()) {
            return name.equals("citext") ? ColumnFamily.TEXT : ColumnFamily.OTHER;
        }
        if (TEXTS.contains(name)) {
            return ColumnFamily.TEXT;
        }
        return switch (name) {
            case "json", "jsonb" -> ColumnFamily.JSON;
            case "xml" -> ColumnFamily.XML;
            case "int2", "int4", "int8" -> ColumnFamily.INTEGER;
            case "numeric" -> ColumnFamily.DECIMAL;
            case "float4", "float8" -> ColumnFamily.FLOAT;
            case "bool" -> ColumnFamily.BOOLEAN;
            case "date" -> ColumnFamily.DATE;
            case "timestamp" -> ColumnFamily.TIMESTAMP;
            case "timestamptz" -> ColumnFamily.TIMESTAMP_ZONED;
            case "time", "timetz" -> ColumnFamily.TIME;
            case "uuid" -> ColumnFamily.UUID;
            case "bytea" -> ColumnFamily.BINARY;
            default -> ColumnFamily.OTHER;
        };
    }

    @Nullable
    Integer length(int typeModifier) {
        if (!isBuiltIn()) {
            return null;
        }
        return switch (name) {
            case "varchar", "bpchar" -> typeModifier < HEADER ? null : typeModifier - HEADER;
            case "char" -> 1;
            case "name" -> NAME_LENGTH;
            case "int2" -> SMALLINT_DIGITS;
            case "int4" -> INTEGER_DIGITS;
            case "int8" -> BIGINT_DIGITS;
            case "numeric" -> typeModifier < HEADER ? null : (typeModifier - HEADER) >> 16 & 0xffff;
            default -> null;
        };
    }

    /** The scale is kept in eleven bits with a sign since PostgreSQL 15; older ones fit, too. */
    @Nullable
    Integer scale(int typeModifier) {
        if (!isBuiltIn()) {
            return null;
        }
        return switch (name) {
            case "int2", "int4", "int8" -> 0;
            case "numeric" -> typeModifier < HEADER ? null : (typeModifier - HEADER & 0x7ff ^ 1024) - 1024;
            default -> null;
        };
    }
}
