package dev.palimpsest.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TieNamesTest {

    @ParameterizedTest
    @CsvSource({
        "members, member_id, true",
        "members, idMember, true",
        "members, memberid, true",
        "members, fk_member, true",
        "members, second_member_id, true",
        "members, member_since, false",
        "members, id, false",
        "members, remember, false",
        "tbl_kunden, kunde_nr, true",
        "leden, lid_id, false",
        "élèves, eleve_id, true",
        "member, members, false"
    })
    void knows_a_column_that_is_called_after_a_table(String table, String column, boolean called) {
        assertThat(new TieNames(table).isCalledAfter(column)).isEqualTo(called);
    }

    @Test
    void knows_what_people_are_called_in_four_languages() {
        TieNames names = new TieNames("x");
        assertThat(List.of(
                        "customer_id",
                        "created_by",
                        "kundenNr",
                        "erstellt_von",
                        "klant_id",
                        "eigenaar",
                        "client_id",
                        "créé_par"))
                .allMatch(names::namesAPerson);
        assertThat(List.of("price_id", "user_agent", "status", "created_at", "client_version"))
                .noneMatch(names::namesAPerson);
    }
}
