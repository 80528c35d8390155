package dev.palimpsest.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palimpsest.Refused;
import dev.palimpsest.Requirement;
import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.ledger.MergeReason;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.run.Boutique;
import dev.palimpsest.run.RunEvent;
import dev.palimpsest.run.RunResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The merge of one person into the shared anonymous profile, and the record of it. */
@Tag("database")
@ParameterizedClass
@EnumSource(Product.class)
final class MergeIntoSharedTest {
    @Parameter
    private Product product;

    @TempDir
    private Path directory;

    @AutoClose
    private Boutique boutique;

    @Test
    @Requirement({"EV-05", "EV-10", "EV-12"})
    void one_person_can_be_merged_into_the_anonymous_profile_with_the_reason_written_down() {
        boutique = Boutique.open(product, directory).fill("Anne");
        long anne = boutique.id("Anne");
        Preview shown = boutique.preview(anne);
        Preview again = boutique.preview(anne);
        assertThat(again.effectDigest()).isEqualTo(shown.effectDigest());

        RunResult result = boutique.palimpsest()
                .mergeIntoShared(again, "yes", MergeReason.REQUEST, "test", RunEvent.Listener.none());

        assertThat(result.merged()).isEqualTo(1);
        assertThat(boutique.database().rows("select old_key, new_key, reason, moved from palimpsest_merge"))
                .containsExactly(anne + "|" + Boutique.PROFILE + "|request|4");
    }

    @Test
    @Requirement("EV-12")
    void the_reason_stands_from_the_beginning_and_the_record_with_the_treatment_whenever_the_process_dies() {
        boutique = Boutique.open(product, directory).fill("Anne", "Luc");
        long anne = boutique.id("Anne");

        diesAt(RunEvent.Started.class, boutique.preview(anne));
        assertThat(boutique.database().rows("select reason, released_by from palimpsest_run"))
                .containsExactly("request|test");
        assertThat(record()).isEmpty();
        boutique.palimpsest().resume(Optional.empty(), RunEvent.Listener.none());
        assertThat(record()).containsExactly(anne + "|" + Boutique.PROFILE + "|request|test|4");

        long luc = boutique.id("Luc");
        diesAt(RunEvent.Finished.class, boutique.preview(luc));
        assertThat(record()).contains(luc + "|" + Boutique.PROFILE + "|request|test|4");
    }

    @Test
    @Requirement("EV-12")
    void nothing_is_written_down_of_somebody_who_could_not_go_after_all() {
        boutique = Boutique.open(product, directory).fill("Anne");
        long anne = boutique.id("Anne");
        Preview preview = boutique.preview(anne);
        boutique.database().execute("update facture set total = -1 where client_id = " + anne);

        RunResult result = boutique.palimpsest()
                .mergeIntoShared(preview, "yes", MergeReason.REQUEST, "test", RunEvent.Listener.none());

        assertThat(result.skipped()).isEqualTo(1);
        assertThat(record()).isEmpty();
    }

    @Test
    void one_at_a_time_and_only_where_there_is_a_shared_profile() {
        boutique = Boutique.open(product, directory).fill("Anne", "Luc");
        Preview both = boutique.preview();
        assertThat(Refused.by(() -> boutique.palimpsest()
                                .mergeIntoShared(both, "yes", MergeReason.REQUEST, "test", RunEvent.Listener.none()))
                        .code())
                .isEqualTo(ErrorCode.BAD_ARGUMENT);
        boutique.inPlace();
        Preview inPlace = boutique.preview(boutique.id("Anne"));

        assertThat(Refused.by(() -> boutique.palimpsest()
                                .mergeIntoShared(inPlace, "yes", MergeReason.REQUEST, "test", RunEvent.Listener.none()))
                        .code())
                .isEqualTo(ErrorCode.MERGE_REFUSED);
    }

    private void diesAt(Class<? extends RunEvent> moment, Preview preview) {
        assertThatThrownBy(() -> boutique.palimpsest()
                        .mergeIntoShared(preview, "yes", MergeReason.REQUEST, "test", event -> {
                            if (moment.isInstance(event)) {
                                throw new AssertionError("killed");
                            }
                        }))
                .hasMessage("killed");
    }

    private List<String> record() {
        return boutique.database().rows("select old_key, new_key, reason, merged_by, moved from palimpsest_merge");
    }
}
