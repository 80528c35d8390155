/** Who may come in, and who may do what: users, roles, log-in, invitations. */
@NullMarked
package dev.palimpsest.server.access;

import org.jspecify.annotations.NullMarked;
