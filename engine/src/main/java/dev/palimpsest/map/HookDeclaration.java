package dev.palimpsest.map;

import dev.palimpsest.problem.Position;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who else must forget the people a run has treated: an entry of section {@code after-run}.
 *
 * @param name as operators know it
 */
public record HookDeclaration(String name, Target target, Position at) {

    /** How the other system is told. */
    public sealed interface Target {}

    /**
     * A program of this machine.
     *
     * @param words the program and its arguments; no shell reads them
     */
    public record Command(List<String> words) implements Target {
        public Command {
            words = List.copyOf(words);
        }
    }

    /**
     * An address that takes a POST.
     *
     * @param secret proves who asks; null where nobody wants to know
     */
    public record Webhook(URI address, @Nullable Secret secret) implements Target {}

    /**
     * A header whose value does not stand in the map.
     *
     * @param variable the environment variable that holds it
     */
    public record Secret(String header, String variable) {}
}
