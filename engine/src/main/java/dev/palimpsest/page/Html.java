package dev.palimpsest.page;

import dev.palimpsest.text.Visible;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Builds a page; every text given to it is escaped. Not thread-safe. */
public final class Html {
    private final StringBuilder page = new StringBuilder();

    /** A cell of a table. */
    public record Cell(String html, boolean number) {}

    public static Cell text(@Nullable Object text) {
        return new Cell(escaped(text == null ? "" : text.toString()), false);
    }

    public static Cell number(long number) {
        return new Cell(grouped(number), true);
    }

    public static Cell number(String number) {
        return new Cell(escaped(number), true);
    }

    /** A word in colour: the colour never stands alone. */
    public static Cell verdict(boolean good, String word) {
        return new Cell("<span class=\"" + (good ? "good" : "bad") + "\">" + escaped(word) + "</span>", false);
    }

    public static Cell code(@Nullable String text) {
        return new Cell(text == null ? "none" : "<code>" + escaped(text) + "</code>", false);
    }

    public static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    public Html heading(String text) {
        page.append("<h2>").append(escaped(text)).append("</h2>\n");
        return this;
    }

    public Html paragraph(String text) {
        page.append("<p>").append(escaped(text)).append("</p>\n");
        return this;
    }

    public Html remark(String text) {
        page.append("<p class=\"soft\">").append(escaped(text)).append("</p>\n");
        return this;
    }

    public Html list(List<String> items) {
        page.append("<ul>\n");
        items.forEach(item -> page.append("<li>").append(escaped(item)).append("</li>\n"));
        page.append("</ul>\n");
        return this;
    }

    /** Large figures with what they count, side by side. */
    public Html figures(List<Figure> figures) {
        page.append("<div class=\"figures\">\n");
        figures.forEach(figure -> page.append("<div><b>")
                .append(grouped(figure.number()))
                .append("</b><span>")
                .append(escaped(figure.what()))
                .append("</span></div>\n"));
        page.append("</div>\n");
        return this;
    }

    /** One figure. */
    public record Figure(long number, String what) {}

    /** A table, where there are rows. The headings of columns with numbers stand over the numbers. */
    public Html table(List<String> headings, List<List<Cell>> rows) {
        if (rows.isEmpty()) {
            return this;
        }
        begin(headings, rows.getFirst());
        rows.forEach(this::row);
        return end();
    }

    /** The beginning of a table whose rows come one by one. */
    public Html begin(List<String> headings, List<Cell> first) {
        page.append(headings.size() <= 3 ? "<table class=\"narrow\">" : "<table>")
                .append("\n<thead><tr>");
        for (int i = 0; i < headings.size(); i++) {
            page.append(first.get(i).number() ? "<th scope=\"col\" class=\"number\">" : "<th scope=\"col\">")
                    .append(escaped(headings.get(i)))
                    .append("</th>");
        }
        page.append("</tr></thead>\n<tbody>\n");
        return this;
    }

    public Html row(List<Cell> cells) {
        page.append("<tr>");
        cells.forEach(cell -> page.append(cell.number() ? "<td class=\"number\">" : "<td>")
                .append(cell.html())
                .append("</td>"));
        page.append("</tr>\n");
        return this;
    }

    public Html end() {
        page.append("</tbody>\n</table>\n");
        return this;
    }

    @Override
    public String toString() {
        return page.toString();
    }

    /** Text inside a page; what a browser would obey or hide is made visible. */
    public static String escaped(String text) {
        return Visible.lines(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
