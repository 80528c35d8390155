package dev.palimpsest.demo.studio;

import dev.palimpsest.demo.generator.Iban;
import dev.palimpsest.demo.generator.Region;
import dev.palimpsest.demo.generator.Region.Names;
import dev.palimpsest.demo.generator.Region.Town;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Lyon and its surroundings, where the studio's customers live. */
final class Lyon {
    static final Region REGION = new Region(
            Locale.FRANCE,
            Set.of("Le", "La", "Des"),
            List.of("Le Goff", "de La Tour", "du Plessis", "Le Gall", "de la Fontaine", "des Essarts"),
            List.of(
                    new Town("Lyon", 69001, 69009, "47"),
                    new Town("Lyon", 69001, 69009, "47"),
                    new Town("Villeurbanne", 69100, 69100, "47"),
                    new Town("Vénissieux", 69200, 69200, "47"),
                    new Town("Bron", 69500, 69500, "47"),
                    new Town("Oullins", 69600, 69600, "47"),
                    new Town("Écully", 69130, 69130, "47"),
                    new Town("Caluire-et-Cuire", 69300, 69300, "47")),
            "33",
            List.of("61", "62", "64", "66", "67"),
            7,
            List.of("laposte", "orange", "free", "sfr", "mail", "protonmail"),
            new Names(FrenchNames.WOMEN, FrenchNames.MEN, FrenchNames.LAST));

    private static final String BANK = "99981";
    private static final String BRANCH = "00690";

    private Lyon() {}

    /** With the right key of the domestic number, too. @param account up to eleven digits */
    static String iban(long account) {
        long remainder = (89 * Long.parseLong(BANK) + 15 * Long.parseLong(BRANCH) + 3 * account) % 97;
        return Iban.of("FR", String.format(Locale.ROOT, "%s%s%011d%02d", BANK, BRANCH, account, 97 - remainder));
    }
}
