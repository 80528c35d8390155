package dev.palimpsest.chunk;

import dev.palimpsest.database.Column;
import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.OwnerSql;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.TableName;
import dev.palimpsest.map.ReassignDeclaration;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.plan.StubProfile;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The profiles that receive what stays of people whose own rows go: one for all, or a new one for each. */
public final class Profiles {
    private static final int HEX_DIGITS = 20;

    private final Plan plan;
    private final LocalDate today;
    private final SecureRandom random = new SecureRandom();

    public Profiles(Plan plan, LocalDate today) {
        this.plan = plan;
        this.today = today;
    }

    /**
     * The shared profile; empty where the map names none.
     *
     * @throws PalimpsestException PROFILE_NOT_ONE when the map's condition does not hold for exactly one row
     */
    public Optional<SubjectKey> shared(Session session) throws SQLException {
        if (!(plan.subject().declaration().reassign() instanceof ReassignDeclaration.Shared shared)) {
            return Optional.empty();
        }
        Dialect dialect = session.dialect();
        TableName table = plan.subject().table().name();
        List<SubjectKey> found = session.list(
                Sql.of("select "
                                + dialect.asText(dialect.quote(
                                        table, plan.subject().key().name())) + " from " + dialect.quote(table)
                                + " where ")
                        .add(OwnerSql.bind(shared.condition().sql(), today)),
                row -> new SubjectKey(row.getString(1)));
        if (found.size() != 1) {
            throw new PalimpsestException(
                    ErrorCode.PROFILE_NOT_ONE,
                    shared.condition().at(),
                    "the condition of 'subject.reassign.shared' holds for " + found.size() + " rows of " + table
                            + ", but exactly one profile receives the rows of those who go. Make the profile in the"
                            + " application, or correct the condition.");
        }
        return Optional.of(found.getFirst());
    }

    /**
     * Locks the shared profile until the transaction ends, so that nobody else moves rows to it meanwhile. Has to come
     * before every other lock: whoever waits here holds nothing.
     */
    Optional<SubjectKey> lockShared(Session session) throws SQLException {
        Optional<SubjectKey> profile = shared(session);
        if (profile.isEmpty()) {
            return profile;
        }
        // by its key: to lock by the owner's condition could mean to wait for every row that is looked at
        Dialect dialect = session.dialect();
        String key = dialect.quote(
                plan.subject().table().name(), plan.subject().key().name());
        session.forEach(
                Sql.of(
                        "select 1 from " + dialect.quote(plan.subject().table().name()) + " where " + key + " = "
                                + dialect.cast("?", plan.subject().key().typeName()) + " for update",
                        profile.get().value()),
                row -> {});
        return shared(session);
    }

    /** Whether they are made anew, one for each, and not shared. */
    boolean areMade() {
        return plan.subject().declaration().reassign() instanceof ReassignDeclaration.Stub;
    }

    /**
     * Who receives the rows of each of these people. Profiles of their own are made here; in which order tells nothing
     * of whose they are.
     */
    Map<SubjectKey, SubjectKey> receivers(Session session, List<SubjectKey> people) throws SQLException {
        Map<SubjectKey, SubjectKey> receivers = new LinkedHashMap<>();
        if (plan.subject().declaration().reassign() instanceof ReassignDeclaration.Stub stub) {
            List<SubjectKey> stubs = insert(session, StubProfile.of(plan.subject(), stub), people.size());
            List<SubjectKey> shuffled = new ArrayList<>(people);
            Collections.shuffle(shuffled, random);
            for (int i = 0; i < shuffled.size(); i++) {
                receivers.put(shuffled.get(i), stubs.get(i));
            }
        } else {
            SubjectKey profile = shared(session).orElseThrow();
            people.forEach(key -> receivers.put(key, profile));
        }
        return receivers;
    }

    private List<SubjectKey> insert(Session session, StubProfile stub, int count) throws SQLException {
        if (count == 0) {
            return List.of();
        }
        Dialect dialect = session.dialect();
        Column key = plan.subject().key();
        List<SubjectKey> madeUp = new ArrayList<>();
        for (int i = 0; !stub.keyGiven() && i < count; i++) {
            madeUp.add(new SubjectKey(madeUp(key)));
        }
        List<String> names = new ArrayList<>();
        List<Sql> values = new ArrayList<>();
        stub.values().forEach((column, value) -> {
            names.add(dialect.quote(column.name()));
            values.add(StubProfile.value(column, value, dialect));
        });
        String into = "insert into " + dialect.quote(plan.subject().table().name());
        if (stub.keyGiven()) {
            Sql row = names.isEmpty()
                    ? dialect.insertOfDefaults(plan.subject().table().name())
                    : Sql.of(into + " (" + String.join(", ", names) + ") values (")
                            .join(", ", values)
                            .add(")");
            return asShown(session, session.insertRepeatedly(row, count, key.name()));
        }
        names.addFirst(dialect.quote(key.name()));
        values.addFirst(Sql.of("palimpsest_new.c0"));
        session.update(Sql.of(into + " (" + String.join(", ", names) + ") select ")
                .join(", ", values)
                .add(" from ")
                .add(dialect.rows(List.of(madeUp.stream().map(SubjectKey::value).toList()), List.of(key.typeName())))
                .add(" palimpsest_new"));
        return madeUp;
    }

    /** New keys as their column shows them: of zero-filled ones the driver tells the bare number. */
    private List<SubjectKey> asShown(Session session, List<String> told) throws SQLException {
        Dialect dialect = session.dialect();
        TableName table = plan.subject().table().name();
        Column column = plan.subject().key();
        String key = "s." + dialect.quote(column.name());
        Dialect.KeySet keys = dialect.keys(told.stream().map(SubjectKey::new).toList(), column.typeName());
        List<SubjectKey> shown = session.list(
                new Sql()
                        .add(keys.with())
                        .add("select " + dialect.asText(key) + " from " + dialect.quote(table) + " s join "
                                + keys.relation() + " k on " + key + " = k.palimpsest_key"),
                row -> new SubjectKey(row.getString(1)));
        if (shown.size() != told.size()) {
            throw new PalimpsestException(
                    ErrorCode.UNEXPECTED_ROW_COUNT,
                    told.size() + " new profiles were inserted into " + table + ", but " + shown.size()
                            + " are there with the keys that the database told. Look for a trigger that changes new"
                            + " rows.");
        }
        return shown;
    }

    private String madeUp(Column key) {
        if (key.family() == dev.palimpsest.database.ColumnFamily.UUID) {
            return UUID.randomUUID().toString();
        }
        Integer length = key.length();
        byte[] bytes = new byte[HEX_DIGITS / 2];
        random.nextBytes(bytes);
        String hex = HexFormat.of().formatHex(bytes);
        return length == null || length >= HEX_DIGITS ? hex : hex.substring(0, length);
    }
}
