package dev.palimpsest.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.palimpsest.Requirement;
import dev.palimpsest.TestDatabase.Product;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What is left in an old profile that stays. */
@Tag("database")
@ParameterizedClass
@EnumSource(Product.class)
final class OldProfileTest {
    private static final String PROFILE = "select prenom, nom, email, code from client where id > 1 order by id";

    @Parameter
    private Product product;

    @TempDir
    private Path directory;

    @AutoClose
    private Boutique boutique;

    /** What is kept names nobody any more, so it is no identifier. */
    private Boutique keepingTheFirstName() {
        return Boutique.open(product, directory)
                .inPlace()
                .with("name: [[prenom, nom], [facture.nom]]", "name: [[nom], [facture.nom]]")
                .with("{prenom: {replace: Client}", "{prenom: keep");
    }

    private RunResult run() {
        boutique.fill("Anne").database().execute("update facture set emise_le = date '2012-05-05'");
        return boutique.run(boutique.preview());
    }

    @Test
    @Requirement("EV-09")
    void all_personal_data_but_the_first_name_can_go() {
        boutique = keepingTheFirstName();

        assertThat(run().done()).isEqualTo(1);

        assertThat(boutique.database().rows(PROFILE)).containsExactly("Anne|supprimé|null|null");
        assertThat(boutique.palimpsest().prove(Optional.empty()).green()).isTrue();
    }

    @Test
    @Requirement({"EV-09", "X-07"})
    void the_first_name_can_go_as_well() {
        boutique = Boutique.open(product, directory).inPlace();

        assertThat(run().done()).isEqualTo(1);

        assertThat(boutique.database().rows(PROFILE)).containsExactly("Client|supprimé|null|null");
        assertThat(boutique.palimpsest().prove(Optional.empty()).green()).isTrue();
    }

    @Test
    @Requirement("EV-09")
    void a_map_that_forgets_a_column_besides_the_first_name_is_refused() {
        boutique = keepingTheFirstName().with(" email: erase,", "");

        assertThat(catchThrowable(() -> boutique.palimpsest().check())).hasMessageContaining("email");
    }
}
