package dev.palimpsest.benchmarks.corpus;

import java.util.List;

/**
 * A text of the corpus.
 *
 * @param sort what stands in it: a {@link Form} of somebody who went, or something of those who stay
 * @param expected what may be left of it; the text itself where nothing may be struck
 */
record Cell(String text, String sort, boolean treated, Setting setting, List<String> expected) {}
