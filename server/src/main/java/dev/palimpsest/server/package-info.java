/**
 * The office: the web application in which clerks, administrators and officers do this job. Pages and services call the verbs of the
 * engine; none is done a second way here.
 */
@NullMarked
package dev.palimpsest.server;

import org.jspecify.annotations.NullMarked;
