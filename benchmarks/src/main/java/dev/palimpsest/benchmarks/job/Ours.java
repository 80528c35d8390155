package dev.palimpsest.benchmarks.job;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.benchmarks.gym.Gym;
import dev.palimpsest.benchmarks.gym.Variant;
import dev.palimpsest.home.Home;
import dev.palimpsest.map.PrivacyMapReader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** Palimpsest as a user embeds it, on the gym's business day. */
final class Ours {
    private static final AtomicInteger HOMES = new AtomicInteger();

    private Ours() {}

    /** @param scratch where its home is made */
    static Palimpsest attach(DataSource database, Gym gym, Variant variant, Path scratch) {
        Clock noon = Clock.fixed(gym.today().atTime(12, 0).toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
        return Palimpsest.attach(
                        database,
                        PrivacyMapReader.read(variant + ".yaml", variant.map()),
                        Home.at(scratch.resolve("home-" + HOMES.incrementAndGet())))
                .with(noon);
    }
}
