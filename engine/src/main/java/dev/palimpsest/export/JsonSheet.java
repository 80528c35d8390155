package dev.palimpsest.export;

import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.text.ExactJson;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** One person's data for machines; {@code docs/reference/export.md} says what each name means. */
final class JsonSheet implements Sheet {
    private static final int FORMAT = 1;
    private static final JsonMapper JSON = ExactJson.builder().build();
    /** Numbers as JSON has them: no leading zeros, no infinity. */
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    private final JsonGenerator json;
    private final Writer file;
    private long shared;

    JsonSheet(Writer file, ExportFrame frame, SubjectKey key) {
        this.file = file;
        this.json = JSON.createGenerator(file);
        json.writeStartObject();
        json.writeName("export");
        json.writeStartObject();
        json.writeNumberProperty("format", FORMAT);
        json.writeStringProperty("map", frame.map());
        json.writeStringProperty("subjectTable", frame.subjectTable());
        json.writeStringProperty("key", key.value());
        json.writeStringProperty("exportedAt", frame.at().toString());
        json.writeStringProperty("timeZone", frame.zone().getId());
        json.writeBooleanProperty("everything", frame.everything());
        names("hidden", frame.hidden());
        json.writeName("tables");
        json.writeStartArray();
    }

    @Override
    public void begin(ExportedTable table) {
        shared = 0;
        json.writeStartObject();
        json.writeStringProperty("table", table.name());
        if (table.coOwner() != null) {
            json.writeStringProperty("coOwnerBy", table.coOwner());
        }
        names("freeText", table.names(ExportedColumn::freeText));
        names("withheld", table.names(ExportedColumn::ofOthers));
        json.writeName("rows");
        json.writeStartArray();
    }

    private void names(String name, List<String> columns) {
        json.writeName(name);
        json.writeStartArray();
        columns.forEach(json::writeString);
        json.writeEndArray();
    }

    @Override
    public void row(ExportedRow row) {
        json.writeStartObject();
        for (ExportedRow.Value value : row.values()) {
            if (value.shown()) {
                json.writeName(value.column().name());
                write(value.column(), value.text());
            }
        }
        json.writeEndObject();
        shared += row.shared() ? 1 : 0;
    }

    private void write(ExportedColumn column, @Nullable String text) {
        if (text == null) {
            json.writeNull();
            return;
        }
        switch (column.family()) {
            case BOOLEAN -> json.writeBoolean(Boolean.parseBoolean(text));
            case INTEGER, DECIMAL, FLOAT -> number(text);
            default -> json.writeString(text);
        }
    }

    private void number(String text) {
        if (NUMBER.matcher(text).matches()) {
            json.writeNumber(text);
        } else {
            json.writeString(text);
        }
    }

    @Override
    public void end() {
        json.writeEndArray();
        json.writeNumberProperty("sharedRows", shared);
        json.writeEndObject();
    }

    @Override
    public void finish() {
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
        json.writeRaw('\n');
        json.flush();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
