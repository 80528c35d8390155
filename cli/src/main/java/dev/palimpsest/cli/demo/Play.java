package dev.palimpsest.cli.demo;

import dev.palimpsest.demo.Business;
import dev.palimpsest.demo.academy.Academy;
import dev.palimpsest.demo.gym.GymBusiness;
import dev.palimpsest.demo.studio.StudioBusiness;
import java.util.List;
import java.util.Optional;

/** A business and the story that is told about it. */
public record Play(Business business, Maker story) {
    /** Makes the story. */
    @FunctionalInterface
    interface Maker {
        Story on(Stage stage);
    }

    /** All that can be told; the first one is told when nobody names one. */
    public static final List<Play> ALL = List.of(
            new Play(new GymBusiness(), Story::new),
            new Play(new Academy(), AcademyStory::new),
            new Play(new StudioBusiness(), StudioStory::new));

    public static Optional<Play> named(String id) {
        return ALL.stream().filter(play -> play.business().id().equals(id)).findFirst();
    }

    /** The names of the businesses. */
    public static List<String> names() {
        return ALL.stream().map(play -> play.business().id()).toList();
    }
}
