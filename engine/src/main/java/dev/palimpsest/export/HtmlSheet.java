package dev.palimpsest.export;

import dev.palimpsest.database.ColumnFamily;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.page.Html;
import dev.palimpsest.page.Page;
import java.io.IOException;
import java.io.Writer;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One person's data as a page that opens in any browser. */
final class HtmlSheet implements Sheet {
    /** More columns do not fit on a sheet of paper: the row stands upright then. */
    private static final int COLUMNS_SIDE_BY_SIDE = 6;

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    private final Writer file;
    private final ExportTexts texts;
    private @Nullable ExportedTable table;
    private List<ExportedColumn> columns = List.of();
    private long rows;
    private long shared;
    private long all;

    HtmlSheet(Writer file, ExportFrame frame, SubjectKey key) throws IOException {
        this.file = file;
        this.texts = frame.texts();
        String at = MOMENT.format(frame.at().atZone(frame.zone()));
        file.write(Page.head(
                texts.language(),
                texts.say("title"),
                texts.say("above"),
                texts.say("heading", frame.title(), key.value()),
                texts.say(heading(frame), at, frame.zone().getId())));
        if (!frame.hidden().isEmpty()) {
            file.write(new Html()
                    .paragraph(texts.say("hidden", String.join(", ", frame.hidden())))
                    .toString());
        }
    }

    private static String heading(ExportFrame frame) {
        if (!frame.hidden().isEmpty()) {
            return "seen";
        }
        return frame.everything() ? "everything" : "chosen";
    }

    @Override
    public void begin(ExportedTable next) {
        table = next;
        columns = next.shown();
        rows = 0;
        shared = 0;
    }

    @Override
    public void row(ExportedRow row) throws IOException {
        Html html = new Html();
        List<Html.Cell> cells = row.values().stream().map(this::cell).toList();
        if (rows == 0) {
            open(html);
        }
        if (upright()) {
            html.begin(List.of(texts.say("column"), texts.say("value")), List.of(Html.text(""), Html.text("")));
            for (int i = 0; i < cells.size(); i++) {
                html.row(List.of(
                        Html.text(columns.get(i).name()),
                        new Html.Cell(cells.get(i).html(), false)));
            }
            html.end();
        } else {
            if (rows == 0) {
                html.begin(columns.stream().map(ExportedColumn::name).toList(), cells);
            }
            html.row(cells);
        }
        file.write(html.toString());
        rows++;
        shared += row.shared() ? 1 : 0;
    }

    private boolean upright() {
        return columns.size() > COLUMNS_SIDE_BY_SIDE;
    }

    private void open(Html html) {
        ExportedTable now = current();
        html.heading(now.title());
        List<String> free = now.names(column -> column.freeText() && !column.ofOthers());
        if (!free.isEmpty()) {
            html.remark(texts.say("free-text", String.join(", ", free)));
        }
    }

    private ExportedTable current() {
        if (table == null) {
            throw new IllegalStateException("no table was begun");
        }
        return table;
    }

    private Html.Cell cell(ExportedRow.Value value) {
        String text = value.text();
        if (!value.shown()) {
            return Html.text(texts.say("not-shown"));
        }
        if (text == null) {
            return Html.text(texts.say("nothing"));
        }
        ColumnFamily family = value.column().family();
        return switch (family) {
            case BOOLEAN -> Html.text(texts.say(text));
            case BINARY -> Html.text(texts.say("bytes", Base64.getDecoder().decode(text).length));
            default -> family.isNumeric() ? Html.number(text) : Html.text(text);
        };
    }

    @Override
    public void end() throws IOException {
        if (rows == 0) {
            return;
        }
        Html html = new Html();
        if (!upright()) {
            html.end();
        }
        List<String> remarks = new ArrayList<>();
        if (shared > 0) {
            remarks.add(texts.say("shared", shared));
        }
        List<String> withheld = current().names(ExportedColumn::ofOthers);
        if (!withheld.isEmpty()) {
            remarks.add(texts.say("withheld", String.join(", ", withheld)));
        }
        remarks.forEach(html::remark);
        file.write(html.toString());
        all += rows;
    }

    @Override
    public void finish() throws IOException {
        file.write(new Html().paragraph(texts.say("rows", all)).toString());
        file.write(Page.foot(texts.say("foot")));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
