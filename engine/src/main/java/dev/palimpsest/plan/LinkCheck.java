package dev.palimpsest.plan;

import dev.palimpsest.database.TableName;
import dev.palimpsest.map.IdentifierKind;
import dev.palimpsest.map.SubjectDeclaration;
import dev.palimpsest.map.TableDeclaration;
import dev.palimpsest.map.TreatmentDeclaration;
import dev.palimpsest.problem.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Sees to it that no treatment changes a value by which other rows are found: they would be lost to the treatment and to the
 * proof. A foreign key is the database's own affair, which carries the new value over or refuses it.
 */
final class LinkCheck {
    private final Compilation compilation;
    private final Map<TableName, TablePlan> plans;

    LinkCheck(Compilation compilation, List<TablePlan> plans) {
        this.compilation = compilation;
        this.plans = plans.stream().collect(Collectors.toMap(TablePlan::name, plan -> plan));
    }

    void check(Map<TableName, TableDeclaration> declarations) {
        for (TablePlan plan : plans.values()) {
            Way way = plan.way();
            if (way != null && !way.isReferredTo()) {
                way.hops().stream()
                        .filter(hop -> !isForeignKey(hop))
                        .filter(hop -> !goesWith(hop, plan))
                        .forEach(hop -> check(hop, plan, declarations));
            }
        }
    }

    private boolean isForeignKey(Way.Hop hop) {
        return compilation.schema.require(hop.from()).foreignKeys().stream()
                .anyMatch(key -> key.columns().equals(List.of(hop.column().name()))
                        && key.to().equals(hop.to()));
    }

    /** Whether the rows need not be found again: they go, or their tie does, and the proof finds what is left by the value. */
    private boolean goesWith(Way.Hop hop, TablePlan plan) {
        boolean first = hop.equals(plan.requireWay().hops().getFirst());
        return plan.retained() == null && (plan.deletes() || first && plan.letsGo()) && isRemembered(hop);
    }

    /** Whether the value by itself, and everybody's, is looked for afterwards. */
    private boolean isRemembered(Way.Hop hop) {
        return compilation.map.subject().identifiers().stream()
                .filter(identifier -> identifier.parts().size() == 1
                        && identifier.kind() != IdentifierKind.NAME
                        && identifier.kind() != IdentifierKind.ADDRESS)
                .map(identifier -> identifier.parts().getFirst())
                .filter(part -> part.where() == null)
                .map(SubjectDeclaration.Part::column)
                .anyMatch(written -> {
                    int dot = written.lastIndexOf('.');
                    String table = dot < 0 ? compilation.map.subject().table() : written.substring(0, dot);
                    return compilation.name(table).equals(hop.to())
                            && written.substring(dot + 1).equals(hop.toColumn().name());
                });
    }

    private void check(Way.Hop hop, TablePlan plan, Map<TableName, TableDeclaration> declarations) {
        TablePlan target = plans.get(hop.to());
        TableDeclaration declaration = declarations.get(hop.to());
        if (target == null || declaration == null || target.deletes() || target.keeps(hop.toColumn())) {
            return;
        }
        TreatmentDeclaration column = declaration.columns().get(hop.toColumn().name());
        String value = compilation.shown(hop.to()) + "." + hop.toColumn().name();
        String tie = compilation.shown(hop.from()) + "." + hop.column().name();
        compilation.problem(
                ErrorCode.MAP_UNBEARABLE_TREATMENT,
                column == null ? declaration.at() : column.at(),
                value + " holds rows together (" + tie + " refers to it without a foreign key), so "
                        + (isBehind(plan, hop) ? waysOutBehind(plan, tie) : waysOut(hop, tie))
                        + " Or keep it, declare a foreign key with ON UPDATE CASCADE, or name"
                        + " another way with 'via'.");
    }

    /** Whether rows of another table are at stake, and those that bear the value let go of it or go themselves. */
    private boolean isBehind(TablePlan plan, Way.Hop hop) {
        TablePlan tied = plans.get(hop.from());
        return !plan.name().equals(hop.from()) && tied != null && goesWith(hop, tied);
    }

    private String waysOutBehind(TablePlan plan, String tie) {
        String shown = compilation.shown(plan.name());
        return "the rows of " + shown + ", which are found through " + tie
                + ", would not be found any more. Delete the rows of " + shown + ", too, or write '" + shown
                + ": ignore' if they hold nothing of the person.";
    }

    private static String waysOut(Way.Hop hop, String tie) {
        String value = hop.toColumn().name();
        return "they would not be found any more. Erase " + tie + ", too, or delete its rows, with " + value
                + " among 'subject.identifiers' (login: " + value
                + ") without a condition; or sweep it instead, without 'via': {"
                + hop.column().name() + ": {redact: anywhere}}.";
    }
}
