package dev.palimpsest.trace;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.Session;
import dev.palimpsest.identity.Fingerprint;
import dev.palimpsest.identity.TraceSet;
import dev.palimpsest.ledger.Decision;
import dev.palimpsest.ledger.RunRecord;
import dev.palimpsest.map.IdentifierKind;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.plan.Plan;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says what hits mean: whose row it is, who else bears the identifier, what the law wants kept. */
final class Classifier {
    /** A whole number of fewer digits may as well be an amount or another key. */
    private static final int DIGITS_OF_A_CUSTOMER_NUMBER = 8;
    /** Rows asked for by one statement: of very many a database would rather read the whole table. */
    private static final int ASKED = 1_000;

    private final Plan plan;
    private final Sought sought;
    private final TraceSet searched;
    private final TraceSet living;
    private final List<BorneByOthers> others;
    private final TracedSubjects traced;
    private final OwnerColumns owners;
    private final Evidence evidence;
    private final HitOwners hitOwners;

    private Classifier(
            Plan plan, Sought sought, TraceSet searched, LivingBearers.Living living, TracedSubjects traced) {
        this.plan = plan;
        this.sought = sought;
        this.searched = searched;
        this.living = living.borne();
        this.others = living.others();
        this.traced = traced;
        this.owners = new OwnerColumns(plan);
        this.evidence = new Evidence(plan, sought, traced);
        this.hitOwners = new HitOwners(plan, sought);
    }

    /** Reads first which of all the run's traces somebody untreated bears, too. */
    static Classifier of(Plan plan, RunRecord run, Traces traces, TraceSet all, Session session) throws SQLException {
        return of(plan, new SoughtAfterRun(plan, run, traces), all, session);
    }

    /** The same, whoever is looked for. */
    static Classifier of(Plan plan, Sought sought, TraceSet all, Session session) throws SQLException {
        LivingBearers.Living living = LivingBearers.of(plan, sought, all, session);
        return new Classifier(plan, sought, all.sparing(living.longer()), living, sought.subjects(session));
    }

    /** All the run's traces, for a search in which a name counts for nothing inside a longer one of somebody who stays. */
    TraceSet searched() {
        return searched;
    }

    /** How many of the traces somebody under {@code others} bears, too. */
    List<BorneByOthers> borneByOthers() {
        return others;
    }

    /**
     * @param owners whose the row is, or the part of it, as far as it had to be asked; nobody's where somebody else holds it
     * @param own whether one of them bears the identifier
     * @param ofTreated whether the row leads to one of those who are looked for, as far as this was asked
     */
    record Classified(Hit hit, HitClass hitClass, Set<SubjectKey> owners, boolean own, boolean ofTreated) {
        Classified(Hit hit, HitClass hitClass, boolean ofTreated) {
            this(hit, hitClass, Set.of(), false, ofTreated);
        }

        Classified as(HitClass other) {
            return new Classified(hit, other, owners, own, ofTreated);
        }

        /** What somebody has decided counts more than what is found. */
        Classified decided() {
            Decision decision = hit.decision();
            boolean open = hitClass == HitClass.RESIDUAL || hitClass == HitClass.POSSIBLE;
            if (decision == null || !open) {
                return this;
            }
            return as(
                    switch (decision.verdict()) {
                        case KEEP -> HitClass.ACKNOWLEDGED;
                        case TREAT -> HitClass.RESIDUAL;
                    });
        }
    }

    /** Classifies hits of one table and partition. Most are namesakes in rows of the living, of which nothing need be asked. */
    List<Classified> classify(Session session, List<Hit> hits) throws SQLException {
        List<Classified> classified = new ArrayList<>();
        List<Hit> theirs = new ArrayList<>();
        List<Hit> open = new ArrayList<>();
        boolean told = !hits.isEmpty() && owners.of(hits.getFirst().table()) != null;
        Set<Column> ofOthers = hits.isEmpty()
                ? Set.of()
                : plan.others().getOrDefault(hits.getFirst().table().name(), Set.of());
        for (Hit hit : hits) {
            if (!ofOthers.isEmpty() && hit.columns().stream().anyMatch(ofOthers::contains)) {
                classified.add(new Classified(hit, HitClass.POSSIBLE, told && traced.mayHold(hit.owner())));
                continue;
            }
            // the row itself says whether it is somebody's who bears a trace
            if (told && traced.mayHold(hit.owner())) {
                theirs.add(hit);
            } else if (told && provesNothing(hit, false)) {
                continue;
            } else if (told && (hit.fingerprint().weak() || living.contains(hit.fingerprint()))) {
                classified.add(new Classified(hit, ofSomebodyElse(hit), false));
            } else {
                open.add(hit);
            }
        }
        for (List<Hit> page : pages(theirs)) {
            open.addAll(ofTraced(session, page, classified));
        }
        for (List<Hit> page : pages(open)) {
            classified.addAll(asked(session, page));
        }
        return decided(session, evidence.weighed(session, insideSharedMail(classified), this::insideTheirPeriod));
    }

    /** The map may have changed since: what it protects now is struck by no decision. */
    private List<Classified> decided(Session session, List<Classified> hits) throws SQLException {
        List<Hit> weak = hits.stream()
                .filter(each -> each.hitClass() == HitClass.POSSIBLE)
                .map(Classified::hit)
                .filter(Classifier::isToBeStruck)
                .toList();
        Set<String> kept = weak.isEmpty() ? Set.of() : insideTheirPeriod(session, weak);
        Set<Hit> stay = Collections.newSetFromMap(new IdentityHashMap<>());
        weak.stream()
                .filter(hit -> kept.contains(hit.locator().row())
                        || hit.columns().stream()
                                .anyMatch(plan.others().getOrDefault(hit.table().name(), Set.of())::contains))
                .forEach(stay::add);
        return hits.stream()
                .map(each -> stay.contains(each.hit()) ? each : each.decided())
                .toList();
    }

    private static boolean isToBeStruck(Hit hit) {
        Decision decision = hit.decision();
        return decision != null && decision.verdict() == Decision.Verdict.TREAT;
    }

    /** A number as short as a year outside the rows of its bearer: it may be anything. */
    private static boolean provesNothing(Hit hit, boolean own) {
        return !own
                && hit.fingerprint().weak()
                && hit.fingerprint().kind() == IdentifierKind.NUMBER
                && hit.length() < TextColumns.FEWEST_OF_A_NUMBER;
    }

    private static List<List<Hit>> pages(List<Hit> hits) {
        List<List<Hit>> pages = new ArrayList<>();
        for (int from = 0; from < hits.size(); from += ASKED) {
            pages.add(hits.subList(from, Math.min(hits.size(), from + ASKED)));
        }
        return pages;
    }

    /**
     * Classifies hits in rows that say themselves that they are traced subjects'; of the row only its period is asked.
     *
     * @return those of which it was not so
     */
    private List<Hit> ofTraced(Session session, List<Hit> hits, List<Classified> classified) throws SQLException {
        if (plan.removesSubjects()) {
            return hits; // somebody else may have got the key of one who went
        }
        Map<SubjectKey, TraceSet> borne = sought.of(
                session, hits.stream().map(Classifier::said).distinct().toList());
        Set<String> kept = insideTheirPeriod(session, hits);
        List<Hit> others = new ArrayList<>();
        for (Hit hit : hits) {
            SubjectKey subject = said(hit);
            TraceSet own = borne.get(subject);
            if (own == null) {
                others.add(hit);
            } else if (!provesNothing(hit, own.contains(hit.fingerprint()))) {
                HitOwners.Owner owner =
                        new HitOwners.Owner(subject, kept.contains(hit.locator().row()), true, List.of());
                boolean theirs = own.contains(hit.fingerprint());
                classified.add(new Classified(hit, classOf(hit, owner, theirs), Set.of(subject), theirs, true));
            }
        }
        return others;
    }

    private static SubjectKey said(Hit hit) {
        return new SubjectKey(Objects.requireNonNull(hit.owner()));
    }

    /** The rows, by locator, that are statutory records inside their period. */
    Set<String> insideTheirPeriod(Session session, List<Hit> hits) throws SQLException {
        return hitOwners.insideTheirPeriod(session, hits);
    }

    /** What somebody living bears, too, or what proves little, in a row that is not the bearer's; see {@link #classOf}. */
    private static HitClass ofSomebodyElse(Hit hit) {
        boolean possible = hit.fingerprint().weak() || hit.fingerprint().kind() == IdentifierKind.NAME;
        return possible ? HitClass.POSSIBLE : HitClass.SHARED;
    }

    /** Classifies hits after it was asked whose their rows are. */
    private List<Classified> asked(Session session, List<Hit> hits) throws SQLException {
        if (hits.isEmpty()) {
            return List.of();
        }
        HitOwners.Owners owners = hitOwners.of(session, hits);
        Set<String> held = hitOwners.heldByOthers(session, hits);
        Set<SubjectKey> subjects = new LinkedHashSet<>();
        owners.all().forEach(owner -> subjects.add(owner.subject()));
        Map<SubjectKey, TraceSet> borne = subjects.isEmpty() ? Map.of() : sought.of(session, subjects);
        List<Classified> classified = new ArrayList<>();
        for (Hit hit : hits) {
            List<HitOwners.Owner> all = owners.of(hit);
            boolean own = all.stream()
                    .filter(HitOwners.Owner::isTreated) // the key of one who went may be somebody's who lives
                    .anyMatch(owner -> borne.getOrDefault(owner.subject(), TraceSet.empty())
                            .contains(hit.fingerprint()));
            if (provesNothing(hit, own)) {
                continue;
            }
            boolean isHeld = held.contains(hit.locator().row());
            boolean identifier = all.stream().anyMatch(owner -> IdentifierColumns.hold(owner.identifiers(), hit));
            boolean stays = isHeld && (own || identifier);
            classified.add(new Classified(
                    hit,
                    stays ? HitClass.SHARED : classOf(hit, HitOwners.Owner.foremost(all), own),
                    isHeld
                            ? Set.of()
                            : all.stream().map(HitOwners.Owner::subject).collect(Collectors.toSet()),
                    own,
                    all.stream().anyMatch(owner -> owner.isTreated() && borne.containsKey(owner.subject()))));
        }
        return classified;
    }

    /** A name inside an e-mail address that somebody living uses, too, goes with the address. */
    private static List<Classified> insideSharedMail(List<Classified> hits) {
        List<Hit> shared = hits.stream()
                .filter(hit -> hit.hitClass() == HitClass.SHARED
                        && hit.hit().fingerprint().kind() == IdentifierKind.EMAIL)
                .map(Classified::hit)
                .toList();
        if (shared.isEmpty()) {
            return hits;
        }
        return hits.stream()
                .map(hit -> hit.hitClass() == HitClass.RESIDUAL
                                && hit.hit().fingerprint().kind() == IdentifierKind.NAME
                                && shared.stream().anyMatch(mail -> mail.holds(hit.hit()))
                        ? hit.as(HitClass.SHARED)
                        : hit)
                .toList();
    }

    private HitClass classOf(Hit hit, HitOwners.@Nullable Owner owner, boolean own) {
        boolean kept = owner != null && owner.isProtected();
        Fingerprint fingerprint = hit.fingerprint();
        boolean name = fingerprint.kind() == IdentifierKind.NAME;
        boolean nameOrAddress = name || fingerprint.kind() == IdentifierKind.ADDRESS;
        if (own && kept) {
            return HitClass.KEPT;
        }
        if (own && (!fingerprint.weak() || nameOrAddress)) {
            return HitClass.RESIDUAL;
        }
        if (fingerprint.weak() || name && hit.patched()) {
            return HitClass.POSSIBLE; // a name put together from parts of two texts is nobody's, wherever they stand
        }
        // What stands in a living subject's own e-mail or address column is theirs,
        // even where the scanner sees another's in it: "Stein-Str. 5" in "Freiherr-vom-Stein-Str. 5",
        // or in it and the column beside it: "Hugo Breda" in "hugo.berg@mail.example" and the birth place.
        boolean ofTheLiving = owner != null && owner.lives() && IdentifierColumns.hold(owner.identifiers(), hit);
        if (ofTheLiving || living.contains(fingerprint)) {
            return name ? HitClass.POSSIBLE : HitClass.SHARED;
        }
        boolean beginsWithTheirs =
                owner != null && owner.lives() && IdentifierColumns.holdBeginning(owner.identifiers(), hit);
        if (beginsWithTheirs && fingerprint.kind() == IdentifierKind.ADDRESS) {
            // their own town and somebody's street behind it
            return HitClass.POSSIBLE;
        }
        if (kept) {
            return HitClass.KEPT;
        }
        boolean number = hit.column().family().isNumeric();
        return number && hit.length() < DIGITS_OF_A_CUSTOMER_NUMBER ? HitClass.POSSIBLE : HitClass.RESIDUAL;
    }

    /**
     * What a trace means outside all rows.
     *
     * @param digits of a whole number; very many for any other text
     */
    HitClass ofNobodysRow(Fingerprint fingerprint, int digits) {
        if (fingerprint.weak() || digits < DIGITS_OF_A_CUSTOMER_NUMBER) {
            return HitClass.POSSIBLE;
        }
        if (living.contains(fingerprint)) {
            return fingerprint.kind() == IdentifierKind.NAME ? HitClass.POSSIBLE : HitClass.SHARED;
        }
        return HitClass.RESIDUAL;
    }
}
