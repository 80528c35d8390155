package dev.palimpsest.embedded;

/**
 * A server that takes connections, and how it came to be ours.
 *
 * @param adopted whether it was found running
 * @param temporary whether its directory goes with it
 */
record Launched(Server server, Usage usage, int port, boolean adopted, boolean temporary) {}
