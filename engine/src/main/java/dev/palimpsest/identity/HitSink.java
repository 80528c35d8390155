package dev.palimpsest.identity;

/** Receives what the scanner finds in one text. */
@FunctionalInterface
public interface HitSink {

    /**
     * A trace was found.
     *
     * @param fingerprint which
     * @param start index of its first character in the text as given
     * @param end index after its last character; a candidate of several pieces ({@code "first":"A","last":"B"}) reaches
     *     from the first piece to the last
     */
    void hit(Fingerprint fingerprint, int start, int end);
}
