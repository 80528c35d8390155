package dev.palimpsest.cli.demo;

import dev.palimpsest.cli.text.ExportText;
import dev.palimpsest.export.ExportForm;
import dev.palimpsest.export.ExportOrder;
import dev.palimpsest.export.ExportResult;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The studio also secures participations and invoices before its customers disappear. */
final class StudioStory extends Story {
    /** What administration or law may ask for later. */
    private static final Set<String> SECURED = Set.of("reservation", "facture", "ligne_facture", "paiement");

    StudioStory(Stage stage) {
        super(stage);
    }

    @Override
    void secure(Preview preview) {
        if (preview.keys().isEmpty()) {
            return;
        }
        progress.doing("Writing the safe copy");
        Path copy = settings.directory().resolve("studio-copy");
        // of an earlier telling
        delete(copy);
        ExportResult secured = palimpsest.export(
                new ExportOrder(preview.keys(), SECURED, Set.of(ExportForm.CSV), copy, settings.language(), false));
        progress.close();
        narrator.chapter(
                "First of all a safe copy of participations and invoices",
                terminal -> ExportText.print(terminal, secured));
    }

    private static void delete(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        } catch (IOException refused) {
            throw new PalimpsestException(
                    ErrorCode.HOME_UNUSABLE, directory + " cannot be emptied. Name another directory with --dir.");
        }
    }
}
