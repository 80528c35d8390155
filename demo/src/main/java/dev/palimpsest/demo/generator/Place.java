package dev.palimpsest.demo.generator;

import java.util.List;

/** A place in which people write about somebody else. */
public interface Place {
    /** The forms in which they do it there. */
    List<Form> forms();

    /** Whether the row belongs to nobody. */
    boolean unlinked();
}
