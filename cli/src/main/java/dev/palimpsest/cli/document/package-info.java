/** The JSON documents of the verbs, one record each; their names are a promise, see docs/reference/json.md. Entry type: {@link dev.palimpsest.cli.document.Document}. */
@NullMarked
package dev.palimpsest.cli.document;

import org.jspecify.annotations.NullMarked;
