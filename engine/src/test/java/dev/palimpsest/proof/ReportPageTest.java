package dev.palimpsest.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.ledger.Told;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportPageTest {
    @Test
    void says_green_in_a_word_and_not_only_in_colour() {
        String page = ReportPage.of(report(true, List.of(), List.of()));
        assertThat(page)
                .contains("<strong>GREEN</strong>", "Nothing of the treated people was found")
                .doesNotContain("RED");
    }

    @Test
    void says_red_with_the_reason_and_every_place() {
        String page = ReportPage.of(report(
                false, List.of("1 residual was found."), List.of(new Residual("public.note", "text", "17", "email"))));
        assertThat(page)
                .contains("<strong>RED</strong>", "1 residual was found.", "public.note", "<code>17</code>", "email")
                .doesNotContain("GREEN");
    }

    @Test
    void says_once_what_was_found_several_times_in_the_same_place() {
        Residual remembered = new Residual("public.person", "email (statistics)", "", "email");
        String page = ReportPage.of(report(
                false,
                List.of("2 residuals were found."),
                List.of(remembered, remembered, new Residual("public.note", "text", "17", "email"))));
        assertThat(page.split("email \\(statistics\\)", -1)).hasSize(2);
        assertThat(page).containsPattern("email \\(statistics\\)(?s:.){1,120}>2<");
    }

    @Test
    void needs_nothing_from_elsewhere() {
        String page = ReportPage.of(report(true, List.of(), List.of()));
        assertThat(page).contains("default-src 'none'").doesNotContain("<script", "http:", "https:", "src=", "url(");
    }

    @Test
    void a_green_proof_says_that_files_stay() {
        assertThat(ReportPage.of(report(true, List.of(), List.of(), Map.of("public.document", 2L))))
                .contains(
                        "GREEN, BUT FILES STAY",
                        "2 rows of these people named files",
                        "Files that stay",
                        "public.document");
    }

    @Test
    void takes_no_name_of_a_table_for_markup() {
        String page = ReportPage.of(
                report(false, List.of("a < b"), List.of(new Residual("public.<b>odd</b>", "\"x\"", "1&2", "name"))));
        assertThat(page)
                .contains("public.&lt;b&gt;odd&lt;/b&gt;", "&quot;x&quot;", "1&amp;2", "a &lt; b")
                .doesNotContain("<b>odd");
    }

    @Test
    void names_who_was_not_treated_and_why() {
        assertThat(ReportPage.of(report(true, List.of(), List.of())))
                .contains("Who was not treated", "4711", "skipped", "dunning");
    }

    private static ProofReport report(boolean green, List<String> findings, List<Residual> residuals) {
        return report(green, findings, residuals, Map.of());
    }

    private static ProofReport report(
            boolean green, List<String> findings, List<Residual> residuals, Map<String, Long> files) {
        return new ProofReport(
                "20261122-1a2b3c",
                "Former members, November",
                "gym",
                "a".repeat(64),
                "b".repeat(64),
                "c".repeat(64),
                "PostgreSQL 18.6",
                "operator",
                "2026-11-22T10:00:00Z",
                "2026-11-22T10:01:00Z",
                "2026-11-22",
                "2026-02-22",
                3,
                2,
                1,
                0,
                Map.of("dunning", 1L),
                List.of(new ProofReport.NotTreated("4711", "skipped", "dunning")),
                green,
                findings,
                residuals,
                residuals.size(),
                List.of(new ProofReport.HitCount("public.member", "street", "address", "shared", 2)),
                new HitList(
                        2, "20261122-1a2b3c.hits.jsonl", "20261122-1a2b3c.hits.csv", "d".repeat(64), "e".repeat(64)),
                List.of(),
                List.of(),
                new ProofReport.Searched(24, 1_000, 50_000, 12, List.of(), List.of(), List.of()),
                List.of(new ProofReport.Checked("public.member", "email", "erased", 2, 0, 0)),
                true,
                List.of(new Statistic(
                        "public.invoice", "sum(gross)", new BigDecimal("119.00"), new BigDecimal("119.00"))),
                List.of(),
                Map.of("2034-12-31", 1L),
                new Risk(List.of("birth_date"), 2, 2, 1, 1, 2, List.of(), List.of()),
                0,
                List.of(new Told("newsletter", 3, 2, "timeout")),
                files,
                List.of(),
                null);
    }
}
