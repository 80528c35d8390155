package dev.palimpsest.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.palimpsest.chunk.RunSettings;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that departs from what the human saw stops. */
@Tag("database")
final class BrakeTest {
    private static final RunSettings BRAKED = Studio.SETTINGS.withChunkSize(10).withBrake(0.3);

    @TempDir
    private Path directory;

    @AutoClose
    private Studio studio;

    @BeforeEach
    void open() {
        studio = Studio.open(directory).with(BRAKED);
    }

    private PalimpsestException braked(Preview preview) {
        return catchThrowableOfType(PalimpsestException.class, () -> studio.run(preview));
    }

    @Test
    void stops_when_more_are_skipped_than_the_human_would_expect() {
        // given four of ten got into debt after the preview
        studio.fill(100);
        Preview preview = studio.preview();
        studio.database().execute("update account set balance = -5 where member_id % 10 < 4");
        // when
        PalimpsestException thrown = braked(preview);
        // then it stopped with the fifth chunk, and what was committed stays
        assertThat(thrown.code()).isEqualTo(ErrorCode.RUN_BRAKED);
        assertThat(thrown).hasMessageContaining("of 50 subjects so far 20 were skipped and 0 failed");
        assertThat(studio.rows("select status from palimpsest_run")).containsExactly("BRAKED");
        assertThat(studio.count("select count(*) from palimpsest_receipt where outcome = 'done'"))
                .isEqualTo(30);
    }

    @Test
    void goes_on_only_when_the_brake_is_let_off() {
        // given
        studio.fill(100);
        Preview preview = studio.preview();
        studio.database().execute("update account set balance = -5 where member_id % 10 < 4");
        braked(preview);
        // when
        PalimpsestException again = catchThrowableOfType(
                PalimpsestException.class,
                () -> studio.palimpsest().resume(Optional.empty(), RunEvent.Listener.none()));
        RunResult result =
                studio.with(BRAKED.withBrake(1)).palimpsest().resume(Optional.empty(), RunEvent.Listener.none());
        // then
        assertThat(again.code()).isEqualTo(ErrorCode.RUN_BRAKED);
        assertThat(result.done()).isEqualTo(60);
        assertThat(result.reasons()).isEqualTo(Map.of("balance", 40L));
        assertThat(studio.rows("select status from palimpsest_run")).containsExactly("FINISHED");
    }

    @Test
    void lets_exactly_the_share_pass() {
        // given
        studio.fill(100);
        Preview preview = studio.preview();
        studio.database().execute("update account set balance = -5 where member_id % 10 < 3");
        // when
        RunResult result = studio.run(preview);
        // then
        assertThat(result.done()).isEqualTo(70);
        assertThat(result.skipped()).isEqualTo(30);
    }

    @Test
    void says_nothing_of_fewer_than_fifty() {
        // given
        studio.fill(49);
        Preview preview = studio.preview();
        studio.database().execute("update account set balance = -5");
        // when
        RunResult result = studio.run(preview);
        // then
        assertThat(result.skipped()).isEqualTo(49);
    }

    @Test
    void stops_when_far_more_rows_are_treated_than_the_preview_saw() {
        // given
        studio.fill(20);
        Preview preview = studio.preview();
        studio.database()
                .execute("insert into check_in (member_id, at, fee) select 3, '2021-03-04', 1"
                        + " from generate_series(1, 11000)");
        // when
        PalimpsestException thrown = braked(preview);
        // then
        assertThat(thrown.code()).isEqualTo(ErrorCode.RUN_BRAKED);
        assertThat(thrown).hasMessageContaining("the preview saw " + preview.expectedRows());
        assertThat(studio.count("select count(*) from palimpsest_receipt where outcome = 'done'"))
                .isEqualTo(10);
    }
}
