package dev.palimpsest.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CsvWriterTest {
    private final StringWriter file = new StringWriter();

    private String row(@Nullable String... cells) throws IOException {
        new CsvWriter(file).row(Arrays.asList(cells));
        return file.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+cmd|'/C calc'!A0", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "--1", "-"})
    void what_a_spreadsheet_would_take_for_a_formula_is_a_text_in_cells_and_in_headings(String formula)
            throws IOException {
        assertThat(row("a", formula)).startsWith("a,").containsPattern("^a,\"?'");
        new CsvWriter(file).headings(List.of(formula));
        assertThat(file.toString().lines().toList().getLast()).doesNotContainPattern("^\"?[-=+@＝\\s]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-17", "+3", "-0.50", "1e-3", "Müller-Lüdenscheidt", "1-2", "a=b"})
    void numbers_and_ordinary_texts_stay_as_they_are(String text) throws IOException {
        assertThat(row(text)).isEqualTo(text + "\r\n");
    }

    @Test
    void null_is_nothing_and_an_empty_text_is_two_quotes() throws IOException {
        assertThat(row(null, "", "x")).isEqualTo(",\"\",x\r\n");
    }

    @Test
    void quotes_commas_semicolons_and_line_breaks_stand_in_quotes() throws IOException {
        assertThat(row("say \"hello\"", "a,b", "a;b", "a\r\nb"))
                .isEqualTo("\"say \"\"hello\"\"\",\"a,b\",\"a;b\",\"a\r\nb\"\r\n");
    }

    @Test
    void nothing_that_a_screen_obeys_is_written_and_a_heading_is_one_line() throws IOException {
        new CsvWriter(file).headings(List.of("a\u001bb\nc"));
        assertThat(file).hasToString("a\\u001bb\\nc\r\n");
        assertThat(row("\u202e\u0000")).endsWith("\\u202e\\u0000\r\n");
    }
}
