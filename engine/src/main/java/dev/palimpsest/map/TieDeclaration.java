package dev.palimpsest.map;

import dev.palimpsest.problem.Position;

/**
 * The owner's word that a column refers to no subject, whatever it looks like.
 *
 * @param table as written
 */
public record TieDeclaration(String table, String column, Position at) {}
