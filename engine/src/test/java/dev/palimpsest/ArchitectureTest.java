package dev.palimpsest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Who may know whom. The picture in {@code CONTRIBUTING.md} is the rule; whoever needs something from above moves the behaviour. */
final class ArchitectureTest {
    private static final JavaClasses ENGINE = new ClassFileImporter()
            .importUrl(Palimpsest.class.getProtectionDomain().getCodeSource().getLocation());

    private static final String ENTRY = "dev.palimpsest";

    private static final Set<String> REACHING_OUT = Set.of(
            "java.lang.Process",
            "java.lang.ProcessBuilder",
            "java.net.DatagramSocket",
            "java.net.HttpURLConnection",
            "java.net.InetAddress",
            "java.net.ServerSocket",
            "java.net.Socket",
            "java.net.URL",
            "java.net.URLConnection",
            "java.nio.channels.DatagramChannel",
            "java.nio.channels.SocketChannel",
            "java.sql.DriverManager");

    /** What stands on a floor, each floor a line of the picture, the highest first. */
    private static List<Set<String>> floors() throws IOException {
        String picture = Files.readString(Path.of("../CONTRIBUTING.md"))
                .split("may know only those below it:")[1]
                .split("```")[1];
        return picture.strip()
                .lines()
                .map(line -> Arrays.stream(line.split("·")[0].strip().split(" +"))
                        .map(name -> name.equals(ENTRY) ? ENTRY : ENTRY + "." + name)
                        .collect(Collectors.toCollection(TreeSet<String>::new)))
                .<Set<String>>map(names -> names)
                .toList();
    }

    @Test
    void arrows_point_down() throws IOException {
        List<Set<String>> floors = floors();
        for (int i = 0; i < floors.size(); i++) {
            Set<String> below = floors.subList(i + 1, floors.size()).stream()
                    .flatMap(Set::stream)
                    .collect(Collectors.toSet());
            for (String floor : floors.get(i)) {
                noClasses()
                        .that()
                        .resideInAPackage(floor)
                        .should()
                        .dependOnClassesThat(DescribedPredicate.describe(
                                "are on the same floor or above",
                                (JavaClass one) -> isOurs(one)
                                        && !one.getPackageName().equals(floor)
                                        && !below.contains(one.getPackageName())))
                        .check(ENGINE);
            }
        }
    }

    @Test
    void the_picture_shows_every_package() throws IOException {
        Set<String> packages = new TreeSet<>();
        ENGINE.forEach(one -> packages.add(one.getPackageName()));

        assertThat(floors().stream().flatMap(Set::stream)).containsExactlyInAnyOrderElementsOf(packages);
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

    /** As {@code SECURITY.md} says: the database that is given, and what the map names under {@code after-run}. */
    @Test
    void only_hooks_reach_out_to_other_systems() throws IOException {
        noClasses()
                .that()
                .resideOutsideOfPackage(ENTRY + ".hook")
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "open connections or start programmes",
                        (JavaClass one) -> one.getPackageName().startsWith("java.net.http")
                                || REACHING_OUT.contains(one.getName())))
                .check(ENGINE);
        assertThat(Files.readString(Path.of("../SECURITY.md")))
                .contains("the database you name, and the systems that the map names under `after-run`");
    }

    @Test
    void nobody_asks_which_database_it_is() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.palimpsest.database.postgresql", "dev.palimpsest.database.mariadb")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.palimpsest.database.postgresql",
                        "dev.palimpsest.database.mariadb",
                        "org.postgresql..",
                        "org.mariadb..")
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
