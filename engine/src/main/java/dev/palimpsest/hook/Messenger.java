package dev.palimpsest.hook;

import dev.palimpsest.ledger.Outbox;
import dev.palimpsest.map.HookDeclaration;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Tells one system of one batch. */
@FunctionalInterface
interface Messenger {
    Answer tell(Outbox.Batch batch);

    static Messenger of(
            HookDeclaration hook, String subjectTable, Duration timeout, UnaryOperator<@Nullable String> environment) {
        return switch (hook.target()) {
            case HookDeclaration.Command command -> new CommandMessenger(command, subjectTable, timeout);
            case HookDeclaration.Webhook webhook ->
                new WebhookMessenger(hook.name(), webhook, subjectTable, timeout, environment);
        };
    }
}
