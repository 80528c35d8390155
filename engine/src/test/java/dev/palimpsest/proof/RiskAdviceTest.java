package dev.palimpsest.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.run.Boutique;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Advice against the risk of singling out is something that can be done. */
@Tag("database")
final class RiskAdviceTest {
    @TempDir
    private Path directory;

    @Test
    void where_nothing_is_compared_nothing_is_to_be_made_coarser() {
        try (Boutique boutique = Boutique.open(directory).inPlace().fill("Anna")) {
            boutique.run(boutique.preview());

            Risk risk = boutique.palimpsest().prove(Optional.empty()).risk();

            assertThat(risk.quasiIdentifiers()).isEmpty();
            assertThat(risk.advice()).noneMatch(advice -> advice.contains("Coarsen "));
        }
    }

    @Test
    void where_few_are_alike_the_columns_are_named() {
        try (Boutique boutique = Boutique.open(directory)
                .inPlace()
                .with("keep: [groupe_id, statut, cree_le]", "keep: [groupe_id, statut], cree_le: {generalise: year}")
                .fill("Anna")) {
            boutique.run(boutique.preview());

            Risk risk = boutique.palimpsest().prove(Optional.empty()).risk();

            assertThat(risk.advice()).anyMatch(advice -> advice.contains("Coarsen cree_le further"));
        }
    }
}
