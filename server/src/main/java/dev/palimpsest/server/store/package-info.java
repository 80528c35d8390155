/**
 * The control store: a PostgreSQL of the office's own, embedded or named by whoever runs it. It holds users, roles, attachments; nothing of the people in the business databases.
 */
@NullMarked
package dev.palimpsest.server.store;

import org.jspecify.annotations.NullMarked;
