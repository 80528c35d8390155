/**
 * The room of work, the floor that every verb stands on: the connections of a verb, taken at once, and whoever watches it:
 * how far it is, and whether it is to end. Knows no verb.
 */
@NullMarked
package dev.palimpsest.work;

import org.jspecify.annotations.NullMarked;
