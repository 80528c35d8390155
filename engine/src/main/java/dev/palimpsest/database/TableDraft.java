package dev.palimpsest.database;

import dev.palimpsest.database.Table.Hazard;
import dev.palimpsest.database.Table.Kind;
import dev.palimpsest.database.Table.Trigger;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A table while a catalogue gathers its parts. */
class TableDraft {
    final TableName name;
    final Kind kind;
    final boolean rowSecurity;
    final List<Column> columns = new ArrayList<>();
    final List<String> primaryKey = new ArrayList<>();
    final List<List<String>> uniqueKeys = new ArrayList<>();
    final Map<String, List<String>> indexes = new HashMap<>();
    final List<ForeignKey> foreignKeys = new ArrayList<>();
    final List<Trigger> triggers = new ArrayList<>();
    final List<TableName> partitions = new ArrayList<>();
    final Set<Hazard> hazards = EnumSet.noneOf(Hazard.class);

    TableDraft(TableName name, Kind kind, boolean rowSecurity) {
        this.name = name;
        this.kind = kind;
        this.rowSecurity = rowSecurity;
    }

    void addUnique(List<String> key) {
        if (!key.equals(primaryKey) && !uniqueKeys.contains(key)) {
            uniqueKeys.add(key);
        }
    }

    Table table() {
        return new Table(
                name,
                kind,
                List.copyOf(columns),
                List.copyOf(primaryKey),
                List.copyOf(uniqueKeys),
                Map.copyOf(indexes),
                List.copyOf(foreignKeys),
                List.copyOf(triggers),
                partitions.stream().sorted().toList(),
                rowSecurity,
                Set.copyOf(hazards));
    }
}
