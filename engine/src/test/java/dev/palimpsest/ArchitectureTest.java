package dev.palimpsest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/**
 * Who may know whom. Arrows point down only; whoever needs something from above moves the behaviour.
 *
 * <pre>
 *                     dev.palimpsest
 *            ┌──────────────┼──────────────┐
 *           run           proof         preview, export, hook
 *            └──────┬───────┴──────────────┤
 *                 trace                  survey
 *                   └──────────┬───────────┤
 *                             plan         │
 *                   ┌──────────┤           │
 *                              │         hold (survey and run)
 *               treatment  retention    receipt     identity   (trace and above)
 *                   └─────┬────┴───────────┴───────────┘
 *                   │   work (of everybody above)
 *                 map   database   home   page   (page: of proof and export)
 *                   └─────┼──────────┘
 *                      problem
 *                        text
 * </pre>
 *
 * <p>{@code database} speaks the keys and predicates of {@code map}; {@code map} knows no database. {@code identity} works
 * on texts and knows neither.
 */
final class ArchitectureTest {
    private static final JavaClasses ENGINE = new ClassFileImporter()
            .importUrl(Palimpsest.class.getProtectionDomain().getCodeSource().getLocation());

    @Test
    void arrows_point_down() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("dev.palimpsest..")
                .layer("entry")
                .definedBy("dev.palimpsest")
                .layer("run")
                .definedBy("dev.palimpsest.run")
                .layer("proof")
                .definedBy("dev.palimpsest.proof")
                .layer("preview")
                .definedBy("dev.palimpsest.preview")
                .layer("hook")
                .definedBy("dev.palimpsest.hook")
                .layer("export")
                .definedBy("dev.palimpsest.export")
                .layer("page")
                .definedBy("dev.palimpsest.page")
                .layer("trace")
                .definedBy("dev.palimpsest.trace")
                .layer("survey")
                .definedBy("dev.palimpsest.survey")
                .layer("plan")
                .definedBy("dev.palimpsest.plan")
                .layer("treatment")
                .definedBy("dev.palimpsest.treatment")
                .layer("retention")
                .definedBy("dev.palimpsest.retention")
                .layer("receipt")
                .definedBy("dev.palimpsest.receipt")
                .layer("hold")
                .definedBy("dev.palimpsest.hold")
                .layer("identity")
                .definedBy("dev.palimpsest.identity")
                .layer("work")
                .definedBy("dev.palimpsest.work")
                .layer("map")
                .definedBy("dev.palimpsest.map")
                .layer("database")
                .definedBy("dev.palimpsest.database")
                .layer("home")
                .definedBy("dev.palimpsest.home")
                .layer("problem")
                .definedBy("dev.palimpsest.problem")
                .layer("text")
                .definedBy("dev.palimpsest.text")
                .whereLayer("entry")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("run")
                .mayOnlyBeAccessedByLayers("entry")
                .whereLayer("proof")
                .mayOnlyBeAccessedByLayers("entry")
                .whereLayer("preview")
                .mayOnlyBeAccessedByLayers("entry")
                .whereLayer("hook")
                .mayOnlyBeAccessedByLayers("entry")
                .whereLayer("export")
                .mayOnlyBeAccessedByLayers("entry")
                .whereLayer("page")
                .mayOnlyBeAccessedByLayers("proof", "export")
                .whereLayer("trace")
                .mayOnlyBeAccessedByLayers("entry", "run", "proof", "preview")
                .whereLayer("survey")
                .mayOnlyBeAccessedByLayers("entry", "run", "proof", "preview")
                .whereLayer("plan")
                .mayOnlyBeAccessedByLayers("entry", "run", "proof", "preview", "export", "trace", "survey")
                .whereLayer("treatment")
                .mayOnlyBeAccessedByLayers("entry", "run", "proof", "preview", "export", "trace", "plan")
                .whereLayer("retention")
                .mayOnlyBeAccessedByLayers("run", "proof", "plan")
                .whereLayer("receipt")
                .mayOnlyBeAccessedByLayers(
                        "entry", "run", "proof", "preview", "export", "hook", "trace", "survey", "plan", "hold")
                .whereLayer("hold")
                .mayOnlyBeAccessedByLayers("entry", "run", "survey")
                .whereLayer("identity")
                .mayOnlyBeAccessedByLayers("entry", "run", "proof", "preview", "trace")
                .whereLayer("work")
                .mayOnlyBeAccessedByLayers("entry", "run", "proof", "preview", "hook", "export", "trace", "survey")
                .whereLayer("home")
                .mayOnlyBeAccessedByLayers("entry", "proof", "preview", "export")
                .ensureAllClassesAreContainedInArchitecture()
                .check(ENGINE);
    }

    @Test
    void the_lowest_floors_know_only_what_is_below_them() {
        knowsOnly("text");
        knowsOnly("problem");
        knowsOnly("page");
        knowsOnly("map", "problem");
        knowsOnly("database", "map", "problem");
        knowsOnly("work", "database", "map", "problem");
        knowsOnly("home", "problem");
        knowsOnly("retention", "problem");
        knowsOnly("identity", "map", "problem");
        knowsOnly("receipt", "map", "database", "problem");
        knowsOnly("treatment", "map", "database", "problem");
        knowsOnly("plan", "treatment", "retention", "map", "database", "problem");
        knowsOnly("hold", "receipt", "map", "database", "problem");
        knowsOnly("survey", "plan", "receipt", "hold", "work", "map", "database", "problem");
        knowsOnly("hook", "receipt", "work", "map", "database", "problem");
        knowsOnly("export", "plan", "treatment", "receipt", "page", "home", "work", "map", "database", "problem");
        knowsOnly("trace", "plan", "treatment", "receipt", "identity", "work", "map", "database", "problem");
    }

    private static void knowsOnly(String floor, String... below) {
        Set<String> allowed = new TreeSet<>(Set.of(below));
        allowed.add(floor);
        allowed.add("text");
        noClasses()
                .that()
                .resideInAPackage("dev.palimpsest." + floor)
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "are not of " + allowed,
                        (JavaClass one) -> isOurs(one)
                                && !allowed.contains(one.getPackageName().replaceFirst("^dev\\.palimpsest\\.?", ""))))
                .check(ENGINE);
    }

    private static boolean isOurs(JavaClass one) {
        return one.getPackageName().startsWith("dev.palimpsest");
    }

    @Test
    void no_package_needs_itself_over_others() {
        slices().matching("dev.palimpsest.(*)..").should().beFreeOfCycles().check(ENGINE);
    }

    @Test
    void every_package_says_what_it_is_for_and_where_null_may_be() {
        Set<String> packages = new TreeSet<>();
        ENGINE.forEach(one -> packages.add(one.getPackageName()));

        assertThat(packages)
                .hasSizeGreaterThan(10)
                .allSatisfy(name -> assertThat(Class.forName(name + ".package-info")
                                .getPackage()
                                .isAnnotationPresent(NullMarked.class))
                        .as(name)
                        .isTrue());
    }

    @Test
    void a_library_does_not_print_and_does_not_log() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(ENGINE);
        NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(ENGINE);
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.slf4j..", "org.apache.commons.logging..", "java.lang.System$Logger")
                .check(ENGINE);
    }

    @Test
    void nothing_but_the_dialect_and_the_catalogue_speaks_to_the_driver_itself() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.palimpsest.database", "dev.palimpsest.trace")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.postgresql..")
                .check(ENGINE);
    }

    @Test
    void the_engine_asks_its_own_clock_what_time_it_is() {
        noClasses()
                .should()
                .callMethod(java.time.LocalDate.class, "now")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(java.time.LocalDateTime.class, "now")
                .orShould()
                .callMethod(java.time.ZonedDateTime.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(ENGINE);
    }
}
