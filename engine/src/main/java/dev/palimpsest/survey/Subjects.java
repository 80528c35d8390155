package dev.palimpsest.survey;

import dev.palimpsest.database.Dialect;

/**
 * The subjects a statement speaks of.
 *
 * @param keys a relation with their keys
 * @param withRows whether the relation holds their rows, too, with the owner's conditions as columns ({@link FactsQuery#rows}) and the
 *     newest times of activities ({@link FactsQuery#isToldWithRows}); they need not be looked up once more then
 */
record Subjects(Dialect.KeySet keys, boolean withRows) {
    static Subjects of(Dialect.KeySet keys) {
        return new Subjects(keys, false);
    }
}
