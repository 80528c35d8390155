/** Secrets of the office, encrypted with a key that lies outside the control store. */
@NullMarked
package dev.palimpsest.server.secret;

import org.jspecify.annotations.NullMarked;
