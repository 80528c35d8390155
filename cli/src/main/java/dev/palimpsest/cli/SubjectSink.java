package dev.palimpsest.cli;

import dev.palimpsest.cli.document.Document;
import dev.palimpsest.cli.document.SubjectDocument;
import dev.palimpsest.cli.document.SurveyDocument;
import dev.palimpsest.cli.terminal.Terminal;
import dev.palimpsest.cli.text.SubjectText;
import dev.palimpsest.survey.Assessment;
import dev.palimpsest.survey.BlockedBy;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
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

    default void end(SurveyDocument survey) {}

    @Override
    default void close() {}

    /** For people. */
    record Text(Terminal terminal, String language) implements SubjectSink {
        @Override
        public void take(Assessment subject, String title) {
            SubjectText.print(terminal, subject, title, language);
        }
    }

    /** A line per subject, after RFC 4180; several blockers of a subject are separated by a semicolon. */
    final class Csv implements SubjectSink {
        private final CSVPrinter printer;
        private final boolean names;
        private final String language;

        Csv(OutputStream out, boolean names, String language) {
            this.names = names;
            this.language = language;
            try {
                printer = new CSVPrinter(new OutputStreamWriter(out, StandardCharsets.UTF_8), CSVFormat.RFC4180);
                printer.print("key");
                if (names) {
                    printer.print("title");
                }
                printer.printRecord(
                        "verdict",
                        "last_activity",
                        "last_activity_by",
                        "kinds",
                        "blockers",
                        "blocked_until",
                        "messages");
            } catch (IOException full) {
                throw new UncheckedIOException(full);
            }
        }

        @Override
        public void take(Assessment subject, String title) {
            try {
                printer.print(safe(subject.key().value()));
                if (names) {
                    printer.print(safe(title));
                }
                printer.printRecord(
                        subject.verdict().word(),
                        subject.lastActivity(),
                        subject.lastActivityBy(),
                        String.join(";", subject.kinds()),
                        String.join(";", subject.blockers()),
                        subject.blockedUntil(),
                        safe(messages(subject)));
            } catch (IOException full) {
                throw new UncheckedIOException(full);
            }
        }

        private String messages(Assessment subject) {
            return subject.blockedBy().stream()
                    .map((BlockedBy by) -> by.message(language))
                    .collect(Collectors.joining(" "));
        }

        /** A spreadsheet would take a text that begins like a formula for one (OWASP, "CSV injection"). */
        private static String safe(String text) {
            return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 && !isNumber(text) ? "'" + text : text;
        }

        private static boolean isNumber(String text) {
            return text.matches("-?[0-9]+");
        }

        @Override
        public void end(SurveyDocument survey) {
            try {
                printer.flush();
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
        public void end(SurveyDocument survey) {
            if (list) {
                generator.writeEndArray();
            }
            generator.writeName("survey");
            generator.writePOJO(survey);
            generator.writeEndObject();
            generator.writeRaw('\n');
            generator.flush();
        }
    }
}
