package dev.palimpsest.hook;

import dev.palimpsest.ledger.Outbox;
import dev.palimpsest.map.HookDeclaration;
import dev.palimpsest.map.SubjectKey;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * An address that takes a POST with the keys and confirms all of them by a status of 200 to 299. Redirects are not
 * followed: the keys go where the map says, nowhere else.
 */
final class WebhookMessenger implements Messenger {
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final String hook;
    private final HookDeclaration.Webhook webhook;
    private final String subjectTable;
    private final Duration timeout;
    private final UnaryOperator<@Nullable String> environment;

    WebhookMessenger(
            String hook,
            HookDeclaration.Webhook webhook,
            String subjectTable,
            Duration timeout,
            UnaryOperator<@Nullable String> environment) {
        this.hook = hook;
        this.webhook = webhook;
        this.subjectTable = subjectTable;
        this.timeout = timeout;
        this.environment = environment;
    }

    @Override
    public Answer tell(Outbox.Batch batch) {
        byte[] body = body(batch);
        HttpRequest.Builder request = HttpRequest.newBuilder(webhook.address())
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .header("User-Agent", "Palimpsest")
                .header("Idempotency-Key", idempotencyKey(body))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        HookDeclaration.Secret secret = webhook.secret();
        if (secret != null) {
            String value = environment.apply(secret.variable());
            if (value == null || value.isBlank()) {
                return new Answer.Failed("no secret", false);
            }
            try {
                request.header(secret.header(), value.strip());
            } catch (IllegalArgumentException unfit) {
                return new Answer.Failed("unfit secret", false);
            }
        }
        return send(request.build());
    }

    private Answer send(HttpRequest request) {
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        try {
            CompletableFuture<HttpResponse<Void>> answer =
                    client.sendAsync(request, HttpResponse.BodyHandlers.discarding());
            int status = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS).statusCode();
            if (status >= 200 && status < 300) {
                return new Answer.Confirmed();
            }
            return new Answer.Failed(status >= 300 && status < 400 ? "redirect " + status : "status " + status, true);
        } catch (TimeoutException late) {
            return new Answer.Failed("timeout", false);
        } catch (ExecutionException broken) {
            return new Answer.Failed(
                    broken.getCause() instanceof HttpTimeoutException ? "timeout" : "unreachable", false);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Answer.Failed("interrupted", false);
        } finally {
            client.shutdownNow();
        }
    }

    private byte[] body(Outbox.Batch batch) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("run", batch.run());
        body.put("subjectTable", subjectTable);
        body.put("keys", batch.keys().stream().map(SubjectKey::value).toList());
        return JsonMapper.shared().writeValueAsBytes(body);
    }

    /** The same keys told again bear the same mark. */
    private String idempotencyKey(byte[] body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((hook + "\n").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(body));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
