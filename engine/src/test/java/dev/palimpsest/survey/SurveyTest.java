package dev.palimpsest.survey;

import static dev.palimpsest.ClubFixture.TODAY;
import static dev.palimpsest.ClubFixture.survey;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.ClubFixture;
import dev.palimpsest.Palimpsest;
import dev.palimpsest.Requirement;
import dev.palimpsest.TestDatabase;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The survey as a whole. */
@Tag("database")
@ParameterizedClass
@EnumSource
final class SurveyTest {
    @AutoClose
    private final ClubFixture club;

    @TempDir
    private Path directory;

    private Palimpsest palimpsest;

    SurveyTest(TestDatabase.Product product) {
        club = ClubFixture.create(product);
    }

    @BeforeEach
    void attach() {
        palimpsest = club.attach(directory);
    }

    @Test
    @Requirement("PL-01")
    void the_numbers_of_a_survey_add_up() {
        club.member(1, "Anna", "Brandt")
                .member(2, "Bert", "Claasen")
                .contract(2, "2026-01-01", null)
                .member(3, "Cora", "Dietz")
                .checkIn(3, "2026-11-20 10:00")
                .bare(4, "Dirk", "Eggers")
                .member(5, "Elli", "Franke")
                .status(5, "STAFF")
                .member(6, "Fritz", "Gerdes")
                .status(6, "ARCHIVED")
                .member(7, "Gerd", "Hansen")
                .status(7, "ACTIVE");

        SurveyResult result = palimpsest.survey(each -> {});

        assertThat(result.subjects()).isEqualTo(7);
        assertThat(result.verdicts().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(7);
        assertThat(result.inactive()).isEqualTo(3);
        assertThat(result.eligible()).isEqualTo(1);
        assertThat(result.blocked())
                .isEqualTo(Map.of(
                        "balance",
                        0L,
                        "collection",
                        0L,
                        "contract",
                        1L,
                        "credit",
                        0L,
                        "dunning",
                        0L,
                        "task",
                        0L,
                        "kind",
                        1L));
    }

    @Test
    void the_survey_does_not_depend_on_the_language_of_the_machine() {
        Locale before = Locale.getDefault();
        club.member(1, "Anna", "Brandt");
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            assertThat(survey(palimpsest).get(1L).verdict().word()).isEqualTo("eligible");
        } finally {
            Locale.setDefault(before);
        }
        assertThat(palimpsest.survey(each -> {}).moment()).isEqualTo(new Moment(TODAY, LocalDate.of(2026, 2, 22)));
    }
}
