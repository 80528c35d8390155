package dev.palimpsest.cli;

import dev.palimpsest.cli.document.Document;
import dev.palimpsest.cli.document.SubjectDocument;
import dev.palimpsest.cli.terminal.Terminal;
import dev.palimpsest.cli.text.SubjectText;
import dev.palimpsest.survey.Assessment;
import dev.palimpsest.survey.BlockedBy;
import dev.palimpsest.text.CsvWriter;
import dev.palimpsest.text.Visible;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes listed subjects as they come. */
sealed interface SubjectSink extends AutoCloseable {
    /**
     * Writes one subject.
     *
     * @param title the name; empty where it is not wanted
     */
    void take(Assessment subject, String title);

    /** @param name of the document about the list */
    default void end(String name, Object document) {}

    @Override
    default void close() {}

    /** For people. */
    record Text(Terminal terminal, String language) implements SubjectSink {
        @Override
        public void take(Assessment subject, String title) {
            SubjectText.print(terminal, subject, title, language);
        }
    }

    /** A line per subject; several blockers of a subject are separated by a semicolon. */
    final class Csv implements SubjectSink {
        private final Writer out;
        private final CsvWriter csv;
        private final boolean names;
        private final String language;

        Csv(OutputStream stream, boolean names, String language) {
            this.out = new OutputStreamWriter(stream, StandardCharsets.UTF_8);
            this.csv = new CsvWriter(out);
            this.names = names;
            this.language = language;
            List<String> headings = new ArrayList<>(List.of("key"));
            if (names) {
                headings.add("title");
            }
            headings.addAll(List.of(
                    "verdict", "last_activity", "last_activity_by", "kinds", "blockers", "blocked_until", "messages"));
            try {
                csv.headings(headings);
            } catch (IOException full) {
                throw new UncheckedIOException(full);
            }
        }

        @Override
        public void take(Assessment subject, String title) {
            List<@Nullable String> cells = new ArrayList<>();
            cells.add(Visible.line(subject.key().value()));
            if (names) {
                cells.add(Visible.line(title));
            }
            cells.add(subject.verdict().word());
            cells.add(text(subject.lastActivity()));
            cells.add(subject.lastActivityBy());
            cells.add(String.join(";", subject.kinds()));
            cells.add(String.join(";", subject.blockers()));
            cells.add(text(subject.blockedUntil()));
            cells.add(Visible.line(messages(subject)));
            try {
                csv.row(cells);
            } catch (IOException full) {
                throw new UncheckedIOException(full);
            }
        }

        private static @Nullable String text(@Nullable Object value) {
            return value == null ? null : value.toString();
        }

        private String messages(Assessment subject) {
            return subject.blockedBy().stream()
                    .map((BlockedBy by) -> by.message(language))
                    .collect(Collectors.joining(" "));
        }

        @Override
        public void end(String name, Object document) {
            try {
                out.flush();
            } catch (IOException full) {
                throw new UncheckedIOException(full);
            }
        }
    }

    /** {@code {"list": [...], "survey": {...}}}. */
    final class Json implements SubjectSink {
        private final JsonGenerator generator;
        private final boolean list;
        private final String language;

        Json(OutputStream out, boolean list, String language) {
            this.generator = Document.stream(out);
            this.list = list;
            this.language = language;
            generator.writeStartObject();
            if (list) {
                generator.writeName("list");
                generator.writeStartArray();
            }
        }

        @Override
        public void take(Assessment subject, String title) {
            @Nullable String shown = title.isEmpty() ? null : title;
            generator.writePOJO(SubjectDocument.of(subject, shown, language));
        }

        @Override
        public void end(String name, Object document) {
            if (list) {
                generator.writeEndArray();
            }
            generator.writeName(name);
            generator.writePOJO(document);
            generator.writeEndObject();
            generator.writeRaw('\n');
            generator.flush();
        }
    }
}
