package dev.palimpsest.server.attachment;

/**
 * A business whose database this office looks after. Its password is never part of it.
 *
 * @param map the privacy map as it was written
 */
public record Attached(long id, String name, String url, String user, String map) {}
