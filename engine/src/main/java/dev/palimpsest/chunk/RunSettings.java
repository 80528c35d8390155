package dev.palimpsest.chunk;

import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.time.Duration;

/**
 * How a run goes about its work.
 *
 * @param chunkSize subjects per transaction, 1 to 10 000
 * @param attempts how often a chunk is repeated after a deadlock or lock time-out, 1 to 100
 * @param writerWait how long writers already under way are waited for before a chunk is put off, up to a minute
 * @param busyRounds how often busy subjects are tried again at the end, 0 to 100
 * @param busyPause how long to wait before each of these rounds, up to a minute
 * @param brakeShare the run stops when a greater share of the subjects so far was skipped or failed, 0 to 1; 1 = never
 */
public record RunSettings(
        int chunkSize, int attempts, Duration writerWait, int busyRounds, Duration busyPause, double brakeShare) {

    /** What an owner gets who sets nothing. */
    public static final RunSettings STANDARD =
            new RunSettings(1_000, 20, Duration.ofSeconds(2), 5, Duration.ofMillis(500), 0.3);

    public RunSettings {
        require(chunkSize >= 1 && chunkSize <= 10_000, "chunk size must be 1 to 10000 subjects.");
        require(attempts >= 1 && attempts <= 100, "attempts must be 1 to 100.");
        require(busyRounds >= 0 && busyRounds <= 100, "busy rounds must be 0 to 100.");
        require(isUpToAMinute(writerWait) && isUpToAMinute(busyPause), "waits must be 0 to 60 seconds.");
        require(brakeShare >= 0 && brakeShare <= 1, "the brake must be a share of 0 to 1.");
    }

    private static boolean isUpToAMinute(Duration wait) {
        return !wait.isNegative() && wait.compareTo(Duration.ofMinutes(1)) <= 0;
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new PalimpsestException(ErrorCode.BAD_ARGUMENT, message);
        }
    }

    public RunSettings withChunkSize(int size) {
        return new RunSettings(size, attempts, writerWait, busyRounds, busyPause, brakeShare);
    }

    public RunSettings withBrake(double share) {
        return new RunSettings(chunkSize, attempts, writerWait, busyRounds, busyPause, share);
    }
}
