package dev.palimpsest.cli.demo;

import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.nio.file.Path;

/**
 * What a demonstration is to show.
 *
 * @param subjects members of the gym, 200 to 100 000
 * @param seed equal seeds give equal gyms
 * @param language of the blockers' messages
 * @param json one document instead of a story
 */
public record DemoSettings(int subjects, long seed, Path directory, Ending ending, String language, boolean json) {
    /** What becomes of the database server. */
    public enum Ending {
        STOP,
        KEEP
    }

    public DemoSettings {
        if (subjects < 200 || subjects > 100_000) {
            throw new PalimpsestException(
                    ErrorCode.BAD_ARGUMENT, "--subjects is " + subjects + "; allowed are 200 to 100000.");
        }
    }

    String database() {
        return "gym_" + subjects + "_" + seed;
    }

    Path postgres() {
        return directory.resolve("postgres");
    }

    Path map() {
        return directory.resolve("gym.yaml");
    }

    Path preview() {
        return directory.resolve("preview.json");
    }

    Path home() {
        return directory.resolve("home");
    }
}
