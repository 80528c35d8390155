/** What pages say when they cannot do what was asked. */
@NullMarked
package dev.palimpsest.server.page;

import org.jspecify.annotations.NullMarked;
