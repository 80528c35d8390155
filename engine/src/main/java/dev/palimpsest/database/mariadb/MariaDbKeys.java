package dev.palimpsest.database.mariadb;

import dev.palimpsest.database.KeyDialect;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.TextDialect;
import dev.palimpsest.map.SubjectKey;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** How keys and rows of values travel to the database. */
interface MariaDbKeys extends KeyDialect, TextDialect {
    JsonMapper JSON = JsonMapper.builder().build();

    String CHUNK = "@palimpsest_chunk";

    /** Without the leading zeros of {@code zerofill}, which are part of a key's text. */
    Pattern WHOLE_NUMBER =
            Pattern.compile("(?:smallint|mediumint|int|bigint)(?:\\(\\d+\\))?( unsigned)?", Pattern.CASE_INSENSITIVE);

    @Override
    default KeySet keys(List<SubjectKey> keys, String keyType) {
        return new KeySet(
                Sql.of("with palimpsest_keys as (" + keysIn("?", keyType) + ") ", jsonOf(keys)), "palimpsest_keys");
    }

    private String keysIn(String json, String keyType) {
        return "select " + cast("j.k", keyType) + " as palimpsest_key from json_table(" + json
                + ", '$[*]' columns (k longtext path '$')) j";
    }

    private static String jsonOf(List<SubjectKey> keys) {
        Set<String> distinct = new LinkedHashSet<>();
        keys.forEach(key -> distinct.add(key.value()));
        return JSON.writeValueAsString(distinct);
    }

    @Override
    default Sql rows(List<? extends List<? extends @Nullable String>> columns, List<String> types) {
        List<String> values = new ArrayList<>();
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            boolean isShort =
                    types.get(i).equals("text") && columns.get(i).stream().allMatch(MariaDbKeys::isShort);
            String value = "j.c" + i;
            values.add((isShort ? MariaDbCast.shortText(value) : cast(value, types.get(i))) + " as c" + i);
            paths.add("c" + i + " longtext path '$[" + i + "]'");
        }
        return Sql.of(
                "(select " + String.join(", ", values) + " from json_table(?, '$[*]' columns ("
                        + String.join(", ", paths) + ")) j)",
                json(columns));
    }

    /** Row by row; written straight on, for there are many of them in every chunk. */
    private static String json(List<? extends List<? extends @Nullable String>> columns) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartArray();
            for (int i = 0; i < columns.getFirst().size(); i++) {
                json.writeStartArray();
                for (List<? extends @Nullable String> column : columns) {
                    // null for null
                    json.writeString(column.get(i));
                }
                json.writeEndArray();
            }
            json.writeEndArray();
        }
        return text.toString();
    }

    private static boolean isShort(@Nullable String text) {
        return text == null || text.length() <= MariaDbCast.SHORT;
    }

    @Override
    default Sql createChunkTable(String keyType) {
        return dropChunkTable();
    }

    @Override
    default Sql dropChunkTable() {
        return Sql.of("set " + CHUNK + " = '[]'");
    }

    @Override
    default Sql fillChunkTable(List<SubjectKey> keys, String keyType) {
        return Sql.of("set " + CHUNK + " = ?", jsonOf(keys));
    }

    @Override
    default Sql analyseChunkTable() {
        return new Sql();
    }

    @Override
    default Sql emptyChunkTable(List<SubjectKey> keys, String keyType) {
        return Sql.of(
                "set " + CHUNK + " = (select coalesce(json_arrayagg(kept.k), '[]') from json_table(" + CHUNK
                        + ", '$[*]' columns (k longtext path '$')) kept where " + asText("kept.k") + " not in (select "
                        + asText("gone.k") + " from json_table(?, '$[*]' columns (k longtext path '$')) gone))",
                jsonOf(keys));
    }

    @Override
    default KeySet chunkTable(String keyType) {
        Matcher number = WHOLE_NUMBER.matcher(keyType);
        return new KeySet(new Sql(), "(" + (number.matches() ? numbersIn(number) : keysIn(CHUNK, keyType)) + ")");
    }

    /** As numbers from the first on: a text would be made a number again for every row that is compared with it. */
    private static String numbersIn(Matcher type) {
        String whole = type.group(1) == null ? "bigint" : "bigint unsigned";
        return "select j.k as palimpsest_key from json_table(" + CHUNK + ", '$[*]' columns (k " + whole
                + " path '$')) j";
    }
}
