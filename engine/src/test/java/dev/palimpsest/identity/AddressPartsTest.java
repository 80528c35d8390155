package dev.palimpsest.identity;

import static dev.palimpsest.map.IdentifierKind.ADDRESS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses whose street and house number stand in columns of their own. */
class AddressPartsTest {

    private static Traces of(String parts) {
        return Traces.of(new Identifier(
                ADDRESS, Arrays.stream(parts.split(";", -1)).map(String::strip).toList()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Lindenstraße; 12; 50667; Köln                    | Lindenstr. 12, 50667 Köln",
                "Lindenstraße; 12; a; 50667; Köln                 | Lindenstraße 12a, 50667 Köln",
                "Lindenstraße; 12; a; 50667; Köln; Deutschland    | Lindenstraße 12 a, Köln",
                "Lindenstraße; 12; ; 50667; Köln; Deutschland     | Lindenstraße 12, Köln",
                "Lindenstraße 12; ; ; 50667; Köln; Deutschland    | Lindenstraße 12, 50667 Köln",
                "Dorpsstraat; 7; A; 1012 AB; Amsterdam            | Dorpsstraat 7A, 1012 AB Amsterdam",
                "12; rue de la Paix; 75002; Paris                 | 12, rue de la Paix, 75002 Paris",
                "12; bis; rue de la Paix; 75002; Paris            | 12 bis rue de la Paix, 75002 Paris",
                "12; rue de la Paix; Bâtiment B; 75002; Paris     | 12 rue de la Paix, 75002 Paris",
                "1600; Pennsylvania Avenue; Washington; DC; 20500 | 1600 Pennsylvania Avenue, Washington",
                "10; High Street; London; Greater London; SW1A 1AA | 10 High Street, London",
                "1011; Budapest; Petőfi utca; 12                  | Petőfi utca 12, 1011 Budapest"
            })
    void is_found_as_the_country_writes_it(String parts, String text) {
        assertThat(of(parts).hits("to " + text + " today"))
                .anyMatch(hit -> !hit.fingerprint().weak());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Lindenstraße; 12; 50667; Köln                 | Lindenstraße 13, 50667 Köln",
                "Lindenstraße; 12; 50667; Köln                 | Rosenstraße 12, 50667 Köln",
                "Lindenstraße; 12; a; 50667; Köln              | Lindenstraße 12, 50667 Köln",
                "Lindenstraße; 12; ; 50667; Köln; Deutschland  | Lindenstraße 12, Deutschland",
                "Lindenstraße; ; ; 50667; Köln; Deutschland    | Lindenstraße, 50667 Köln"
            })
    void is_not_its_neighbour(String parts, String text) {
        assertThat(of(parts).hits("to " + text + " today"))
                .allMatch(hit -> hit.fingerprint().weak());
    }

    @Test
    void is_found_over_the_columns_of_a_row() {
        assertThat(columnsOf("Lindenstraße; 12; 50667; Köln", "Lindenstr.", "12", "50667", "Köln"))
                .contains(0, 1, 2, 3);
        assertThat(columnsOf("Lindenstraße; 12; a; 50667; Köln", "Lindenstr.", "12", "a", "50667", "Köln"))
                .contains(0, 1);
        assertThat(columnsOf("12; rue de la Paix; 75002; Paris", "12", "rue de la Paix", "75002", "Paris"))
                .contains(0, 1, 2, 3);
    }

    private static Set<Integer> columnsOf(String parts, String... columns) {
        Traces traces = of(parts);
        Set<Integer> touched = new HashSet<>();
        traces.scanner.scanRow(List.of(columns), traces.set, hit -> touched.addAll(hit.columns()));
        return touched;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '^',
            quoteCharacter = '`',
            value = {
                "{\"street\":\"Lindenweg 12\",\"zip\":\"50667\",\"city\":\"Köln\"} ^ {\"street\":\"[…]\",\"zip\":\"[…]\",\"city\":\"[…]\"}",
                "<a street=\"Lindenweg 12\" zip=\"50667\" city=\"Köln\"/> ^ <a street=\"[…]\" zip=\"[…]\" city=\"[…]\"/>",
                "5 Church Lane, SW1A 1AA London ^ […]",
                "5 Church Lane\\nLondon\\nSW1A 1AA\\nTel ^ […]\\n[…]\\n[…]\\nTel",
                "{\"s\":\"5 Church Lane\",\"zip\":\"SW1A 1AA\",\"city\":\"London\"} ^ {\"s\":\"[…]\",\"zip\":\"[…]\",\"city\":\"[…]\"}",
                "{\"zip\":\"1012 AB\",\"s\":\"Dorpsstraat 5a\"} ^ {\"zip\":\"[…]\",\"s\":\"[…]\"}",
                "Dorpsstraat 5a;Amsterdam;;1012 AB;NL ^ […];[…];;[…];NL",
                "Dorpsstraat 5a, 1012AB ^ […]"
            })
    void the_address_goes_whole_and_no_word_beside_it(String text, String struck) {
        assertThat(swept(text)).isEqualTo(struck);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Lindenweg 12, 50668 Köln",
                "Lindenweg 12\n50668 Köln",
                "Dorpsstraat 5a, 1013 AB Amsterdam",
                "Lindenweg 12;50668;Köln"
            })
    void another_postal_code_before_the_town_is_of_another_place(String text) {
        assertThat(swept(text)).isEqualTo(text);
    }

    private static String swept(String text) {
        Traces traces = Traces.of(
                Identifier.of(ADDRESS, "Lindenweg 12", "50667", "Köln"),
                Identifier.of(ADDRESS, "5 Church Lane", "SW1A 1AA", "London"),
                Identifier.of(ADDRESS, "Dorpsstraat 5a", "1012 AB", "Amsterdam"));
        String plain = text.replace("\\n", "\n");
        String swept = new Redactor(traces.fingerprinter).sweep(plain, traces.set, found -> !found.weak(), "[…]");
        return swept == null ? text : swept.replace("\n", "\\n");
    }
}
