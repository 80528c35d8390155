package dev.palimpsest.proof;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Builds a page; every text given to it is escaped. Not thread-safe. */
final class Html {
    private final StringBuilder page = new StringBuilder();

    /** A cell of a table. */
    record Cell(String html, boolean number) {}

    static Cell text(@Nullable Object text) {
        return new Cell(escaped(text == null ? "" : text.toString()), false);
    }

    static Cell number(long number) {
        return new Cell(grouped(number), true);
    }

    static Cell number(String number) {
        return new Cell(escaped(number), true);
    }

    /** A word in colour: the colour never stands alone. */
    static Cell verdict(boolean good, String word) {
        return new Cell("<span class=\"" + (good ? "good" : "bad") + "\">" + escaped(word) + "</span>", false);
    }

    static Cell code(@Nullable String text) {
        return new Cell(text == null ? "none" : "<code>" + escaped(text) + "</code>", false);
    }

    static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    Html heading(String text) {
        page.append("<h2>").append(escaped(text)).append("</h2>\n");
        return this;
    }

    Html paragraph(String text) {
        page.append("<p>").append(escaped(text)).append("</p>\n");
        return this;
    }

    Html remark(String text) {
        page.append("<p class=\"soft\">").append(escaped(text)).append("</p>\n");
        return this;
    }

    Html list(List<String> items) {
        page.append("<ul>\n");
        items.forEach(item -> page.append("<li>").append(escaped(item)).append("</li>\n"));
        page.append("</ul>\n");
        return this;
    }

    /** Large figures with what they count, side by side. */
    Html figures(List<Figure> figures) {
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
    record Figure(long number, String what) {}

    /** A table, where there are rows. The headings of columns with numbers stand over the numbers. */
    Html table(List<String> headings, List<List<Cell>> rows) {
        if (rows.isEmpty()) {
            return this;
        }
        page.append(headings.size() <= 3 ? "<table class=\"narrow\">" : "<table>")
                .append("\n<thead><tr>");
        for (int i = 0; i < headings.size(); i++) {
            page.append(rows.getFirst().get(i).number() ? "<th scope=\"col\" class=\"number\">" : "<th scope=\"col\">")
                    .append(escaped(headings.get(i)))
                    .append("</th>");
        }
        page.append("</tr></thead>\n<tbody>\n");
        for (List<Cell> row : rows) {
            page.append("<tr>");
            row.forEach(cell -> page.append(cell.number() ? "<td class=\"number\">" : "<td>")
                    .append(cell.html())
                    .append("</td>"));
            page.append("</tr>\n");
        }
        page.append("</tbody>\n</table>\n");
        return this;
    }

    @Override
    public String toString() {
        return page.toString();
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
