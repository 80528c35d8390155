package dev.palimpsest.cli.text;

import static dev.palimpsest.cli.terminal.Numbers.counted;
import static dev.palimpsest.cli.terminal.Numbers.grouped;

import dev.palimpsest.cli.terminal.Terminal;
import dev.palimpsest.proof.HitLine;
import dev.palimpsest.proof.Look;
import dev.palimpsest.trace.CellReader;
import java.util.List;

/** Shows the texts in which a proof has found something, with the places marked. */
public final class LookText {
    /** Characters shown before and behind a place. */
    private static final int AROUND = 120;

    private LookText() {}

    /** @param from how many were passed over */
    public static void print(Terminal terminal, Look.Cells cells, long from) {
        var out = terminal.out();
        out.println(terminal.bold(counted(cells.total(), "place", "places"))
                + " with residual and possible hits, by the proof of " + cells.provedAt() + " of run " + cells.run()
                + ". The texts are as they stand now.");
        for (Look.Cell cell : cells.cells()) {
            HitLine line = cell.line();
            out.println();
            out.println(
                    (line.hitClass().equals("residual") ? terminal.red("residual") : terminal.bold("possible")) + "  "
                            + line.table()
                            + (line.column().isEmpty() ? "" : "." + line.column())
                            + (line.key().isEmpty() ? "" : ", key " + line.key()) + ": " + line.kind()
                            + (line.treated() ? ", in a treated person's row" : "")
                            + (line.decision().isEmpty() ? "" : ", decided: " + line.decision()));
            if (cell.texts().isEmpty()) {
                out.println("    "
                        + terminal.dim(
                                "no text to show: it is gone, stands in no single text, or the run is over and its row cannot be"
                                        + " found any more"));
            }
            for (CellReader.Text text : cell.texts()) {
                out.println("    " + text.column() + ": " + marked(terminal, text));
            }
        }
        long shown = from + cells.cells().size();
        if (shown < cells.total()) {
            out.println();
            out.println("  " + grouped(cells.total() - shown) + " more: --from " + shown);
        }
    }

    private static String marked(Terminal terminal, CellReader.Text text) {
        String all = text.text();
        List<CellReader.Mark> marks = text.marks();
        int first = marks.stream().mapToInt(CellReader.Mark::start).min().orElse(0);
        int begin = whole(all, Math.max(0, first - AROUND));
        int last = marks.stream()
                .mapToInt(CellReader.Mark::end)
                .filter(end -> end <= first + 2 * AROUND)
                .max()
                .orElse(first);
        int end = whole(all, Math.min(all.length(), last + AROUND));
        StringBuilder shown = new StringBuilder(begin > 0 ? "… " : "");
        int at = begin;
        boolean inside = false;
        for (int place = begin; place <= end; place++) {
            boolean marked = isMarked(marks, place) && place < end;
            if (marked != inside || place == end) {
                String part = all.substring(at, place);
                shown.append(inside && !part.isEmpty() ? "»" + terminal.red(part) + "«" : part);
                at = place;
                inside = marked;
            }
        }
        shown.append(end < all.length() ? " …" : "");
        // whoever decides, decides about all of them
        long further = marks.stream().filter(mark -> mark.start() >= end).count();
        return further == 0
                ? shown.toString()
                : shown + " (" + counted(further, "more place", "more places") + " further on in this text)";
    }

    private static boolean isMarked(List<CellReader.Mark> marks, int place) {
        return marks.stream().anyMatch(mark -> mark.start() <= place && place < mark.end());
    }

    /** Not between the halves of a character. */
    private static int whole(String text, int place) {
        return place > 0 && place < text.length() && Character.isLowSurrogate(text.charAt(place)) ? place - 1 : place;
    }
}
