package dev.palimpsest.trace;

import dev.palimpsest.database.Column;
import dev.palimpsest.identity.Fingerprint;
import dev.palimpsest.identity.Redactor;
import dev.palimpsest.identity.TextForm;
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

    /**
     * A column that is swept, and what stands there for what is struck.
     *
     * @param apart whether no text may stand there twice
     */
    record Place(Column column, String mark, boolean apart) {
        TextForm form() {
            return TextChange.form(column);
        }

        /** Those of one text. */
        Marks marks() {
            return Marks.of(mark, apart);
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
            String text = struck.get(i);
            if (text != null && found.containsKey(column)) {
                String changed = TextChange.fitting(
                        column,
                        place.marks(),
                        mark -> redactor.sweep(
                                place.form(), text, traces, fingerprint -> holds(column, fingerprint), mark));
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
        List<Marks> marks = places.stream().map(Place::marks).toList();
        int[] tried = new int[places.size()];
        List<@Nullable String> swept;
        do {
            List<Redactor.RowText> read = new ArrayList<>();
            for (int i = 0; i < places.size(); i++) {
                read.add(new Redactor.RowText(
                        texts.get(i), places.get(i).form(), marks.get(i).get(tried[i])));
            }
            swept = sweptTogether(places, read, redactor, traces);
        } while (anotherTry(places, swept, marks, tried));
        for (int i = 0; i < places.size(); i++) {
            String text = swept.get(i);
            if (text != null) {
                texts.set(i, text);
            }
        }
    }

    /** Goes on to the next mark for each text that does not fit its column. */
    private static boolean anotherTry(
            List<Place> places, List<@Nullable String> swept, List<Marks> marks, int[] tried) {
        boolean another = false;
        for (int i = 0; i < places.size(); i++) {
            if (!marks.get(i).isLast(tried[i]) && !TextChange.fits(places.get(i).column(), swept.get(i))) {
                tried[i]++;
                another = true;
            }
        }
        return another;
    }

    private List<@Nullable String> sweptTogether(
            List<Place> places, List<Redactor.RowText> texts, Redactor redactor, TraceSet traces) {
        return redactor.sweepRow(
                texts, traces, (fingerprint, place) -> holds(places.get(place).column(), fingerprint));
    }
}
