package dev.palimpsest.hook;

import dev.palimpsest.database.Session;
import dev.palimpsest.ledger.Outbox;
import dev.palimpsest.ledger.OwnTables;
import dev.palimpsest.map.HookDeclaration;
import dev.palimpsest.watch.Phase;
import dev.palimpsest.watch.Watch;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Tells other systems of everybody who waits in the outbox, of this run and of earlier ones, until they confirm or the
 * attempts are used up. Who is not confirmed waits for the next call. At least once: a system that confirmed is told again
 * when the process dies before that is written down.
 */
public final class Delivery {
    private static final Duration POLL = Duration.ofMillis(100);

    private final List<HookDeclaration> hooks;
    private final OwnTables tables;
    private final DeliverySettings settings;
    private final Clock clock;
    private final UnaryOperator<@Nullable String> environment;
    private final Watch watch;

    /** @param environment gives the value of an environment variable, or null */
    public Delivery(
            List<HookDeclaration> hooks,
            OwnTables tables,
            DeliverySettings settings,
            Clock clock,
            UnaryOperator<@Nullable String> environment,
            Watch watch) {
        this.watch = watch;
        this.hooks = List.copyOf(hooks);
        this.tables = tables;
        this.settings = settings;
        this.clock = clock;
        this.environment = environment;
    }

    /**
     * Tells every hook of the map. Gives up without an error when another process goes on telling: it tells them all.
     *
     * @param session without a transaction under way; commits after each batch
     * @param listener is given the name of each hook that is told
     * @throws dev.palimpsest.problem.PalimpsestException CANCELLED between two batches; what was told until then is written
     *     down
     */
    public void deliver(Session session, Consumer<String> listener) throws SQLException {
        if (hooks.isEmpty() || !lock(session)) {
            return;
        }
        try {
            for (HookDeclaration hook : hooks) {
                watch.at(Phase.TELL, hooks.indexOf(hook), hooks.size());
                tell(session, hook, listener);
            }
        } finally {
            unlock(session);
        }
    }

    private void tell(Session session, HookDeclaration hook, Consumer<String> listener) throws SQLException {
        Messenger messenger = Messenger.of(hook, tables.subjectTable(), settings.timeout(), environment);
        Duration pause = settings.pause();
        for (int attempt = 1; attempt <= settings.attempts() && !round(session, hook, messenger, listener); attempt++) {
            if (attempt < settings.attempts()) {
                LockSupport.parkNanos(pause.toNanos());
                pause = pause.multipliedBy(2);
                watch.look();
            }
        }
    }

    /**
     * Once through those who wait for a hook.
     *
     * @return whether nobody waits any more
     */
    private boolean round(Session session, HookDeclaration hook, Messenger messenger, Consumer<String> listener)
            throws SQLException {
        Outbox outbox = new Outbox(tables, session);
        boolean all = true;
        List<Outbox.Batch> next = outbox.waiting(hook.name(), "", "", settings.batch());
        session.connection().commit();
        while (!next.isEmpty()) {
            watch.look();
            listener.accept(hook.name());
            Outbox.Batch batch = next.getFirst();
            // no transaction is open while the other system takes its time
            Answer answer = messenger.tell(batch);
            switch (answer) {
                case Answer.Confirmed confirmed -> outbox.confirmed(hook.name(), batch, clock.instant());
                case Answer.Failed failed -> outbox.failed(hook.name(), batch, failed.error());
            }
            session.connection().commit();
            if (answer instanceof Answer.Failed failed) {
                all = false;
                if (!failed.reached()) {
                    return false;
                }
            }
            next = outbox.waiting(
                    hook.name(), batch.run(), batch.keys().getLast().value(), settings.batch());
            session.connection().commit();
        }
        return all;
    }

    private String lockName() {
        return "outbox of " + tables.subjectTable();
    }

    private boolean lock(Session session) throws SQLException {
        long end = System.nanoTime() + settings.patience().toNanos();
        while (true) {
            boolean taken = Boolean.TRUE.equals(
                    session.first(session.dialect().trySessionLock(lockName()), row -> row.getBoolean(1)));
            session.connection().commit();
            if (taken || System.nanoTime() > end) {
                return taken;
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    /** The connection may belong to a pool: it goes back without our lock, also after a failure. */
    private void unlock(Session session) {
        try {
            session.connection().rollback();
            session.execute(session.dialect().releaseSessionLock(lockName()));
            session.connection().commit();
        } catch (SQLException broken) {
            // a broken connection holds nothing any more
        }
    }
}
