package dev.palimpsest.map;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Maps for tests: a small one in which one piece is exchanged, and files. */
final class MapSamples {
    private static final String SMALL = """
            palimpsest: 1
            name: gym
            jurisdiction: DE
            subject:
              table: member
              key: id
              title: last_name
              inactive-for: P9M
              identifiers: {email: email}
            activity:
              check-in: {table: check_in, at: checked_in_at}
            blockers:
              running:
                table: contract
                where: "ends_on >= :today"
                show: number
                message: "{number} runs."
            treatment:
              member: {keep: all, email: erase}
            """;

    private MapSamples() {}

    static String small() {
        return SMALL;
    }

    /** The small map with this piece exchanged. */
    static String with(String piece, String instead) {
        if (!SMALL.contains(piece)) {
            throw new IllegalArgumentException("the sample holds no '" + piece + "'");
        }
        return SMALL.replace(piece, instead);
    }

    static String file(String name) {
        try (InputStream in = Objects.requireNonNull(MapSamples.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
