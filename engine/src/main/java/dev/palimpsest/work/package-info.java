/**
 * The room of work, in which every verb works: it gets its connections there, all at once, is asked whether it is ready, and
 * works in a transaction of its kind. Entry types: {@link dev.palimpsest.work.Attachment}, {@link dev.palimpsest.work.Ready}.
 */
@NullMarked
package dev.palimpsest.work;

import org.jspecify.annotations.NullMarked;
