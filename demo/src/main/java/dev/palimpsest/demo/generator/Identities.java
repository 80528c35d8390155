package dev.palimpsest.demo.generator;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Gives out names, addresses and telephone numbers, each only once: whatever is shared is shared on purpose. */
public final class Identities {
    private final Region region;
    private final NamePool pool;
    private final Set<Long> namesTaken = new HashSet<>();
    private final Set<String> plainEmailsTaken = new HashSet<>();
    private final Set<Long> addressesTaken = new HashSet<>();

    public Identities(Region region, long seed) {
        this.region = region;
        this.pool = new NamePool(region, seed);
    }

    public Name name(Dice dice, char gender) {
        return name(dice, gender, () -> lastName(dice));
    }

    /** Somebody of this family; where every first name is taken, the last name becomes another. */
    public Name relative(Dice dice, char gender, String lastName) {
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
        if (dice.chance(region.shareOfCompounds())) {
            return dice.pick(region.compoundLastNames());
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
            // "van" and "de" are everybody's
            if (!Character.isLowerCase(part.charAt(0))) {
                parts.add(NamePool.folded(part));
            }
        }
        return parts.stream().sorted().toList();
    }

    public Address address(Dice dice) {
        while (true) {
            int street = dice.below(pool.streets.size());
            int number = dice.between(1, 180);
            Region.Town town = dice.pick(region.towns());
            long claim = (street * 1000L + number) * 1000L
                    + Math.floorMod(town.name().hashCode(), 997);
            if (addressesTaken.add(claim)) {
                String name = pool.streets.get(street);
                String line = region.isFrench() ? number + " " + name : name + " " + number;
                return new Address(line, postalCode(dice, town), town.name());
            }
        }
    }

    /** Dutch ones end in two letters: 3511 AB. */
    private String postalCode(Dice dice, Region.Town town) {
        String digits = Integer.toString(dice.between(town.firstPostalCode(), town.lastPostalCode()));
        return region.callingCode().equals("31")
                ? digits + " " + (char) ('A' + dice.below(20)) + (char) ('A' + dice.below(20))
                : digits;
    }

    /** Unique per number: an odd factor permutes the numbers below a power of two. */
    public Phone mobile(Dice dice, long id) {
        boolean eight = region.mobileDigits() == 8;
        long lowest = eight ? 10_000_000 : 1_000_000;
        int bits = eight ? 26 : 22;
        long subscriber = lowest + ((id * 48_271_3L) & ((1 << bits) - 1));
        return new Phone(region.callingCode(), dice.pick(region.mobileCodes()), Long.toString(subscriber));
    }

    public Phone landline(Address address, long id) {
        String code = region.towns().stream()
                .filter(town -> town.name().equals(address.city()))
                .findFirst()
                .orElseThrow()
                .areaCode();
        return new Phone(region.callingCode(), code, Long.toString(2_000_000 + (id * 1_299_709L) % 5_999_993));
    }

    /** A namesake gets an address with a number. */
    public String email(Dice dice, Name name, long id) {
        String host = dice.pick(region.mailHosts()) + ".example";
        String plain = name.inAddresses('.');
        if (dice.chance(0.4) && plainEmailsTaken.add(plain)) {
            return plain + "@" + host;
        }
        return dice.chance(0.5) ? name.inAddresses('_') + id + "@" + host : plain + "." + id + "@" + host;
    }

    /** An account number of ten digits, unique per number. */
    public static long account(long id) {
        return 1_000_000_000L + (id * 7_368_787L) % 8_999_999_929L;
    }
}
