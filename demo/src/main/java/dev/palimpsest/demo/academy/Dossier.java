package dev.palimpsest.demo.academy;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What somebody did at the institute.
 *
 * @param createdAt null for records of the old package
 * @param mailOpened when a mailing was last opened
 */
record Dossier(
        @Nullable LocalDateTime createdAt,
        List<Enrolment> enrolments,
        @Nullable LocalDateTime mailOpened,
        @Nullable LocalDateTime lastLogin) {

    Dossier {
        enrolments = List.copyOf(enrolments);
    }

    /** As the map defines it: the newest of every kind of activity, else the creation. */
    @Nullable
    LocalDate lastActivity() {
        Stream<LocalDate> invoices = enrolments.stream()
                .filter(each -> each.line() != Enrolment.Line.GECREDITEERD)
                .flatMap(each -> Stream.ofNullable(each.invoicedOn()));
        return newest(
                Stream.of(courses(), invoices, day(mailOpened), day(lastLogin)).flatMap(days -> days));
    }

    /** The same where only courses count. */
    @Nullable
    LocalDate lastCourse() {
        return newest(courses());
    }

    private Stream<LocalDate> courses() {
        return enrolments.stream().filter(Enrolment::attended).map(Enrolment::on);
    }

    private static Stream<LocalDate> day(@Nullable LocalDateTime at) {
        return at == null ? Stream.empty() : Stream.of(at.toLocalDate());
    }

    private @Nullable LocalDate newest(Stream<LocalDate> days) {
        return days.max(LocalDate::compareTo).orElseGet(() -> createdAt == null ? null : createdAt.toLocalDate());
    }
}
