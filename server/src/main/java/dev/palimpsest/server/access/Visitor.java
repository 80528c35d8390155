package dev.palimpsest.server.access;

import java.io.Serializable;

/** Who has logged in: the number of the account. What it may do is looked up at every request, so that a role taken is gone at once. */
public record Visitor(long account) implements Serializable {}
