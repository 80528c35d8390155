package dev.palimpsest.cli;

import dev.palimpsest.chunk.RunSettings;
import dev.palimpsest.preview.PreviewFile;
import dev.palimpsest.run.RunEvent;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Where a run may stand when something else changes. */
enum StuckState {
    KILLED_AT_ONCE(shop -> shop.killed(RunEvent.Started.class::isInstance)),
    KILLED_AFTER_SOME(StuckState::halfway),
    BRAKED(shop -> {
        halfway(shop);
        shop.sql("update palimpsest_run set status = 'BRAKED'");
    }),
    KILLED_BEFORE_SWEEP(shop -> shop.killed(RunEvent.Sweeping.class::isInstance)),
    KILLED_BEFORE_HOUSEKEEPING(shop -> shop.killed(RunEvent.Housekeeping.class::isInstance)),
    FINISHED(StuckState::finished),
    RED(shop -> {
        finished(shop);
        shop.sql("insert into message values (77, " + StuckShop.LATER + ", 'told me of " + shop.name(1) + "')");
        shop.expect("prove", ExitCode.INCOMPLETE);
    }),
    GREEN(shop -> {
        finished(shop);
        shop.expect("prove", ExitCode.DONE);
    }),
    REHEARSED(shop -> {
        Path file = shop.preview(StuckShop.GOING);
        shop.expect("rehearse", ExitCode.DONE, "--preview", file.toString());
    }),
    CLOSED(shop -> {
        halfway(shop);
        shop.expect("resume", ExitCode.INCOMPLETE, "--close");
    }),
    MERGED_SINCE(shop -> {
        halfway(shop);
        shop.expect(
                "merge",
                ExitCode.DONE,
                "--from",
                StuckShop.GOING.getLast(),
                "--into",
                StuckShop.TWIN,
                "--reason",
                "other",
                "--confirm",
                "yes");
    }),
    MAP_EDITED(shop -> {
        halfway(shop);
        shop.editMap();
    }),
    HOME_LOST_HALFWAY(shop -> {
        halfway(shop);
        shop.loseHome();
    }),
    HOME_LOST_FINISHED(shop -> {
        finished(shop);
        shop.loseHome();
    }),
    HOME_LOST_AFTER_PROOF(shop -> {
        finished(shop);
        shop.expect("prove", ExitCode.DONE);
        shop.loseHome();
    });

    private static final int CHUNK_SIZE = 2;

    private final Consumer<StuckShop> reached;

    StuckState(Consumer<StuckShop> reached) {
        this.reached = reached;
    }

    void reach(StuckShop shop) {
        reached.accept(shop);
    }

    private static void halfway(StuckShop shop) {
        shop.killed(event -> event instanceof RunEvent.Progress progress && progress.done() >= CHUNK_SIZE);
    }

    private static void finished(StuckShop shop) {
        shop.expect("run", ExitCode.DONE, shop.confirmed(shop.preview(StuckShop.GOING)));
    }

    /** What a killed process leaves behind: what was committed until this event. */
    static void kill(StuckShop shop, Path preview, Predicate<RunEvent> at) {
        try {
            var frozen = PreviewFile.read(preview);
            shop.palimpsest()
                    .with(RunSettings.STANDARD.withChunkSize(CHUNK_SIZE))
                    .run(frozen, frozen.digest(), "test", event -> {
                        if (at.test(event)) {
                            throw new Killed();
                        }
                    });
            throw new AssertionError("the run was not killed");
        } catch (Killed killed) {
            // as wanted
        }
    }

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
