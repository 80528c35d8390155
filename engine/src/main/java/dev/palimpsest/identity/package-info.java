/**
 * Finds the traces of people in text: the one scanner that serves the proof, the sweep and the redaction of free text.
 * A {@link dev.palimpsest.identity.Fingerprinter} turns stored identifiers into keyed fingerprints, a
 * {@link dev.palimpsest.identity.TraceSet} holds them, a {@link dev.palimpsest.identity.Scanner} finds them again in
 * whatever form they are written, and a {@link dev.palimpsest.identity.Redactor} strikes them.
 */
@NullMarked
package dev.palimpsest.identity;

import org.jspecify.annotations.NullMarked;
