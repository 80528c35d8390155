package dev.palimpsest.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.Refused;
import dev.palimpsest.Requirement;
import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.ledger.MergeReason;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.problem.ErrorCode;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What is written down of a merge, done or refused. */
@Tag("database")
@ParameterizedClass
@EnumSource(Product.class)
final class MergeRecordTest {
    @Parameter
    private Product product;

    @TempDir
    private Path directory;

    @AutoClose
    private Twins twins;

    @Test
    @Requirement({"EV-12", "X-19"})
    void writes_down_why_and_how_much_but_no_name() {
        twins = Twins.open(product, directory, "merge: {collisions: {reglage: new}}");

        twins.merge();

        assertThat(twins.database()
                        .rows("select subject_table, old_key, new_key, reason, merged_by, moved, lost"
                                + " from palimpsest_merge"))
                .containsExactly(twins.place("client|") + twins.anne() + "|" + twins.anna() + "|duplicate|test|4|1");
    }

    /** A key may be somebody's e-mail address. */
    @Test
    void a_refused_merge_is_written_down_with_the_digest_and_no_key() {
        twins = Twins.open(product, directory, "merge: {collisions: {reglage: new}}");
        twins.merge();
        twins.boutique().fill("Luc", "Lucie");
        MergeRequest request = new MergeRequest(
                Twins.key(twins.boutique().id("Luc")),
                Twins.key(twins.boutique().id("Lucie")),
                MergeReason.DUPLICATE,
                false);
        String digest = twins.palimpsest().merge(request).digest();

        Refused.by(() -> twins.palimpsest().merge(request, "typed", "test"));

        assertThat(twins.database().rows("select verb, about from palimpsest_attempt"))
                .containsExactly("merge|" + digest);
    }

    @Test
    void a_wrong_digest_is_refused_and_written_down_where_nobody_may_go_as_well() {
        twins = Twins.open(product, directory, "merge: {collisions: {reglage: new}}");
        twins.merge();
        Preview nobody = twins.boutique().preview(twins.anne());
        assertThat(nobody.keys()).isEmpty();

        assertThat(Refused.by(() -> twins.palimpsest().requireConfirmed(nobody, "typed", "test"))
                        .code())
                .isEqualTo(ErrorCode.PREVIEW_NOT_CONFIRMED);

        assertThat(twins.database().rows("select verb, about from palimpsest_attempt"))
                .containsExactly("merge|" + nobody.effectDigest());
        twins.palimpsest().requireConfirmed(nobody, nobody.effectDigest(), "test");
    }
}
