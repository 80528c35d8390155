package dev.palimpsest.hook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.ledger.Outbox;
import dev.palimpsest.map.HookDeclaration;
import dev.palimpsest.map.SubjectKey;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class WebhookSecretTest {
    private static final Outbox.Batch BATCH = new Outbox.Batch("20261122-1a2b3c", List.of(new SubjectKey("1")));

    @AutoClose
    private final OtherSystem newsletter = new OtherSystem();

    private Answer tell(Map<String, String> environment) {
        return new WebhookMessenger(
                        "newsletter",
                        new HookDeclaration.Webhook(
                                URI.create(newsletter.address()), new HookDeclaration.Secret("X-Token", "NEWS_TOKEN")),
                        "public.member",
                        Duration.ofSeconds(2),
                        environment::get)
                .tell(BATCH);
    }

    @Test
    void sends_the_secret_of_the_environment_in_its_header() {
        assertThat(tell(Map.of("NEWS_TOKEN", "s3cret\n"))).isEqualTo(new Answer.Confirmed());
        assertThat(newsletter.asked().getFirst().headers().getFirst("X-Token")).isEqualTo("s3cret");
    }

    @Test
    void asks_nobody_without_the_secret_or_with_one_that_no_header_can_hold() {
        assertThat(tell(Map.of())).isEqualTo(new Answer.Failed("no secret", false));
        assertThat(tell(Map.of("NEWS_TOKEN", "a\nb"))).isEqualTo(new Answer.Failed("unfit secret", false));
        assertThat(newsletter.asked()).isEmpty();
    }

    @Test
    void an_answer_that_does_not_come_ends_in_time() {
        newsletter.answering(() -> {
            try {
                Thread.sleep(10_000);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            return 200;
        });

        assertThat(tell(Map.of("NEWS_TOKEN", "s"))).isEqualTo(new Answer.Failed("timeout", false));
    }
}
