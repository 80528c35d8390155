package dev.palimpsest.hook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A search index, a newsletter tool: takes what it is told and answers as the test wants. */
final class OtherSystem implements AutoCloseable {
    /** What was asked. */
    record Asked(String method, JsonNode body, String text, com.sun.net.httpserver.Headers headers) {}

    private final HttpServer server;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile Supplier<Integer> status = () -> 204;
    private volatile String location = "";

    OtherSystem() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(new Asked(
                exchange.getRequestMethod(), JsonMapper.shared().readTree(text), text, exchange.getRequestHeaders()));
        if (!location.isEmpty()) {
            exchange.getResponseHeaders().add("Location", location);
        }
        exchange.sendResponseHeaders(status.get(), -1);
        exchange.close();
    }

    OtherSystem answering(Supplier<Integer> with) {
        status = with;
        return this;
    }

    OtherSystem redirectingTo(String address) {
        location = address;
        return answering(() -> 307);
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/forget";
    }

    List<Asked> asked() {
        return asked;
    }

    List<String> keys() {
        return asked.stream()
                .flatMap(each -> each.body().path("keys").valueStream())
                .map(JsonNode::asString)
                .toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
