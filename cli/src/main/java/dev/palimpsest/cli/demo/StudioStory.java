package dev.palimpsest.cli.demo;

import dev.palimpsest.cli.document.MergeDocument;
import dev.palimpsest.cli.document.Stopwatch;
import dev.palimpsest.cli.document.SurveyDocument;
import dev.palimpsest.cli.text.ExportText;
import dev.palimpsest.cli.text.MergeText;
import dev.palimpsest.demo.generator.Contents;
import dev.palimpsest.demo.studio.Studio;
import dev.palimpsest.demo.studio.StudioSize;
import dev.palimpsest.export.ExportForm;
import dev.palimpsest.export.ExportOrder;
import dev.palimpsest.export.ExportResult;
import dev.palimpsest.ledger.MergeReason;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.merge.MergeRequest;
import dev.palimpsest.merge.MergeResult;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The studio also joins two profiles, and secures participations and invoices before its customers disappear. */
final class StudioStory extends Story {
    /** What administration or law may ask for later. */
    private static final Set<String> SECURED = Set.of("reservation", "facture", "ligne_facture", "paiement");

    StudioStory(Stage stage) {
        super(stage);
    }

    /** Whoever has two profiles is joined first, so that not only half of the person goes. */
    @Override
    Preparation prepare() {
        LocalDate today = LocalDate.now(settings.business().zone());
        List<Contents.Pair> duplicates = Studio.duplicates(new StudioSize(settings.seed(), settings.subjects()), today);
        if (duplicates.isEmpty()) {
            return Preparation.NONE;
        }
        progress.doing("Joining two profiles");
        Stopwatch joining = new Stopwatch();
        SubjectKey old = new SubjectKey(Long.toString(duplicates.getFirst().first()));
        SubjectKey stays = new SubjectKey(Long.toString(duplicates.getFirst().second()));
        String title = palimpsest.titles(List.of(old)).getOrDefault(old, "");
        MergeRequest request = new MergeRequest(old, stays, MergeReason.DUPLICATE, false);
        MergeResult shown = palimpsest.merge(request);
        MergeResult joined = palimpsest.merge(request, shown.digest(), System.getProperty("user.name", "unknown"));
        MergeDocument merge = MergeDocument.of(joined, joining.seconds());
        Stopwatch judging = new Stopwatch();
        SurveyDocument survey =
                SurveyDocument.of(palimpsest.map().name(), palimpsest.survey(subject -> {}), judging.seconds());
        progress.close();
        narrator.chapter("Somebody has two profiles: they are joined", terminal -> {
            terminal.out()
                    .println(title + " forgot the old profile " + old.value() + " and made a new one, " + stays.value()
                            + ".");
            MergeText.print(terminal, merge, Map.of());
        });
        return new Preparation(survey, null, 1);
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
