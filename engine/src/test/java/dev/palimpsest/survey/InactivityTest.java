package dev.palimpsest.survey;

import static dev.palimpsest.ClubFixture.noonOf;
import static dev.palimpsest.ClubFixture.survey;
import static dev.palimpsest.ClubFixture.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.ClubFixture;
import dev.palimpsest.Palimpsest;
import dev.palimpsest.Requirement;
import dev.palimpsest.TestDatabase;
import dev.palimpsest.preview.Selection;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Since when somebody is inactive: the length, the day, the time zone and the newest activity, on each side of every boundary. */
@Tag("database")
@ParameterizedClass
@EnumSource
final class InactivityTest {
    @AutoClose
    private final ClubFixture club;

    @TempDir
    private Path directory;

    private Palimpsest palimpsest;

    InactivityTest(TestDatabase.Product product) {
        club = ClubFixture.create(product);
    }

    @BeforeEach
    void attach() {
        palimpsest = club.attach(directory);
    }

    @ParameterizedTest
    @Requirement({"PL-04", "PL-06"})
    @CsvSource({
        "2026-02-22 12:00, ELIGIBLE, exactly nine months ago",
        "2026-02-21 12:00, ELIGIBLE, a day longer",
        "2026-02-23 12:00, ACTIVE, a day less",
        "2026-11-22 11:59, ACTIVE, today",
        "2027-01-05 10:00, ACTIVE, booked for next year",
    })
    void nine_months_without_activity_count_as_inactive_the_boundary_included(
            String lastCheckIn, Verdict expected, String which) {
        club.member(1, "Anna", "Brandt").checkIn(1, lastCheckIn);

        assertThat(verdict(palimpsest, 1)).as(which).isEqualTo(expected);
    }

    @ParameterizedTest
    @Requirement("PL-04")
    @CsvSource({
        "P6M, 2026-05-22, ELIGIBLE",
        "P6M, 2026-05-23, ACTIVE",
        "P2Y, 2024-11-22, ELIGIBLE",
        "P2Y, 2024-11-23, ACTIVE",
        "P90D, 2026-08-24, ELIGIBLE",
        "P90D, 2026-08-25, ACTIVE",
        "P1Y1M1W1D, 2025-10-14, ELIGIBLE",
        "P1Y1M1W1D, 2025-10-15, ACTIVE",
    })
    void the_length_is_the_owners_to_set(String length, String lastCheckIn, Verdict expected) {
        palimpsest = club.attach(directory, ClubFixture.mapWith("P9M", length));
        club.bare(1, "Anna", "Brandt").checkIn(1, lastCheckIn + " 12:00");

        assertThat(verdict(palimpsest, 1)).isEqualTo(expected);
    }

    @ParameterizedTest
    @Requirement("PL-04")
    @CsvSource({
        "2026-05-31, 2025-08-31, ELIGIBLE, August has a 31st",
        "2026-05-31, 2025-09-01, ACTIVE, a day later",
        "2026-07-31, 2025-10-31, ELIGIBLE, October has a 31st",
        "2026-08-31, 2025-11-30, ELIGIBLE, November ends on the 30th",
        "2026-08-31, 2025-12-01, ACTIVE, and the next month is too late",
        "2026-11-30, 2026-02-28, ELIGIBLE, February ends on the 28th",
        "2026-11-28, 2026-02-28, ELIGIBLE, and counts from the 28th on",
        "2026-11-27, 2026-02-28, ACTIVE, but no day earlier",
        "2026-11-30, 2026-03-01, ACTIVE, March is March",
        "2028-11-30, 2028-02-29, ELIGIBLE, a leap year",
        "2028-11-28, 2028-02-29, ACTIVE, a leap day counts as itself",
        "2028-11-29, 2028-02-29, ELIGIBLE, from its own day on",
    })
    void at_the_end_of_a_month_the_last_day_stands_for_days_that_are_not_there(
            LocalDate today, String lastCheckIn, Verdict expected, String which) {
        club.bare(1, "Anna", "Brandt").checkIn(1, lastCheckIn + " 12:00");

        assertThat(verdict(palimpsest.with(noonOf(today)), 1)).as(which).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-22T22:59:59Z, ELIGIBLE, 23:59:59 of the 22nd in Berlin",
        "2026-02-22T23:00:00Z, ACTIVE, midnight in Berlin: the 23rd has begun",
        "2026-02-22T23:30:00Z, ACTIVE, still the 22nd in London but the 23rd in Berlin",
    })
    void an_instant_belongs_to_the_day_it_has_in_the_business_time_zone(
            Instant instant, Verdict expected, String which) {
        club.bare(1, "Anna", "Brandt").checkIn(1, instant);

        assertThat(verdict(palimpsest, 1)).as(which).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2026-11-21T23:30, 2026-11-21",
        "Europe/Berlin, 2026-11-22T00:30, 2026-11-22",
        "Asia/Tokyo, 2026-11-21T23:30, 2026-11-22",
        "America/New_York, 2026-11-22T00:30, 2026-11-21",
    })
    void what_day_it_is_depends_on_the_business_time_zone(String zone, String berlin, LocalDate today) {
        palimpsest = club.attach(directory, ClubFixture.mapWith("Europe/Berlin", zone))
                .with(ClubFixture.at(LocalDateTime.parse(berlin)));

        assertThat(palimpsest.survey(each -> {}).moment().today()).isEqualTo(today);
    }

    @Test
    void a_database_in_another_time_zone_changes_nothing() {
        club.bare(1, "Anna", "Brandt")
                .checkIn(1, Instant.parse("2026-02-22T22:59:59Z"))
                .bare(2, "Bert", "Claasen")
                .checkIn(2, Instant.parse("2026-02-22T23:00:00Z"));

        Palimpsest elsewhere = club.attach(
                club.database()
                        .dataSource(
                                switch (club.database().product()) {
                                    case POSTGRESQL -> "options=-c%20TimeZone=Pacific/Kiritimati";
                                    case MARIADB -> "sessionVariables=time_zone='Pacific/Kiritimati'";
                                }),
                directory,
                ClubFixture.map());

        assertThat(verdict(elsewhere, 1)).isEqualTo(Verdict.ELIGIBLE);
        assertThat(verdict(elsewhere, 2)).isEqualTo(Verdict.ACTIVE);
    }

    @Test
    @Requirement({"PL-02", "PL-15"})
    void the_newest_activity_of_any_kind_counts_and_is_named() {
        club.member(1, "Anna", "Brandt").invoice(10, 1, "2025-06-30", "Anna Brandt");

        Assessment anna = survey(palimpsest).get(1L);

        assertThat(anna.lastActivity()).isEqualTo("2025-06-30");
        assertThat(anna.lastActivityBy()).isEqualTo("invoice");
    }

    @Test
    @Requirement("PL-15")
    void what_counts_as_activity_is_the_owners_to_choose() {
        palimpsest = club.attach(directory, ClubFixture.mapWith("  invoice: {table: invoice, at: issued_on}\n", ""));
        club.member(1, "Anna", "Brandt").invoice(10, 1, "2026-11-01", "Anna Brandt");

        assertThat(verdict(palimpsest, 1)).isEqualTo(Verdict.ELIGIBLE);
    }

    @Test
    void without_activity_and_creation_date_nobody_counts_as_inactive() {
        club.bare(1, "Anna", "Brandt");

        Assessment anna = survey(palimpsest).get(1L);

        assertThat(anna.verdict()).isEqualTo(Verdict.UNKNOWN_ACTIVITY);
        assertThat(anna.releasable()).isFalse();
        assertThat(anna.lastActivity()).isNull();
        assertThat(palimpsest.preview(Selection.eligible(), skipped -> {}).keys())
                .isEmpty();
        assertThat(palimpsest.survey(each -> {}).inactive()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"2026-02-22 12:00, ELIGIBLE", "2026-02-23 12:00, ACTIVE"})
    void the_creation_date_counts_where_there_is_no_activity(String createdAt, Verdict expected) {
        club.bare(1, "Anna", "Brandt").created(1, createdAt);

        Assessment anna = survey(palimpsest).get(1L);

        assertThat(anna.verdict()).isEqualTo(expected);
        assertThat(anna.lastActivityBy()).isEqualTo("born-into-system");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-22 12:00, ELIGIBLE, 2026-02-22, born-into-system",
        "2026-02-23 12:00, ACTIVE, 2026-02-23, born-into-system",
        "2026-11-22 12:00, ACTIVE, 2026-11-22, born-into-system",
        "2026-11-23 12:00, ELIGIBLE, 2025-01-10, check-in",
        "2025-01-10 12:00, ELIGIBLE, 2025-01-10, check-in",
        "2024-12-31 12:00, ELIGIBLE, 2025-01-10, check-in"
    })
    void nobody_was_active_before_the_record_of_them_was_made(
            String createdAt, Verdict expected, LocalDate last, String by) {
        club.member(1, "Anna", "Brandt").created(1, createdAt);

        Assessment anna = survey(palimpsest).get(1L);

        assertThat(anna.verdict()).isEqualTo(expected);
        assertThat(anna.lastActivity()).isEqualTo(last);
        assertThat(anna.lastActivityBy()).isEqualTo(by);
        assertThat(palimpsest.surveyCounts(Inactivity.OF_THE_MAP, quiet -> {}))
                .isEqualTo(palimpsest.survey(each -> {}));
    }

    /** "Never logged in", as applications write it. */
    @ParameterizedTest
    @ValueSource(strings = {"1970-01-01 12:00", "1980-01-01 12:00"})
    void a_date_that_stands_for_never_makes_nobody_inactive_who_has_just_come(String sentinel) {
        club.bare(1, "Anna", "Brandt").checkIn(1, sentinel).created(1, "2026-11-20 12:00");

        assertThat(survey(palimpsest).get(1L).verdict()).isEqualTo(Verdict.ACTIVE);
        assertThat(palimpsest.preview(Selection.eligible(), skipped -> {}).keys())
                .isEmpty();
    }

    @Test
    void a_date_that_stands_for_never_is_named_by_a_condition() {
        club.bare(1, "Anna", "Brandt").checkIn(1, "1970-01-01 12:00");
        Palimpsest named = club.attach(
                directory,
                ClubFixture.map()
                        .replace(
                                "{table: check_in, at: checked_in_at}",
                                "{table: check_in, at: checked_in_at, where: \"checked_in_at > '1970-01-02'\"}"));

        assertThat(verdict(palimpsest, 1)).isEqualTo(Verdict.ELIGIBLE);
        assertThat(verdict(named, 1)).isEqualTo(Verdict.UNKNOWN_ACTIVITY);
    }
}
