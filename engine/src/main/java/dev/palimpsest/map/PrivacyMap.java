package dev.palimpsest.map;

import dev.palimpsest.problem.Position;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The privacy map: where a subject's data lies in one database and what is to become of each column. Immutable. It says
 * what the file says; whether that fits a database is for {@code check} to find.
 *
 * @param jurisdiction ISO 3166 country whose retention rules and telephone numbers apply
 * @param zone business time zone: decides what day it is
 * @param language two-letter code of the texts written into the database
 * @param schema schema of unqualified table names; null = the connection's current one
 * @param others columns that name others than subjects
 * @param ties columns that look like references to subjects and are none
 * @param afterRun who else must forget the treated, in the order of the map
 * @param merge how two profiles of the same person are joined
 * @param positions where each part stands in the file
 * @param digest SHA-256 over the file's bytes, in hex
 */
public record PrivacyMap(
        String name,
        LocalText title,
        String jurisdiction,
        ZoneId zone,
        String language,
        @Nullable String schema,
        SubjectDeclaration subject,
        List<ActivityDeclaration> activity,
        List<BlockerDeclaration> blockers,
        List<TableDeclaration> treatment,
        List<OthersDeclaration> others,
        List<TieDeclaration> ties,
        List<HookDeclaration> afterRun,
        MergeDeclaration merge,
        Positions positions,
        String digest) {

    /** Where a part of the map stands, by its keys from the top down, for instance {@code "treatment", "member", "email"}. */
    public Position at(String... path) {
        return positions.at(path);
    }
}
