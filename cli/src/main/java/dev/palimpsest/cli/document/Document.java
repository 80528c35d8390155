package dev.palimpsest.cli.document;

import dev.palimpsest.text.ExactJson;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes one JSON document, in UTF-8 whatever the locale says. */
public final class Document {
    private static final JsonMapper JSON =
            ExactJson.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    private Document() {}

    /** {@code {name: content}}. */
    public static void print(PrintStream out, String name, Object content) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put(name, content);
        print(out, document);
    }

    public static void print(PrintStream out, Object document) {
        out.flush();
        out.writeBytes((JSON.writeValueAsString(document) + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** A generator for documents too long for the memory. The caller closes it; the stream stays open. */
    public static JsonGenerator stream(OutputStream out) {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        return JSON.createGenerator(writer);
    }
}
