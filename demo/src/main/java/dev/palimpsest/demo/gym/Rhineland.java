package dev.palimpsest.demo.gym;

import dev.palimpsest.demo.generator.Region;
import dev.palimpsest.demo.generator.Region.Town;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Around Cologne and Bonn, where the gym's members live. */
final class Rhineland {
    static final Region REGION = new Region(
            Locale.GERMANY,
            Set.of("Von", "Dauer", "Kraft", "Lange"),
            List.of(
                    "van den Berg",
                    "von der Heide",
                    "de Vries",
                    "van der Linden",
                    "von Ahlen",
                    "zur Mühlen",
                    "von dem Bruch"),
            List.of(
                    new Town("Köln", 50667, 50679, "221"),
                    new Town("Köln", 50733, 50739, "221"),
                    new Town("Köln", 50823, 50829, "221"),
                    new Town("Köln", 51061, 51069, "221"),
                    new Town("Bonn", 53111, 53129, "228"),
                    new Town("Bonn", 53173, 53179, "228"),
                    new Town("Leverkusen", 51371, 51381, "214"),
                    new Town("Bergisch Gladbach", 51427, 51429, "2202"),
                    new Town("Hürth", 50354, 50354, "2233"),
                    new Town("Siegburg", 53721, 53721, "2241")),
            "49",
            List.of("151", "152", "157", "159", "176"),
            8,
            List.of("posteo", "web", "gmx", "t-online", "mail", "freenet"));

    private Rhineland() {}
}
