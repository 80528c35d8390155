/**
 * Example businesses to try Palimpsest on. Each lies in a package of its own with schema, generated data and privacy
 * map; the names, addresses and numbers in them are invented. Entry: {@link dev.palimpsest.demo.Business}.
 */
@NullMarked
package dev.palimpsest.demo;

import org.jspecify.annotations.NullMarked;
