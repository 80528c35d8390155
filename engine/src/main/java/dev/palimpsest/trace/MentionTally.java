package dev.palimpsest.trace;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.TableName;
import dev.palimpsest.map.IdentifierKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Adds up mentions that several threads find. Grows with the columns of the database, not with its rows. */
final class MentionTally {
    /** Keys kept of rows that look alike. */
    private static final int KEYS = 3;

    private final Function<TableName, String> names;
    private final int samplesOfEach;
    private final Map<Place, Cells> struck = new TreeMap<>();
    private final Map<AlikeRows, Rows> alike = new TreeMap<>();
    private final Map<KindInColumn, Long> left = new TreeMap<>();
    private final List<Mentions.Sample> samples = new ArrayList<>();
    private final Map<Place, Integer> sampled = new TreeMap<>();
    private final Set<TableName> tables = new TreeSet<>();
    private final Set<String> notRead = new TreeSet<>();
    private long rows;

    /**
     * @param names what a table is called for people
     * @param samplesOfEach texts kept of each column
     */
    MentionTally(Function<TableName, String> names, int samplesOfEach) {
        this.names = names;
        this.samplesOfEach = samplesOfEach;
    }

    private record Place(String table, String column) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            return Comparator.comparing(Place::table)
                    .thenComparing(Place::column)
                    .compare(this, other);
        }
    }

    private record KindInColumn(Place place, IdentifierKind kind) implements Comparable<KindInColumn> {
        @Override
        public int compareTo(KindInColumn other) {
            return Comparator.comparing(KindInColumn::place)
                    .thenComparing(KindInColumn::kind)
                    .compare(this, other);
        }
    }

    private record AlikeRows(String table, List<String> columns, IdentifierKind kind, boolean swept)
            implements Comparable<AlikeRows> {
        @Override
        public int compareTo(AlikeRows other) {
            return Comparator.comparing(AlikeRows::table)
                    .thenComparing(rows -> String.join(",", rows.columns()))
                    .thenComparing(AlikeRows::kind)
                    .thenComparing(AlikeRows::swept)
                    .compare(this, other);
        }
    }

    private static final class Cells {
        private long cells;
        private final Map<IdentifierKind, Long> kinds = new EnumMap<>(IdentifierKind.class);
    }

    private static final class Rows {
        private long rows;
        private final List<String> keys = new ArrayList<>();
    }

    synchronized void struck(
            TableName table, String key, Column column, Set<IdentifierKind> kinds, String before, String after) {
        Place place = new Place(names.apply(table), column.name());
        Cells cells = struck.computeIfAbsent(place, first -> new Cells());
        cells.cells++;
        kinds.forEach(kind -> cells.kinds.merge(kind, 1L, Long::sum));
        if (sampled.merge(place, 1, Integer::sum) <= samplesOfEach) {
            samples.add(new Mentions.Sample(place.table(), key, column.name(), before, after));
        }
    }

    synchronized void alike(Hit hit, boolean swept) {
        AlikeRows where = new AlikeRows(
                names.apply(hit.table().name()),
                hit.columns().stream().map(Column::name).toList(),
                hit.fingerprint().kind(),
                swept);
        Rows found = alike.computeIfAbsent(where, first -> new Rows());
        found.rows++;
        if (found.keys.size() < KEYS) {
            found.keys.add(hit.key());
        }
    }

    synchronized void left(TableName table, Column column, IdentifierKind kind) {
        left.merge(new KindInColumn(new Place(names.apply(table), column.name()), kind), 1L, Long::sum);
    }

    synchronized void read(TableName table, long more) {
        tables.add(table);
        rows += more;
    }

    synchronized void notRead(String table) {
        notRead.add(table);
    }

    /** @param others what somebody under {@code others} bears, too */
    synchronized Mentions mentions(List<BorneByOthers> others) {
        samples.sort(Comparator.comparing(Mentions.Sample::table)
                .thenComparing(Mentions.Sample::column)
                .thenComparing(Mentions.Sample::key));
        return new Mentions(
                struck.entrySet().stream()
                        .map(each -> new Mentions.Struck(
                                each.getKey().table(),
                                each.getKey().column(),
                                each.getValue().cells,
                                java.util.Collections.unmodifiableMap(new EnumMap<>(each.getValue().kinds))))
                        .toList(),
                alike.entrySet().stream()
                        .map(each -> new Mentions.Alike(
                                each.getKey().table(),
                                each.getKey().columns(),
                                each.getKey().kind(),
                                each.getValue().rows,
                                each.getKey().swept(),
                                List.copyOf(each.getValue().keys)))
                        .toList(),
                left.entrySet().stream()
                        .map(each -> new Mentions.Left(
                                each.getKey().place().table(),
                                each.getKey().place().column(),
                                each.getKey().kind(),
                                each.getValue()))
                        .toList(),
                others.stream()
                        .map(each -> new Mentions.OfOthers(names.apply(each.table()), each.kind(), each.identifiers()))
                        .toList(),
                List.copyOf(samples),
                tables.size(),
                rows,
                List.copyOf(notRead));
    }
}
