package dev.palimpsest.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.Refused;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.Problem;
import java.util.List;

/**
 * A mistake in the small map, or a schema it does not fit, and how it is reported.
 *
 * @param ddl changes the schema before; may be empty
 * @param map the changed map
 * @param shown what was written into it, for the name of the test
 * @param at where the finding points to: the first place of this text in the changed map
 * @param says parts of the message; the first one tells it from others of its code
 */
record Mistake(String ddl, String map, String shown, ErrorCode code, String at, String... says) {
    /** The map with this piece exchanged. */
    static Mistake mistake(String piece, String instead, ErrorCode code, String at, String... says) {
        return mistakeWith("", piece, instead, code, at, says);
    }

    /** The map with this piece exchanged, for a schema that was changed as well. */
    static Mistake mistakeWith(String ddl, String piece, String instead, ErrorCode code, String at, String... says) {
        return new Mistake(ddl, SmallMap.with(piece, instead), instead, code, at, says);
    }

    /** The map as it is, for a changed schema. */
    static Mistake mistakeOfSchema(String ddl, ErrorCode code, String at, String... says) {
        return new Mistake(ddl, SmallMap.MAP, "", code, at, says);
    }

    /** The same with one more piece exchanged. */
    Mistake and(String piece, String instead) {
        return new Mistake(ddl, SmallMap.with(map, piece, instead), shown, code, at, says);
    }

    /** Fails unless it is reported with its code, its words and the place where it stands. */
    void requireReported(SmallMap.Undone database) {
        if (!ddl.isEmpty()) {
            database.execute(ddl);
        }

        List<Problem> problems = Refused.by(() -> database.compile(map)).problems();

        assertThat(problems).as(String.valueOf(problems)).anySatisfy(problem -> {
            assertThat(problem.code()).isEqualTo(code);
            assertThat(problem.message()).contains(says);
        });
        assertThat(problems)
                .filteredOn(
                        problem -> problem.code() == code && problem.message().contains(says[0]))
                .extracting(problem -> problem.at().line() + ":" + problem.at().column())
                .contains(place());
    }

    private String place() {
        int start = map.indexOf(at) + at.length() - at.stripLeading().length();
        assertThat(map).contains(at);
        String before = map.substring(0, start);
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        return line + ":" + (start - before.lastIndexOf('\n'));
    }

    @Override
    public String toString() {
        return code + " for " + (ddl.isEmpty() ? "" : ddl + " | ") + shown;
    }
}
