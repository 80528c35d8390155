/** What the verbs tell people, in English. Entry types: {@link dev.palimpsest.cli.text.SurveyText} and its neighbours. */
@NullMarked
package dev.palimpsest.cli.text;

import org.jspecify.annotations.NullMarked;
