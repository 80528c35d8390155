/**
 * A Dutch training institute for safety courses as the vendor of its software would have made it: 18 tables, employers who
 * send their people, certificates that run out, and personal data in places where nobody looks. Entry:
 * {@link dev.palimpsest.demo.academy.Academy}.
 */
@NullMarked
package dev.palimpsest.demo.academy;

import org.jspecify.annotations.NullMarked;
