package dev.palimpsest.cli.document;

import org.jspecify.annotations.Nullable;

/**
 * Where the office is open.
 *
 * @param firstStartCode with which one becomes its administrator; null once there is one
 */
public record ServeDocument(String address, @Nullable String firstStartCode) {}
