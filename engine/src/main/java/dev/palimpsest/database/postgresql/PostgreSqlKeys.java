package dev.palimpsest.database.postgresql;

import dev.palimpsest.database.KeyDialect;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.TextDialect;
import dev.palimpsest.map.SubjectKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How keys and rows of values travel to the database. */
interface PostgreSqlKeys extends KeyDialect, TextDialect {
    String CHUNK = "palimpsest_chunk";

    @Override
    default KeySet keys(List<SubjectKey> keys, String keyType) {
        Sql with = Sql.of(
                "with palimpsest_keys as materialized (select cast(unnest(?) as " + keyType + ") as palimpsest_key) ",
                (Object) texts(keys));
        return new KeySet(with, "palimpsest_keys");
    }

    @Override
    default Sql createChunkTable(String keyType) {
        return Sql.of("create temporary table if not exists " + CHUNK + " (palimpsest_key " + keyType
                + " primary key) on commit delete rows");
    }

    @Override
    default Sql dropChunkTable() {
        return Sql.of("drop table if exists pg_temp." + CHUNK);
    }

    @Override
    default Sql fillChunkTable(List<SubjectKey> keys, String keyType) {
        return Sql.of(
                "insert into " + CHUNK + " select cast(unnest(?) as " + keyType + ") on conflict do nothing",
                (Object) texts(keys));
    }

    @Override
    default Sql analyseChunkTable() {
        return Sql.of("analyze " + CHUNK);
    }

    @Override
    default Sql emptyChunkTable(List<SubjectKey> keys, String keyType) {
        return Sql.of(
                "delete from " + CHUNK + " where palimpsest_key in (select cast(unnest(?) as " + keyType + "))",
                (Object) texts(keys));
    }

    @Override
    default KeySet chunkTable(String keyType) {
        return new KeySet(new Sql(), CHUNK);
    }

    @Override
    default Sql rows(List<? extends List<? extends @Nullable String>> columns, List<String> types) {
        Sql sql = new Sql();
        List<String> casts = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<Sql> arrays = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            casts.add("cast(u.c" + i + " as " + types.get(i) + ") as c" + i);
            names.add("c" + i);
            arrays.add(Sql.of("cast(? as text[])", (Object) columns.get(i).toArray(new @Nullable String[0])));
        }
        return sql.add("(select " + String.join(", ", casts) + " from unnest(")
                .join(", ", arrays)
                .add(") as u(" + String.join(", ", names) + "))");
    }

    private static String[] texts(List<SubjectKey> keys) {
        return keys.stream().map(SubjectKey::value).toArray(String[]::new);
    }
}
