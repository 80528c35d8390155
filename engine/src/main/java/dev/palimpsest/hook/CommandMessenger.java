package dev.palimpsest.hook;

import dev.palimpsest.ledger.Outbox;
import dev.palimpsest.map.HookDeclaration;
import dev.palimpsest.map.SubjectKey;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/** A program that reads a JSON line per key from its standard input and confirms all of them by ending with 0. */
final class CommandMessenger implements Messenger {
    private final HookDeclaration.Command command;
    private final String subjectTable;
    private final Duration timeout;

    CommandMessenger(HookDeclaration.Command command, String subjectTable, Duration timeout) {
        this.command = command;
        this.subjectTable = subjectTable;
        this.timeout = timeout;
    }

    @Override
    public Answer tell(Outbox.Batch batch) {
        Process process;
        try {
            process = builder().start();
        } catch (IOException missing) {
            return new Answer.Failed("not started", false);
        }
        Thread writer = Thread.ofVirtual().start(() -> write(process, batch));
        try {
            if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                return new Answer.Failed("timeout", false);
            }
            int exit = process.exitValue();
            return exit == 0 ? new Answer.Confirmed() : new Answer.Failed("exit " + exit, true);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Answer.Failed("interrupted", false);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            writer.interrupt();
        }
    }

    /** What the program says is read by nobody; our own secrets are not handed on. */
    private ProcessBuilder builder() {
        ProcessBuilder builder = new ProcessBuilder(command.words())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().removeIf(name -> name.startsWith("PALIMPSEST_"));
        return builder;
    }

    private void write(Process process, Outbox.Batch batch) {
        try (OutputStream in = process.getOutputStream()) {
            for (SubjectKey key : batch.keys()) {
                Map<String, String> line = new LinkedHashMap<>();
                line.put("run", batch.run());
                line.put("table", subjectTable);
                line.put("key", key.value());
                in.write((JsonMapper.shared().writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException closed) {
            // a program need not read to its end: how it ends is what counts
        }
    }
}
