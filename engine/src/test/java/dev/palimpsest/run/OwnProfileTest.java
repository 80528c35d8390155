package dev.palimpsest.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.TestDatabase;
import dev.palimpsest.proof.ProofReport;
import dev.palimpsest.survey.Verdict;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A map may want an anonymous profile for each person; nothing says whose it is. */
@Tag("database")
@ParameterizedClass
@EnumSource
final class OwnProfileTest {
    @Parameter
    private TestDatabase.Product product;

    @TempDir
    private Path directory;

    @AutoClose
    private Boutique boutique;

    @Test
    void each_person_gets_a_profile_of_their_own_where_the_map_wants_it() {
        boutique = Boutique.open(product, directory)
                .with(Boutique.SHARED, Boutique.STUB)
                .with("  reglage: delete", "  reglage: {client_id: reassign, keep: [cle, valeur]}")
                .fill("Anne", "Luc");

        RunResult result = boutique.run(boutique.preview());

        assertThat(result.done()).isEqualTo(2);
        assertThat(boutique.database()
                        .rows("select code, groupe_id, prenom, nom, email from client where code is null"))
                .containsExactly("null|1|Client|supprimé|null", "null|1|Client|supprimé|null");
        assertThat(boutique.database().rows("select client_id, count(*) from reservation group by 1"))
                .hasSize(2)
                .allMatch(row -> row.endsWith("|2"));
        assertThat(boutique.database().count("select count(distinct client_id) from reglage where client_id > 1"))
                .isEqualTo(2);
        ProofReport proof = boutique.prove();
        assertThat(proof.green()).as("%s", proof.findings()).isTrue();
        assertThat(proof.risk().histories().getFirst().subjects()).isEqualTo(2);
        assertThat(boutique.verdicts().values()).contains(Verdict.NEVER).doesNotContain(Verdict.ELIGIBLE);
    }

    @Test
    void no_table_says_whose_a_profile_is() {
        boutique = Boutique.open(product, directory)
                .with(Boutique.SHARED, Boutique.STUB)
                .fill("Anne", "Luc");
        long anne = boutique.id("Anne");
        boutique.run(boutique.preview());

        assertThat(boutique.database().rows("select subject_key from palimpsest_stub"))
                .hasSize(2)
                .doesNotContain(Long.toString(anne));
        assertThat(boutique.database()
                        .rows("select column_name from information_schema.columns"
                                + " where table_name = 'palimpsest_stub' and table_schema = '"
                                + boutique.database().schema() + "' order by 1"))
                .containsExactly("subject_key", "subject_table");
        assertThat(boutique.database()
                        .count("select count(*) from palimpsest_receipt r join palimpsest_stub s"
                                + " on s.subject_key = r.subject_key"))
                .isZero();
    }

    @Test
    void somebody_without_any_booking_leaves_no_empty_profile() {
        boutique = Boutique.open(product, directory).with(Boutique.SHARED, Boutique.STUB);
        boutique.database().execute("insert into client (prenom, nom, cree_le) values ('Eve', 'Petit', '2014-01-01')");

        RunResult result = boutique.run(boutique.preview());

        assertThat(result.removed()).isEqualTo(1);
        assertThat(boutique.database().count("select count(*) from client")).isEqualTo(1);
        assertThat(boutique.prove().green()).isTrue();
    }
}
