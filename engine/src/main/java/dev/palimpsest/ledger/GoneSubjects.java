package dev.palimpsest.ledger;

import dev.palimpsest.database.Dialect;
import dev.palimpsest.database.OwnerSql;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.Sql;
import dev.palimpsest.database.TableName;
import dev.palimpsest.map.ReassignDeclaration;
import dev.palimpsest.map.SubjectDeclaration;
import dev.palimpsest.map.SubjectKey;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;

/**
 * Whose keys name nobody living, as the own tables know it: people a run has treated, and profiles that stand for people who
 * are gone. Each answer is a condition on an expression of a key.
 */
public final class GoneSubjects {
    private final OwnTables own;
    private final Session session;

    /** @param subject the table of the people */
    public GoneSubjects(TableName subject, Session session) {
        this(new OwnTables(subject), session);
    }

    public GoneSubjects(OwnTables own, Session session) {
        this.own = own;
        this.session = session;
    }

    /** Holds when a run has treated the subject with this key, and not somebody whose key it was before. */
    public Sql isTreated(String keyExpression) {
        return Sql.of(
                "exists (select 1 from " + own.receipt(session)
                        + " r where r.subject_table = ? and r.done_key = "
                        + session.dialect().asText(keyExpression) + ")",
                own.subjectTable());
    }

    /** Holds when the key is that of a profile made for somebody who is gone. */
    public Sql isStub(String keyExpression) {
        return Sql.of(
                "exists (select 1 from " + own.stub(session) + " b where b.subject_table = ? and b.subject_key = "
                        + session.dialect().asText(keyExpression) + ")",
                own.subjectTable());
    }

    /** Holds when the key names nobody: such a profile, or the one shared by all who are gone. */
    private Sql isNobody(String keyExpression, SubjectDeclaration declaration, LocalDate today) {
        return Sql.of("(")
                .add(isStub(keyExpression))
                .add(" or ")
                .add(isShared(keyExpression, declaration, today))
                .add(")");
    }

    private Sql isShared(String keyExpression, SubjectDeclaration declaration, LocalDate today) {
        if (!(declaration.reassign() instanceof ReassignDeclaration.Shared shared)) {
            return Sql.of("false");
        }
        Dialect dialect = session.dialect();
        return Sql.of(keyExpression + " in (select " + dialect.quote(own.subject(), declaration.key()) + " from "
                        + dialect.quote(own.subject()) + " where ")
                .add(OwnerSql.bind(shared.condition().sql(), today))
                .add(")");
    }

    /** Holds when nobody living has the key: a run has treated the subject, or the key names nobody. */
    public Sql isGone(String keyExpression, SubjectDeclaration declaration, LocalDate today) {
        return Sql.of("(")
                .add(isTreated(keyExpression))
                .add(" or ")
                .add(isNobody(keyExpression, declaration, today))
                .add(")");
    }

    /** The same as far as is known: of a key nobody was treated with where no run was ever begun. */
    public Function<String, Sql> goneAsFarAsKnown(SubjectDeclaration declaration, LocalDate today) throws SQLException {
        return own.exist(session) ? key -> isGone(key, declaration, today) : key -> isShared(key, declaration, today);
    }

    /** Writes down the keys of profiles that were made for people who are gone. Whose they are stands nowhere. */
    public void rememberStubs(List<SubjectKey> stubs) throws SQLException {
        if (!stubs.isEmpty()) {
            session.update(Sql.of(
                            "insert into " + own.stub(session) + " (subject_table, subject_key) select ?, s.c0 from ",
                            own.subjectTable())
                    .add(session.dialect()
                            .rows(List.of(stubs.stream().map(SubjectKey::value).toList()), List.of("text")))
                    .add(" s"));
        }
    }

    /** Tells of a key whether a run has treated the subject; of nobody where no run was ever begun. */
    public Function<String, Sql> treatedAsFarAsKnown() throws SQLException {
        return own.exist(session) ? this::isTreated : key -> Sql.of("false");
    }
}
