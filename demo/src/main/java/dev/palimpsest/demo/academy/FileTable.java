package dev.palimpsest.demo.academy;

import dev.palimpsest.demo.generator.Dice;
import dev.palimpsest.demo.generator.Form;
import dev.palimpsest.demo.generator.Name;
import dev.palimpsest.demo.generator.TableRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Writes diplomas and copies of identity cards, and the rows that speak of them. */
final class FileTable {
    private static final String FOLDER = "bestanden";

    private final Load load;

    FileTable(Load load) {
        this.load = load;
    }

    void write() throws SQLException {
        clear(load.files.resolve(FOLDER));
        load.table("bestand", "id,deelnemer_id,soort,bestandsnaam,pad,grootte,geupload_op", this::rows);
    }

    private void rows(TableRows rows) {
        for (Participant person : load.roster.people) {
            Dice dice = load.dice(Topic.FILES, person.id());
            for (Enrolment enrolment : person.dossier().enrolments()) {
                if (enrolment.attended() && dice.chance(0.5)) {
                    file(
                            rows,
                            person,
                            "DIPLOMA",
                            enrolment.course().code,
                            enrolment.on().plusDays(7));
                }
            }
            if (!person.dossier().enrolments().isEmpty() && dice.chance(0.25)) {
                file(
                        rows,
                        person,
                        "ID_KOPIE",
                        "ID",
                        person.dossier().enrolments().getLast().on().minusDays(2));
            }
        }
    }

    private void file(TableRows rows, Participant person, String kind, String subject, LocalDate on) {
        long id = rows.rows() + 1;
        String path = FOLDER + "/" + on.getYear() + "/" + String.format(Locale.ROOT, "%07d.pdf", id);
        String name = load.own(person, Form.FILE_NAME, "bestand", "bestandsnaam", id);
        int size = write(load.files.resolve(path), subject + " " + person.name().full());
        rows.number(id)
                .number(person.id())
                .text(kind)
                .text(subject + "_" + name + ".pdf")
                .text(path)
                .number(size)
                .time(on.atTime(11, 15))
                .endRow();
    }

    private static int write(Path file, String text) {
        byte[] pdf = page(Name.transliterate(text)).getBytes(StandardCharsets.ISO_8859_1);
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, pdf);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return pdf.length;
    }

    /** A PDF of one page with one line. */
    private static String page(String text) {
        String stream = "BT /F1 18 Tf 72 720 Td (" + text + ") Tj ET";
        List<String> objects = List.of(
                "<< /Type /Catalog /Pages 2 0 R >>",
                "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
                        + " /Resources << /Font << /F1 5 0 R >> >> >>",
                "<< /Length " + stream.length() + " >>\nstream\n" + stream + "\nendstream",
                "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
        StringBuilder pdf = new StringBuilder("%PDF-1.4\n");
        StringBuilder places = new StringBuilder("0000000000 65535 f \n");
        for (int i = 0; i < objects.size(); i++) {
            places.append(String.format(Locale.ROOT, "%010d 00000 n \n", pdf.length()));
            pdf.append(i + 1).append(" 0 obj\n").append(objects.get(i)).append("\nendobj\n");
        }
        int table = pdf.length();
        return pdf.append("xref\n0 ")
                .append(objects.size() + 1)
                .append('\n')
                .append(places)
                .append("trailer\n<< /Size ")
                .append(objects.size() + 1)
                .append(" /Root 1 0 R >>\nstartxref\n")
                .append(table)
                .append("\n%%EOF\n")
                .toString();
    }

    /** Files of an academy that was made here before. */
    private static void clear(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> old = Files.walk(folder)) {
            for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
