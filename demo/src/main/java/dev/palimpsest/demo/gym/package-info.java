/**
 * A German gym as the vendor of its software would have made it: 23 tables, generated people, and personal data in
 * places where nobody looks. Entry: {@link dev.palimpsest.demo.gym.Gym}.
 */
@NullMarked
package dev.palimpsest.demo.gym;

import org.jspecify.annotations.NullMarked;
