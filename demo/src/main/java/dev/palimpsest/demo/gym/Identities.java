package dev.palimpsest.demo.gym;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Gives out names, addresses and telephone numbers, each only once: whatever is shared is shared on purpose. */
final class Identities {
    /** Around Cologne and Bonn: town, first and last postal code, area code. */
    private record Town(String name, int from, int to, String areaCode) {}

    private static final List<Town> TOWNS = List.of(
            new Town("Köln", 50667, 50679, "221"),
            new Town("Köln", 50733, 50739, "221"),
            new Town("Köln", 50823, 50829, "221"),
            new Town("Köln", 51061, 51069, "221"),
            new Town("Bonn", 53111, 53129, "228"),
            new Town("Bonn", 53173, 53179, "228"),
            new Town("Leverkusen", 51371, 51381, "214"),
            new Town("Bergisch Gladbach", 51427, 51429, "2202"),
            new Town("Hürth", 50354, 50354, "2233"),
            new Town("Siegburg", 53721, 53721, "2241"));
    private static final List<String> MOBILE_CODES = List.of("151", "152", "157", "159", "176");

    private final NamePool pool;
    private final Set<Long> namesTaken = new HashSet<>();
    private final Set<String> plainEmailsTaken = new HashSet<>();
    private final Set<Long> addressesTaken = new HashSet<>();

    Identities(NamePool pool) {
        this.pool = pool;
    }

    Name name(Dice dice, char gender) {
        return name(dice, gender, () -> lastName(dice));
    }

    /** Somebody of this family; where every first name is taken, the last name becomes another. */
    Name relative(Dice dice, char gender, String lastName) {
        int[] tries = {0};
        return name(dice, gender, () -> tries[0]++ < 40 ? lastName : lastName(dice));
    }

    private Name name(Dice dice, char gender, Supplier<String> lastName) {
        while (true) {
            String first = dice.pick(gender == 'F' ? pool.women : pool.men);
            if (dice.chance(0.03)) {
                first += "-" + dice.pick(gender == 'F' ? pool.women : pool.men);
            }
            Name name = new Name(first, lastName.get());
            if (claim(name)) {
                return name;
            }
        }
    }

    private String lastName(Dice dice) {
        if (dice.chance(0.01)) {
            return dice.pick(pool.compoundLastNames());
        }
        String name = dice.pick(pool.lastNames);
        return dice.chance(0.03) ? name + "-" + dice.pick(pool.lastNames) : name;
    }

    /** "Hans-Peter Müller-Roth" also takes "Peter Müller" and the like, which a reader could find inside it. */
    private boolean claim(Name name) {
        List<String> firsts = parts(name.first());
        List<String> lasts = parts(name.last());
        Set<Long> claims = new HashSet<>();
        for (String first : firsts) {
            for (String last : lasts) {
                claims.add(Dice.mix(first.hashCode() * 0x1_0000_0001L ^ Dice.mix(last.hashCode())));
            }
        }
        if (claims.stream().anyMatch(namesTaken::contains)) {
            return false;
        }
        return namesTaken.addAll(claims);
    }

    private static List<String> parts(String name) {
        String[] single = name.split("[ -]");
        if (single.length == 1) {
            return List.of(NamePool.folded(name));
        }
        Set<String> parts = new HashSet<>(Set.of(NamePool.folded(name)));
        for (String part : single) {
            parts.add(NamePool.folded(part));
        }
        return parts.stream().sorted().toList();
    }

    Address address(Dice dice) {
        while (true) {
            int street = dice.below(pool.streets.size());
            int number = dice.between(1, 180);
            Town town = dice.pick(TOWNS);
            long claim = (street * 1000L + number) * 1000L
                    + Math.floorMod(town.name().hashCode(), 997);
            if (addressesTaken.add(claim)) {
                String postalCode = Integer.toString(dice.between(town.from(), town.to()));
                return new Address(pool.streets.get(street) + " " + number, postalCode, town.name());
            }
        }
    }

    /** Unique per number: an odd factor permutes the numbers below 2^26. */
    Phone mobile(Dice dice, long id) {
        long subscriber = 10_000_000 + ((id * 48_271_3L) & ((1 << 26) - 1));
        return new Phone(dice.pick(MOBILE_CODES), Long.toString(subscriber));
    }

    Phone landline(Address address, long id) {
        String code = TOWNS.stream()
                .filter(town -> town.name().equals(address.city()))
                .findFirst()
                .orElseThrow()
                .areaCode();
        return new Phone(code, Long.toString(2_000_000 + (id * 1_299_709L) % 5_999_993));
    }

    /** A namesake gets an address with a number. */
    String email(Dice dice, Name name, long id) {
        String host = dice.pick("posteo", "web", "gmx", "t-online", "mail", "freenet") + ".example";
        String plain = name.inAddresses('.');
        if (dice.chance(0.4) && plainEmailsTaken.add(plain)) {
            return plain + "@" + host;
        }
        return dice.chance(0.5) ? name.inAddresses('_') + id + "@" + host : plain + "." + id + "@" + host;
    }

    String iban(long id) {
        return Iban.of(1_000_000_000L + (id * 7_368_787L) % 8_999_999_929L);
    }
}
