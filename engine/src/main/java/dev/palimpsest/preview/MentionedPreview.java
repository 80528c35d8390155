package dev.palimpsest.preview;

import dev.palimpsest.trace.Mentions;

/** A preview, and where its people stand outside their own rows. */
public record MentionedPreview(Preview preview, Mentions mentions) {}
