/**
 * The demo studio in Lyon: yoga, pilates, dance and fitness, on MariaDB. Entry type:
 * {@link dev.palimpsest.demo.studio.Studio}.
 */
@NullMarked
package dev.palimpsest.demo.studio;

import org.jspecify.annotations.NullMarked;
