package dev.palimpsest.benchmarks.gym;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.SplittableRandom;

/** Writes the rows of each table. What happened over time lies in the order of time, as a business would have it. */
final class GymRows {
    private static final Duration FIVE_YEARS = Duration.ofDays(5 * 365);

    /** Bookings reach so far into the future. */
    private static final Duration AHEAD = Duration.ofDays(24);

    private final Gym gym;
    private final long seed;
    private final long members;
    private final LocalDate opened;

    GymRows(Gym gym) {
        this.gym = gym;
        this.seed = gym.seed();
        this.members = gym.members();
        this.opened = gym.today().minusYears(6);
    }

    void write(String table, Rows rows) {
        switch (table) {
            case "member" -> members(rows);
            case "account" -> accounts(rows);
            case "contract" -> contracts(rows);
            case "invoice" -> invoices(rows);
            case "task" -> tasks(rows);
            case "document" -> documents(rows);
            case "booking" -> bookings(rows);
            case "check_in" -> checkIns(rows);
            default -> throw new IllegalArgumentException(table);
        }
    }

    private void members(Rows rows) {
        for (long id = 1; id <= members; id++) {
            Member member = Member.of(seed, id);
            rows.number(id).text(member.firstName()).text(member.lastName()).text(member.email());
            rows.text(member.phone()).date(member.born()).text(member.street()).text(member.zip());
            rows.text(member.city()).text(member.iban()).text(member.notes());
            rows.text(hasLeft(id) ? "left" : "active");
            rows.time(opened.plusDays(id % 1000).atStartOfDay()).plain(null).end();
        }
    }

    private void accounts(Rows rows) {
        for (long id = 1; id <= members; id++) {
            rows.number(id)
                    .plain(id % 50 == 0 ? "12.50" : "0.00")
                    .text(Member.of(seed, id).iban());
            rows.end();
        }
    }

    private void contracts(Rows rows) {
        for (long i = 1; i <= members * 12 / 10; i++) {
            long member = 1 + i * 7 % members;
            boolean ended = hasLeft(member) && member % 97 != 0;
            rows.number(i).number(member).date(opened.plusDays(i % 1000));
            rows.date(ended ? LocalDate.ofEpochDay(Math.floorDiv(leftAt(member), 86_400)) : null);
            rows.text(ended ? "ended" : "running").text(null).end();
        }
    }

    private void invoices(Rows rows) {
        SplittableRandom dice = new SplittableRandom(seed + 1);
        long count = members * 6;
        for (long i = 1; i <= count; i++) {
            long at = moment(i, count, FIVE_YEARS, Duration.ZERO);
            Member member = Member.of(seed, whoStayed(dice, at));
            rows.number(i).number(member.id()).time(at).plain("29.90");
            rows.text(i * 31 % 100 == 0 ? "open" : "paid").number(i * 31 % 400 == 0 ? 1 : 0);
            rows.text(member.firstName() + " " + member.lastName()).text(member.street());
            rows.text(member.zip()).text(member.city()).end();
        }
    }

    private void tasks(Rows rows) {
        long start = opened.plusYears(3).atStartOfDay().toEpochSecond(ZoneOffset.UTC);
        for (long i = 1; i <= members * 3 / 10; i++) {
            Member member = Member.of(seed, 1 + i * 17 % members);
            rows.number(i).number(member.id()).text("Rückruf " + member.lastName());
            rows.text("Bitte " + member.firstName() + " " + member.lastName() + " anrufen: " + member.phone() + " oder "
                    + member.email());
            rows.text(i % 40 == 0 ? "open" : "done").time(start + i * 60).end();
        }
    }

    private void documents(Rows rows) {
        String filler = "Lorem ipsum dolor sit amet consetetur. ".repeat(12);
        for (long i = 1; i <= members / 2; i++) {
            Member member = Member.of(seed, 1 + i * 11 % members);
            rows.number(i).number(member.id()).text("vertrag_" + member.lastName() + "_" + i + ".pdf");
            rows.text("application/pdf");
            rows.text("Sehr geehrte(r) " + member.firstName() + " " + member.lastName() + ", anbei Ihr Vertrag. "
                    + filler + member.iban());
            rows.end();
        }
    }

    private void bookings(Rows rows) {
        SplittableRandom dice = new SplittableRandom(seed + 2);
        long count = members * 2;
        for (long i = 1; i <= count; i++) {
            long at = moment(i, count, FIVE_YEARS, AHEAD);
            long member = 1 + dice.nextLong(members - 5);
            if (hasLeft(member) && at > leftAt(member) && member % 83 != 0) {
                member += 3;
            }
            rows.number(i).number(member).text("Kurs " + i % 40).time(at).end();
        }
    }

    private void checkIns(Rows rows) {
        SplittableRandom dice = new SplittableRandom(seed + 3);
        long count = members * 40;
        for (long i = 1; i <= count; i++) {
            long at = moment(i, count, FIVE_YEARS, Duration.ZERO);
            rows.number(i).number(whoStayed(dice, at)).time(at).number(i % 7).end();
        }
        // the last evening that makes somebody inactive, and the first that does not
        LocalDate edge = gym.today().minusMonths(9);
        rows.number(count + 1).number(2).time(edge.atTime(23, 59)).number(0).end();
        rows.number(count + 2)
                .number(12)
                .time(edge.plusDays(1).atStartOfDay())
                .number(0)
                .end();
    }

    /** The i-th of so many moments, evenly spread over the time before today and ahead of it. */
    private long moment(long i, long count, Duration before, Duration ahead) {
        long today = gym.today().atStartOfDay().toEpochSecond(ZoneOffset.UTC);
        long whole = before.plus(ahead).toSeconds();
        return today - before.toSeconds() + (long) ((double) whole * (i - 1) / count);
    }

    /** Somebody who was still there then. */
    private long whoStayed(SplittableRandom dice, long at) {
        long member = 1 + dice.nextLong(members - 5);
        return hasLeft(member) && at > leftAt(member) ? member + 3 : member;
    }

    private static boolean hasLeft(long member) {
        return member % 10 < 3;
    }

    private long leftAt(long member) {
        long days = Math.floorMod(member * 2_654_435_761L, 820L);
        return gym.today().minusMonths(10).minusDays(days).atStartOfDay().toEpochSecond(ZoneOffset.UTC);
    }
}
