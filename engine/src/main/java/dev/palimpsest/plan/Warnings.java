package dev.palimpsest.plan;

import dev.palimpsest.database.ForeignKey;
import dev.palimpsest.database.Table;
import dev.palimpsest.database.TableName;
import dev.palimpsest.map.Predicate;
import dev.palimpsest.map.TableDeclaration;
import dev.palimpsest.treatment.Keep;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the owner should look at though it is no mistake. */
final class Warnings {
    private final Compilation compilation;

    Warnings(Compilation compilation) {
        this.compilation = compilation;
    }

    /** Adds them to those of the compilation. */
    void of(List<TablePlan> tables, List<ActivitySource> activity, List<Blocker> blockers) {
        for (TablePlan plan : tables) {
            if (plan.treatsRows() && !plan.table().triggers().isEmpty()) {
                List<String> names = plan.table().triggers().stream()
                        .map(Table.Trigger::name)
                        .toList();
                compilation.warnings.add("table " + compilation.shown(plan.name()) + " has triggers " + names
                        + ": what they write is treated after them, if the map names the tables they write to.");
            }
            if (plan.treatsRows()) {
                warnOfUnreadable(plan);
            }
            if (plan.treatsRows() && !plan.requireWay().indexed()) {
                warnOfIndex(plan.requireWay());
            }
            if (plan.treatsRows() && plan.requireWay().isReferredTo()) {
                compilation.warnings.add("rows of " + compilation.shown(plan.name()) + " that somebody else refers to ("
                        + plan.requireWay().holders().stream()
                                .map(holder -> holder.reference())
                                .map(reference -> compilation.shown(reference.from()) + "."
                                        + String.join("+", reference.columns()))
                                .collect(Collectors.joining(", "))
                        + ") stay as they are until the last of them is treated.");
            }
            if (plan.treatsRows() && plan.table().primaryKey().isEmpty()) {
                compilation.warnings.add("table " + compilation.shown(plan.name())
                        + " has no primary key: hits of the proof are reported by row position.");
            }
            plan.severed().stream()
                    .map(TablePlan::requireWay)
                    .filter(way -> !way.indexed())
                    .forEach(this::warnOfIndex);
            warnOfOthers(plan);
            warnOfNever(plan);
        }
        warnOfUnnamedReferences(tables);
        warnOfUndeclaredReferences();
        warnOfHiddenWords(tables);
        activity.stream().map(ActivitySource::way).filter(way -> !way.indexed()).forEach(this::warnOfIndex);
        blockers.stream().map(Blocker::way).filter(way -> !way.indexed()).forEach(this::warnOfIndex);
    }

    /** A second reference to the subject may name another person, of whom more may stand in the row. */
    private void warnOfOthers(TablePlan plan) {
        Way way = plan.way();
        if (way == null || plan.deletes()) {
            return;
        }
        TableName subject = compilation.name(compilation.map.subject().table());
        for (ForeignKey reference : plan.table().foreignKeys()) {
            String column = String.join("+", reference.columns());
            boolean coOwner = plan.severed().stream()
                    .anyMatch(each -> each.requireWay().linkColumn().name().equals(column));
            boolean kept = plan.table()
                    .column(column)
                    .map(plan.treatments()::get)
                    .filter(Keep.class::isInstance)
                    .isPresent();
            if (reference.to().equals(subject)
                    && kept
                    && !coOwner
                    && !column.equals(way.linkColumn().name())) {
                compilation.warnings.add(compilation.shown(plan.name()) + "." + column
                        + " also refers to the subject and is kept. If another person stands there, name it under"
                        + " 'co-owners', with the columns that are theirs.");
            }
        }
    }

    /** Whoever was anonymised may then look like somebody whom nobody may select. */
    private void warnOfNever(TablePlan plan) {
        Predicate never = compilation.map.subject().never();
        if (never == null
                || !plan.name()
                        .equals(compilation.name(compilation.map.subject().table()))) {
            return;
        }
        plan.computed().keySet().stream()
                .filter(column -> TableCompiler.isNamedIn(never.sql(), column.name()))
                .forEach(column -> compilation.warnings.add("'never' names " + compilation.shown(plan.name()) + "."
                        + column.name()
                        + ", which is treated. Whoever was anonymised may look like somebody who may never be,"
                        + " and a mended map is not applied to them. Let 'never' name columns that are kept."));
    }

    private void warnOfUnreadable(TablePlan plan) {
        List<String> unreadable = plan.table().triggers().stream()
                .filter(trigger -> trigger.body().isBlank())
                .map(Table.Trigger::name)
                .toList();
        if (!unreadable.isEmpty()) {
            compilation.warnings.add("what the triggers " + unreadable + " of table " + compilation.shown(plan.name())
                    + " do cannot be read: should they write to a kept table, people fail. Grant the user TRIGGER on the"
                    + " table to have them considered.");
        }
    }

    /** A table that the subject's row refers to may be a list of countries, or may hold the subject's address. */
    private void warnOfUnnamedReferences(List<TablePlan> tables) {
        TableName subject = compilation.name(compilation.map.subject().table());
        Set<TableName> named = tables.stream().map(TablePlan::name).collect(Collectors.toSet());
        for (ForeignKey reference : compilation.schema.require(subject).foreignKeys()) {
            Table to = compilation.schema.require(reference.to());
            boolean holdsText =
                    to.columns().stream().anyMatch(column -> column.family().holdsText());
            if (named.add(to.name()) && holdsText) {
                String shown = compilation.shown(to.name());
                compilation.warnings.add("table " + shown + " is referred to by " + compilation.shown(subject) + "."
                        + String.join("+", reference.columns())
                        + " and not named under 'treatment'. If it holds data of the person, give it a treatment with "
                        + LinkedTables.reversed(reference, compilation) + "; if not, write '" + shown + ": ignore'.");
            }
        }
    }

    /** In tables that no way leads to; in others every such column is decided. */
    private void warnOfHiddenWords(List<TablePlan> tables) {
        Set<TableName> decided = tables.stream()
                .filter(plan -> plan.way() != null || plan.rows() != TableDeclaration.Rows.STAY)
                .map(TablePlan::name)
                .collect(Collectors.toSet());
        Set<String> named = compilation.map.treatment().stream()
                .flatMap(table -> Stream.concat(table.keep().stream(), table.columns().keySet().stream())
                        .map(column -> compilation.name(table.table()) + "." + column))
                .collect(Collectors.toSet());
        List<String> hidden = compilation.schema.tables().stream()
                .filter(table -> table.kind() == Table.Kind.TABLE || table.kind() == Table.Kind.PARTITIONED)
                .filter(table -> !decided.contains(table.name()))
                .flatMap(table -> table.columns().stream()
                        .filter(column -> column.hidesWords() && !column.generated())
                        .filter(column -> !named.contains(table.name() + "." + column.name()))
                        .map(column -> compilation.shown(table.name()) + "." + column.name()))
                .toList();
        if (!hidden.isEmpty()) {
            compilation.warnings.add(
                    String.join(", ", hidden) + " may be made of texts that name people, and the words cannot"
                            + " all be read there: the proof searches text search vectors in part, since words are cut to stems, and"
                            + " embeddings not at all. Decide each: give its table a way to the person ('via') and a treatment, or make"
                            + " it anew after each run; where nobody stands in it, write 'keep: [COLUMN]' or 'ignore'.");
        }
    }

    /** Without a single foreign key to the subject, nobody but the owner knows where the people's rows are. */
    private void warnOfUndeclaredReferences() {
        TableName subject = compilation.name(compilation.map.subject().table());
        if (compilation.schema.referencesTo(subject).stream()
                .anyMatch(reference -> !reference.from().equals(subject))) {
            return;
        }
        Set<TableName> named = compilation.map.treatment().stream()
                .map(declaration -> compilation.name(declaration.table()))
                .collect(Collectors.toSet());
        List<String> others = compilation.schema.tables().stream()
                .filter(table -> table.kind() == Table.Kind.TABLE || table.kind() == Table.Kind.PARTITIONED)
                .map(Table::name)
                .filter(name ->
                        name.schema().equals(subject.schema()) && !name.equals(subject) && !named.contains(name))
                .map(compilation::shown)
                .toList();
        if (!others.isEmpty()) {
            compilation.warnings.add("no foreign key leads to " + compilation.shown(subject)
                    + ", so nobody but you knows which tables hold rows of these people. Give those that do a treatment with"
                    + " 'via', and write 'ignore' for the rest. Not named so far: " + String.join(", ", others) + ".");
        }
    }

    private void warnOfIndex(Way way) {
        String warning = "no index leads from the subject to " + compilation.shown(way.table()) + " by "
                + way.hops().stream()
                        .filter(hop -> !compilation.isIndexed(
                                hop, hop.equals(way.hops().getFirst()) ? way.where() : null))
                        .findFirst()
                        .map(hop -> (hop.from().equals(way.table()) ? "" : compilation.shown(hop.from()) + ".")
                                + hop.column().name())
                        .orElseThrow()
                + ": every chunk reads the whole table"
                + (compilation.schema.locksWhatIsRead() ? ", and locks it meanwhile." : ".");
        if (!compilation.warnings.contains(warning)) {
            compilation.warnings.add(warning);
        }
    }
}
