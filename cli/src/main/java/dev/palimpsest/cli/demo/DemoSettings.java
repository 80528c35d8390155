package dev.palimpsest.cli.demo;

import dev.palimpsest.demo.Business;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.nio.file.Path;

/**
 * What a demonstration is to show.
 *
 * @param subjects people of the business, 200 to 100 000
 * @param seed equal seeds give equal people
 * @param language of the blockers' messages
 * @param json one document instead of a story
 */
public record DemoSettings(
        Play play, int subjects, long seed, Path directory, Ending ending, String language, boolean json) {
    /** What becomes of the database server. */
    public enum Ending {
        STOP,
        KEEP
    }

    public DemoSettings {
        if (subjects < Business.FEWEST || subjects > Business.MOST) {
            throw new PalimpsestException(
                    ErrorCode.BAD_ARGUMENT,
                    "--subjects is " + subjects + "; allowed are " + Business.FEWEST + " to " + Business.MOST + ".");
        }
    }

    Business business() {
        return play.business();
    }

    String database() {
        return business().id() + "_" + subjects + "_" + seed;
    }

    Path map() {
        return directory.resolve(business().id() + ".yaml");
    }

    /** The files that the rows of the business speak of. */
    Path files() {
        return directory.resolve(business().id() + "-files");
    }

    Path preview() {
        return directory.resolve("preview.json");
    }

    Path home() {
        return directory.resolve("home");
    }
}
