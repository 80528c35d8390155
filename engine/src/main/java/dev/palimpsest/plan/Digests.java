package dev.palimpsest.plan;

import dev.palimpsest.database.ForeignKey;
import dev.palimpsest.database.Table;
import dev.palimpsest.text.Sha256;
import java.util.Collection;
import java.util.Comparator;

/** SHA-256 digests of what must not change between preview and run. */
final class Digests {
    private Digests() {}

    /** Over the definitions of these tables: columns, keys, references and triggers, but not statistics or storage. */
    static String ofDefinitions(Collection<Table> tables) {
        StringBuilder text = new StringBuilder();
        tables.stream().sorted(Comparator.comparing(Table::name)).forEach(table -> describe(table, text));
        return Sha256.of(text.toString());
    }

    private static void describe(Table table, StringBuilder text) {
        text.append("table ")
                .append(table.name())
                .append(' ')
                .append(table.kind())
                .append('\n');
        table.columns()
                .forEach(column -> text.append(" column ")
                        .append(column.name())
                        .append('|')
                        .append(column.typeName())
                        .append('|')
                        .append(column.nullable())
                        .append('|')
                        .append(column.generated())
                        .append('\n'));
        text.append(" primary key ").append(table.primaryKey()).append('\n');
        table.uniqueKeys().stream()
                .map(Object::toString)
                .sorted()
                .forEach(key -> text.append(" unique ").append(key).append('\n'));
        table.foreignKeys().stream()
                .sorted(Comparator.comparing(ForeignKey::name))
                .forEach(key -> text.append(" reference ").append(key).append('\n'));
        table.triggers().stream()
                .sorted(Comparator.comparing(Table.Trigger::name))
                .forEach(trigger -> text.append(" trigger ").append(trigger).append('\n'));
    }
}
