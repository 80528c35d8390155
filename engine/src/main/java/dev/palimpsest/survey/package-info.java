/**
 * For every subject: last activity, blockers, verdict. The same judgement serves the overview, the preview and, under locks, the run. Entry types: {@link dev.palimpsest.survey.Survey}, {@link dev.palimpsest.survey.Judgement}.
 */
@NullMarked
package dev.palimpsest.survey;

import org.jspecify.annotations.NullMarked;
