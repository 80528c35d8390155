/**
 * The privacy map: where a subject's data lies and what is to become of it. Entry type: {@link dev.palimpsest.map.PrivacyMap}, read by {@link dev.palimpsest.map.PrivacyMapReader}.
 */
@NullMarked
package dev.palimpsest.map;

import org.jspecify.annotations.NullMarked;
