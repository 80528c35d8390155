/** The demo: a whole business on an embedded database, taken through all verbs. Entry type: {@link dev.palimpsest.cli.demo.Demonstration}. */
@NullMarked
package dev.palimpsest.cli.demo;

import org.jspecify.annotations.NullMarked;
