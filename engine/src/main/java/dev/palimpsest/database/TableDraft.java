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
public class TableDraft {
    public final TableName name;
    final Kind kind;
    final boolean rowSecurity;
    public final List<Column> columns = new ArrayList<>();
    public final List<String> primaryKey = new ArrayList<>();
    final List<List<String>> uniqueKeys = new ArrayList<>();
    public final Map<String, List<String>> indexes = new HashMap<>();
    public final List<ForeignKey> foreignKeys = new ArrayList<>();
    public final List<Trigger> triggers = new ArrayList<>();
    public final List<TableName> partitions = new ArrayList<>();
    public final Set<Hazard> hazards = EnumSet.noneOf(Hazard.class);

    public TableDraft(TableName name, Kind kind, boolean rowSecurity) {
        this.name = name;
        this.kind = kind;
        this.rowSecurity = rowSecurity;
    }

    public void addUnique(List<String> key) {
        if (!key.equals(primaryKey) && !uniqueKeys.contains(key)) {
            uniqueKeys.add(key);
        }
    }

    public Table table() {
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
