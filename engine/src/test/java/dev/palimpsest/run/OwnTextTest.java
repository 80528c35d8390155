package dev.palimpsest.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.TestDatabase.Product;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a subject's own texts does not depend on who else is in the chunk. */
@Tag("database")
@ParameterizedClass
@EnumSource
final class OwnTextTest {
    private final Product product;

    @TempDir
    private Path directory;

    @AutoClose
    private Studio studio;

    OwnTextTest(Product product) {
        this.product = product;
    }

    @BeforeEach
    void open() {
        studio = Studio.open(product, directory).fill(2);
        studio.database()
                .execute(
                        "update member set first_name = 'Anna', last_name = 'Berg' where id = 1",
                        "update member set first_name = 'Ruth', last_name = 'Klein' where id = 2",
                        "update note set body = 'Frau Berg wants a small locker (ein klein bisschen teurer), Ruth called Anna back'"
                                + " where member_id = 1",
                        "update note set body = 'no notes' where member_id = 2");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void strikes_a_single_name_only_where_it_is_the_subjects_own(int chunkSize) {
        // when
        studio.with(Studio.SETTINGS.withChunkSize(chunkSize)).run(studio.preview(1, 2));
        // then
        assertThat(studio.rows("select body from note where member_id = 1"))
                .containsExactly("Frau […] wants a small locker (ein klein bisschen teurer), Ruth called […] back");
    }

    /** The sweep strikes her whole; were the surname struck first, it would not know what is left. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void leaves_another_of_the_run_with_the_same_surname_whole_to_the_sweep(int chunkSize) {
        // given
        studio.database()
                .execute(
                        "update member set last_name = 'Berg' where id = 2",
                        "update note set body = 'Ruth Berg called for Anna Berg, Berg is on holiday' where member_id = 1",
                        "update note set body = 'Frau Berg, Ruth: sister of Anna Berg' where member_id = 2");
        // when
        studio.with(Studio.SETTINGS.withChunkSize(chunkSize)).run(studio.preview(1, 2));
        // then
        assertThat(studio.rows("select body from note where member_id = 1"))
                .containsExactly("[…] called for […] is on holiday");
        assertThat(studio.rows("select body from note where member_id = 2")).containsExactly("Frau […]: sister of […]");
        assertThat(studio.palimpsest().prove(Optional.empty()).green()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void leaves_the_name_of_somebody_of_the_preview_who_is_skipped_as_it_was(int chunkSize) {
        // given
        studio.database()
                .execute(
                        "update member set last_name = 'Berg' where id = 2",
                        "update note set body = 'Ruth Berg called for Anna Berg, Berg is on holiday' where member_id = 1");
        var preview = studio.preview(1, 2);
        studio.database().execute("update account set balance = 5 where member_id = 2");
        // when
        studio.with(Studio.SETTINGS.withChunkSize(chunkSize)).run(preview);
        // then
        assertThat(studio.rows("select body from note where member_id = 1"))
                .containsExactly("Ruth Berg called for […] is on holiday");
    }
}
