package dev.palimpsest.server.attachment;

/** A business whose database this office looks after. Its password is never part of it. */
public record Attached(long id, String name, String url, String user) {}
