package dev.palimpsest.problem;

import dev.palimpsest.text.Visible;

/**
 * A place in a text file.
 *
 * @param file the file's name as the user gave it
 * @param line 1-based
 * @param column 1-based
 */
public record Position(String file, int line, int column) {
    @Override
    public String toString() {
        return Visible.line(file) + ":" + line + ":" + column;
    }
}
