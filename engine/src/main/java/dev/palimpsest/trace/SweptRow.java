package dev.palimpsest.trace;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.ColumnFamily;
import dev.palimpsest.identity.Fingerprint;
import dev.palimpsest.identity.Redactor;
import dev.palimpsest.identity.TraceSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What of treated subjects is to be struck in the texts of one row, also where it is spread over several of them. */
final class SweptRow {
    private final Map<Column, Set<Fingerprint>> found = new HashMap<>();
    private boolean spread;

    void add(Hit hit) {
        hit.columns()
                .forEach(column ->
                        found.computeIfAbsent(column, first -> new HashSet<>()).add(hit.fingerprint()));
        spread |= hit.columns().size() > 1;
    }

    /** Whether something stands in several texts together. */
    boolean isSpread() {
        return spread;
    }

    Set<Column> columns() {
        return found.keySet();
    }

    /** What is found in this column. */
    Set<Fingerprint> in(Column column) {
        return found.getOrDefault(column, Set.of());
    }

    private boolean holds(Column column, Fingerprint fingerprint) {
        return in(column).contains(fingerprint);
    }

    /** A column that is swept, and what stands there for what is struck. */
    record Place(Column column, String mark) {
        boolean isJson() {
            return column.family() == ColumnFamily.JSON;
        }
    }

    /**
     * The texts after the strokes.
     *
     * @param places all that were searched together, if something is {@linkplain #isSpread spread}
     * @param texts what stands in them now
     * @return {@code null} for each that stays as it is
     */
    List<@Nullable String> struck(
            List<Place> places, List<@Nullable String> texts, Redactor redactor, TraceSet traces) {
        List<@Nullable String> struck = new ArrayList<>(texts);
        if (spread) {
            strikeSpread(places, struck, redactor, traces);
        }
        for (int i = 0; i < places.size(); i++) {
            Place place = places.get(i);
            Column column = place.column();
            String mark = place.mark();
            String text = struck.get(i);
            if (text != null && found.containsKey(column)) {
                String changed = place.isJson()
                        ? redactor.sweepJson(text, traces, fingerprint -> holds(column, fingerprint), mark)
                        : TextChange.fitting(
                                column,
                                mark,
                                fitting -> redactor.sweep(
                                        text, traces, fingerprint -> holds(column, fingerprint), fitting));
                struck.set(i, changed == null ? text : changed);
            }
        }
        for (int i = 0; i < struck.size(); i++) {
            String text = texts.get(i);
            if (text == null || text.equals(struck.get(i))) {
                struck.set(i, null);
            }
        }
        return struck;
    }

    private void strikeSpread(List<Place> places, List<@Nullable String> texts, Redactor redactor, TraceSet traces) {
        List<Redactor.RowText> read = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            Place place = places.get(i);
            read.add(new Redactor.RowText(texts.get(i), place.isJson(), place.mark()));
        }
        List<@Nullable String> swept = sweptTogether(places, read, redactor, traces);
        boolean fits = true;
        for (int i = 0; i < places.size(); i++) {
            if (!TextChange.fits(places.get(i).column(), swept.get(i))) {
                read.set(i, new Redactor.RowText(texts.get(i), read.get(i).json(), TextChange.SHORTEST_MARK));
                fits = false;
            }
        }
        List<@Nullable String> fitting = fits ? swept : sweptTogether(places, read, redactor, traces);
        for (int i = 0; i < places.size(); i++) {
            String text = fitting.get(i);
            if (text != null) {
                texts.set(i, text);
            }
        }
    }

    private List<@Nullable String> sweptTogether(
            List<Place> places, List<Redactor.RowText> texts, Redactor redactor, TraceSet traces) {
        return redactor.sweepRow(
                texts, traces, (fingerprint, place) -> holds(places.get(place).column(), fingerprint));
    }
}
