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
}
