package dev.palimpsest.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.map.IdentifierKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The surname at the end of one line, field or element and the given name at the beginning of the next are two people's, mostly. */
final class NamesOverFieldsTest {
    private final Traces anna = Traces.of(Identifier.of(IdentifierKind.NAME, "Anna", "Müller"));

    private String swept(String text) {
        String plain = text.replace("\\n", "\n").replace("\\t", "\t");
        String swept = new Redactor(anna.fingerprinter).sweep(plain, anna.set, found -> !found.weak(), "[…]");
        return swept == null ? text : swept.replace("\n", "\\n").replace("\t", "\\t");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Eva Müller\\nAnna Klein",
                "Frau Müller\\nAnna Klein ruft an",
                "Liebe Frau Müller,\\nAnna war heute krank.",
                "Sehr geehrter Herr Müller,\\n\\nAnna hat heute gefehlt.",
                "Schöne Grüße von Frau Müller\\nAnna",
                "Müller hat angerufen, wegen Müller\\nAnna kommt morgen",
                "KLEIN ANNA\\nMÜLLER EVA",
                "- Eva Müller\\n- Anna Klein",
                "Eva Müller\\tAnna Klein",
                "> Eva Müller\\n> Anna Klein"
            })
    void a_line_break_parts_two_people(String text) {
        assertThat(swept(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Klein,Anna\\nMüller,Eva",
                "Eva;Müller\\nAnna;Klein",
                "Klein;Anna\\nMüller;Eva",
                "1;Eva;Müller;Bonn\\n2;Anna;Klein;Ulm",
                "1\\tEva\\tMüller\\tBonn\\n2\\tAnna\\tKlein\\tUlm",
                "| Eva | Müller |\\n| Anna | Klein |",
                "Müller;Eva;1990\\nKlein;Anna;1991",
                "\"Klein\",\"Anna\"\\n\"Müller\",\"Eva\"",
                "\"1\",\"Eva\",\"Müller\"\\n\"2\",\"Anna\",\"Klein\"",
                "[[\"Klein\",\"Anna\"],[\"Müller\",\"Eva\"]]",
                "Klein Anna; Müller Eva",
                "Lehrerin Müller; Anna krank"
            })
    void a_record_ends_with_its_line(String text) {
        assertThat(swept(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<li>Eva Müller</li><li>Anna Klein</li>",
                "<p>Eva Müller</p><p>Anna Klein</p>",
                "<p>Eva Müller</p>\\n<p>Anna Klein</p>",
                "Eva Müller<br>Anna Klein",
                "<option value=\"1\">Eva Müller</option><option value=\"2\">Anna Klein</option>",
                "<tr><td>Eva</td><td>Müller</td></tr><tr><td>Anna</td><td>Klein</td></tr>",
                "<tr>\\n<td>Eva</td>\\n<td>Müller</td>\\n</tr>\\n<tr>\\n<td>Anna</td>\\n<td>Klein</td>\\n</tr>",
                "<p><v>Eva</v><n>Müller</n></p><p><v>Anna</v><n>Klein</n></p>"
            })
    void an_element_ends_a_persons_name(String text) {
        assertThat(swept(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Eva Müller: Anna ist da",
                "Anna: Müller war da",
                "Müller: Anna Klein",
                "Eva Müller \"Anna kommt\"",
                "Vermittelt durch Müller (Anna Klein)",
                "Vermittelt durch Frau Müller (Anna kam auch)",
                "Re: Müller - Anna Klein",
                "Re: Müller – Anna Klein",
                "Drogerie Müller. Anna kommt."
            })
    void who_speaks_is_parted_from_who_is_spoken_of(String text) {
        assertThat(swept(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '^',
            quoteCharacter = '`',
            value = {
                "Anna\\nMüller ^ […]\\n[…]",
                "Müller,\\nAnna ^ […],\\n[…]",
                "An\\nFrau Anna\\nMüller\\nKöln ^ An\\nFrau […]\\n[…]\\nKöln",
                "Vorname: Anna\\nNachname: Müller ^ Vorname: […]\\nNachname: […]",
                "Müller;Anna;1990 ^ […];[…];1990",
                "1;Eva;Klein\\n2;Anna;Müller ^ 1;Eva;Klein\\n2;[…];[…]",
                "<td>Anna</td><td>Müller</td> ^ <td>[…]</td><td>[…]</td>",
                "<td><b>Müller</b></td>\\n<td><b>Anna</b></td> ^ <td><b>[…]</b></td>\\n<td><b>[…]</b></td>",
                "Kunde: <b>Anna</b> <i>Müller</i> kam ^ Kunde: <b>[…]</b> <i>[…]</i> kam",
                "<k><v>Anna</v><n>Müller</n></k> ^ <k><v>[…]</v><n>[…]</n></k>",
                "{\"a\":{\"first\":\"Anna\",\\n\"last\":\"Müller\"}} ^ {\"a\":{\"first\":\"[…]\",\\n\"last\":\"[…]\"}}",
                "Müller (Anna) ^ […] ([…])",
                "Anna - Müller ^ […]",
                "Frau Anna Müller - Abteilung ^ Frau […] - Abteilung",
                "we have long been waiting for an answer from our member Anna\\nMüller and would like to know ^ "
                        + "we have long been waiting for an answer from our member […]\\n[…] and would like to know"
            })
    void a_name_that_fills_its_fields_is_one(String text, String struck) {
        assertThat(swept(text)).isEqualTo(struck);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Jan, van den Heuvel | Piet van den Heuvel, Jan Bakker | Piet van den Heuvel, Jan Bakker",
                "Jan, van den Heuvel | woont bij van den Heuvel, Jan. Karl betaalt. | woont bij […]. Karl betaalt.",
                "Jan, van den Heuvel | Jan van den Heuvel, Piet Bakker | […], Piet Bakker",
                "Anna, Müller | Gestern kamen Müller, Anna und Bert Klein | Gestern kamen […] und Bert Klein",
                "Anna, Müller | Gestern kam eva müller, Anna Klein nicht | Gestern kam eva müller, Anna Klein nicht"
            })
    void particles_stand_within_the_names_of_a_list(String treated, String text, String struck) {
        Traces traces = Traces.of(Identifier.of(IdentifierKind.NAME, treated.split(", ")));
        String swept = new Redactor(traces.fingerprinter).sweep(text, traces.set, found -> !found.weak(), "[…]");

        assertThat(swept == null ? text : swept).isEqualTo(struck);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Müller, Dr. Anna",
                "Müller, Prof. Dr. Anna, kam",
                "{\"name\":\"Müller, Dr. med. Anna\"}",
                "Frau Müller, Dr. Anna"
            })
    void a_title_before_the_given_name_belongs_to_the_name(String text) {
        assertThat(swept(text)).doesNotContain("Anna", "Müller");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Herr Müller und Frau Anna Klein",
                "der Bericht von Müller. Dr. Anna kommt",
                "Müller; Frau Anna kommt"
            })
    void a_title_does_not_join_two_people(String text) {
        assertThat(swept(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Müller, Eva; Klein, Dr. Anna",
                "Eva Müller, Dr. Anna Klein",
                "Klein, Anna, Dr. Müller",
                "Frau Dr. Müller, Anna Klein und Karl Bauer",
                "Klein, Anna, Müller, Eva",
                "Eva Müller → Anna Klein",
                "Eva Müller+Anna Klein",
                "Anna & Müller"
            })
    void a_list_of_people_is_one_of_names_of_their_own(String text) {
        assertThat(swept(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void columns_of_a_row_are_one_name_unless_another_goes_on(int other) {
        List<String> row = other == 0 ? List.of("Müller", "Anna") : List.of("Müller", "Anna Klein");
        List<Boolean> weak = new ArrayList<>();
        anna.scanner.scanRow(row, anna.set, hit -> weak.add(hit.fingerprint().weak()));

        assertThat(weak).isNotEmpty().allMatch(other == 0 ? each -> !each : each -> each);
    }
}
