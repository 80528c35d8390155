package dev.palimpsest.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.Requirement;
import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.proof.ProofReport;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The period for invoices is shown with its law, and ends to the day. */
@Tag("database")
@ParameterizedClass
@EnumSource(Product.class)
final class StatutoryPeriodTest {
    @Parameter
    private Product product;

    @TempDir
    private Path directory;

    @AutoClose
    private Boutique boutique;

    /** Germany: 8 years since 2025, no longer 10; Austria: 7; France: 10. All from the end of the invoice's year. */
    @ParameterizedTest
    @Requirement("EV-04")
    @CsvSource({
        "DE, 2018-01-01, 2026-12-31, 2026-12-31, BEG IV",
        "DE, 2018-12-31, 2026-12-31, 2026-12-31, BEG IV",
        "AT, 2019-01-01, 2026-12-31, 2026-12-31, BAO",
        "FR, 2016-01-01, 2026-12-31, 2026-12-31, L123-22",
    })
    void an_invoice_is_kept_through_the_last_day_and_law_and_day_are_shown(
            String country, LocalDate invoice, LocalDate today, LocalDate last, String law) {
        Preview preview = preview(country, invoice, today);

        RunResult run = palimpsest(today).run(preview, preview.digest(), "test", RunEvent.Listener.none());

        assertThat(names()).containsOnly("Anne Moreau");
        assertThat(protectedRows(preview)).isEqualTo(2);
        assertThat(run.keptUntil()).isEqualTo(Map.of(last, 1L));
        ProofReport proof = palimpsest(today).prove(Optional.empty());
        assertThat(proof.keptRecords()).singleElement().satisfies(kept -> {
            assertThat(kept.law()).contains(law);
            assertThat(kept.lastDay()).isEqualTo(last);
        });
    }

    @ParameterizedTest
    @Requirement("EV-04")
    @CsvSource({
        "DE, 2018-12-31, 2027-01-01",
        "DE, 2017-12-31, 2026-01-01",
        "AT, 2019-12-31, 2027-01-01",
        "FR, 2016-12-31, 2027-01-01",
    })
    void on_the_first_day_after_it_the_invoice_names_nobody_any_more(
            String country, LocalDate invoice, LocalDate today) {
        Preview preview = preview(country, invoice, today);

        RunResult run = palimpsest(today).run(preview, preview.digest(), "test", RunEvent.Listener.none());

        assertThat(names()).containsOnly("Client");
        assertThat(protectedRows(preview)).isZero();
        assertThat(run.keptUntil()).isEmpty();
    }

    private Preview preview(String country, LocalDate invoice, LocalDate today) {
        boutique = Boutique.open(product, directory)
                .inPlace()
                .with("jurisdiction: FR", "jurisdiction: " + country)
                .fill("Anne");
        boutique.database().execute("update facture set emise_le = date '" + invoice + "'");
        SubjectKey anne = new SubjectKey(Long.toString(boutique.id("Anne")));
        return palimpsest(today).preview(Selection.of(List.of(anne)), skipped -> {});
    }

    private Palimpsest palimpsest(LocalDate today) {
        return boutique.palimpsest().with(Clock.fixed(today.atTime(12, 0).toInstant(ZoneOffset.UTC), ZoneOffset.UTC));
    }

    private List<String> names() {
        return boutique.database().rows("select nom from facture");
    }

    private static long protectedRows(Preview preview) {
        return preview.tables().stream()
                .filter(table -> table.table().equals("facture"))
                .mapToLong(Preview.TableEffect::kept)
                .sum();
    }
}
