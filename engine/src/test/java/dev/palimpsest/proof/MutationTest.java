package dev.palimpsest.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.chunk.RunSettings;
import dev.palimpsest.database.Column;
import dev.palimpsest.database.Dialects;
import dev.palimpsest.database.SchemaReader;
import dev.palimpsest.database.Session;
import dev.palimpsest.database.SessionSource;
import dev.palimpsest.home.Home;
import dev.palimpsest.identity.FingerprintKey;
import dev.palimpsest.identity.Fingerprinter;
import dev.palimpsest.identity.Normalisation;
import dev.palimpsest.ledger.OwnSchema;
import dev.palimpsest.ledger.OwnTables;
import dev.palimpsest.ledger.RunId;
import dev.palimpsest.ledger.RunRecord;
import dev.palimpsest.ledger.Runs;
import dev.palimpsest.map.PrivacyMap;
import dev.palimpsest.map.PrivacyMapReader;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.map.TableDeclaration;
import dev.palimpsest.plan.Plan;
import dev.palimpsest.plan.PlanCompiler;
import dev.palimpsest.plan.TablePlan;
import dev.palimpsest.run.RunEvent;
import dev.palimpsest.run.Runner;
import dev.palimpsest.trace.Traces;
import dev.palimpsest.treatment.Keep;
import dev.palimpsest.treatment.Redact;
import dev.palimpsest.treatment.Treatment;
import dev.palimpsest.watch.Watch;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The proof itself is tested: whatever is switched off in the run, it turns red. */
@Tag("database")
final class MutationTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final Instant NOW = Instant.parse("2026-11-22T11:00:00Z");
    private static final PrivacyMap MAP = PrivacyMapReader.read("salon.yaml", Salon.wholeMap());
    /** Something for every column, so that no mutant is without effect. */
    private static final String RICH = """
            update wish set remark = 'wie Anna Maria Schmidt', extra = '{"who": "as84@mail.example"}' where id = 1;
            insert into wish values (2, 2, 'Freundin: Schmidt, Anna Maria', '{"tel": "0049 151 23456789"}');
            update invoice set issued_on = '2012-05-01' where id = 2;
            """;

    /** {@code table.column}, or {@code table} for one whose rows go. */
    static Stream<String> treatments() {
        try (Salon salon = Salon.open()) {
            return mutants(plan(salon)).stream();
        }
    }

    private static List<String> mutants(Plan plan) {
        List<String> mutants = new ArrayList<>();
        for (TablePlan table : plan.tables()) {
            if (table.deletes()) {
                mutants.add(table.name().name());
            }
            table.treatments().forEach((column, treatment) -> {
                if (!(treatment instanceof Keep)) {
                    mutants.add(table.name().name() + "." + column.name());
                }
            });
        }
        return mutants;
    }

    @Test
    void nothing_switched_off_is_green() throws SQLException {
        try (Salon salon = Salon.open(RICH)) {
            Plan plan = plan(salon);
            assertThat(runAndProve(salon, plan, plan, EnumSet.allOf(Normalisation.class))
                            .findings())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("treatments")
    void a_treatment_switched_off_turns_the_proof_red(String mutant) throws SQLException {
        try (Salon salon = Salon.open(RICH)) {
            Plan plan = plan(salon);

            ProofReport proof = runAndProve(salon, without(plan, mutant), plan, EnumSet.allOf(Normalisation.class));

            assertThat(proof.green()).isFalse();
            assertThat(proof.findings()).anyMatch(finding -> finding.contains(mutant.split("\\.")[0]));
        }
    }

    @ParameterizedTest
    @MethodSource("sweeps")
    void a_sweep_switched_off_turns_the_proof_red(String mutant) throws SQLException {
        try (Salon salon = Salon.open(RICH)) {
            Plan plan = plan(salon);

            ProofReport proof = runAndProve(salon, ownOnly(plan, mutant), plan, EnumSet.allOf(Normalisation.class));

            assertThat(proof.green()).isFalse();
        }
    }

    static Stream<String> sweeps() {
        return Stream.of("wish.remark", "wish.extra");
    }

    /** A leftover that is only seen through one normalisation: without it the scanner is blind, with it the proof is red. */
    @ParameterizedTest
    @EnumSource(Normalisation.class)
    void a_leftover_behind_each_normalisation_turns_the_proof_red_and_only_that_one_sees_it(Normalisation normalisation)
            throws SQLException {
        String written = WRITTEN.get(normalisation);
        assertThat(written).as("an example for %s", normalisation).isNotNull();
        Set<Normalisation> without = EnumSet.complementOf(EnumSet.of(normalisation));

        assertThat(leftoverFound(written, EnumSet.allOf(Normalisation.class)))
                .as("seen with all")
                .isTrue();
        assertThat(leftoverFound(written, without))
                .as("seen without %s", normalisation)
                .isFalse();
    }

    private static final Map<Normalisation, String> WRITTEN = Map.ofEntries(
            Map.entry(Normalisation.CASE, "ANNA MARIA SCHMIDT"),
            Map.entry(Normalisation.DIACRITICS, "Lindenstraße 12a, Koeln"),
            Map.entry(Normalisation.NAME_ORDER, "Schmidt, Anna Maria"),
            Map.entry(Normalisation.NAME_WORDS, "Anna Maria Schmidt"),
            Map.entry(Normalisation.PHONE_NATIONAL, "15123456789"),
            Map.entry(Normalisation.PHONE_SEPARATORS, "0151/23 45-67 89"),
            Map.entry(Normalisation.IBAN_GROUPS, "DE89 3704 0044 0532 0130 00"),
            Map.entry(Normalisation.EMAIL_EMBEDDED, "mailto:as84@mail.example?subject=x"),
            Map.entry(Normalisation.NUMBER_SEPARATORS, "K 100 201"),
            Map.entry(Normalisation.ADDRESS_ABBREVIATION, "Lindenstr. 12 a, 50667 Köln"),
            Map.entry(Normalisation.JSON, "{\"first\": \"Anna Maria\", \"last\": \"Schmidt\"}"),
            Map.entry(Normalisation.MARKUP, "<td>as84&#64;mail.example</td>"),
            Map.entry(Normalisation.MAIL, "=?UTF-8?Q?as84=40mail.example?="),
            Map.entry(Normalisation.PERCENT, "u=as84%40mail.example"),
            Map.entry(
                    Normalisation.SERIALISED, "a:2:{s:5:\"first\";s:10:\"Anna Maria\";s:4:\"last\";s:7:\"Schmidt\";}"));

    private static boolean leftoverFound(String written, Set<Normalisation> normalisations) throws SQLException {
        try (Salon salon = Salon.open(RICH, "update colour_stock set remark = '" + written + "'")) {
            Plan plan = plan(salon);
            return runAndProve(salon, plan, plan, normalisations).residuals().stream()
                    .anyMatch(residual -> residual.table().equals("public.colour_stock"));
        }
    }

    private static Plan plan(Salon salon) {
        try (var connection = salon.database().dataSource().getConnection()) {
            return PlanCompiler.compile(MAP, SchemaReader.read(connection), TODAY);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static ProofReport runAndProve(Salon salon, Plan mutant, Plan plan, Set<Normalisation> normalisations)
            throws SQLException {
        SessionSource sessions = () -> {
            var connection = salon.database().dataSource().getConnection();
            return new Session(connection, Dialects.of(connection));
        };
        RunRecord run = new RunRecord(
                new RunId("m"),
                null,
                "salon",
                MAP.digest(),
                plan.digest(),
                "p",
                TODAY,
                TODAY.minusYears(2),
                List.of(),
                1,
                100,
                false,
                RunRecord.Status.RUNNING,
                "test",
                null,
                NOW);
        OwnTables tables = new OwnTables(plan.subject().table().name());
        try (Session session = sessions.open()) {
            session.connection().setAutoCommit(false);
            new OwnSchema(tables, session).create(Instant.EPOCH);
            new Runs(tables, session).begin(run, "id", List.of(new SubjectKey("1")));
            session.connection().commit();
        }
        Traces traces = new Traces(plan, run, new Fingerprinter(FingerprintKey.of(new byte[16]), "DE", normalisations));
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        try (Session session = sessions.open()) {
            session.connection().setAutoCommit(false);
            new Runner(mutant, run, RunSettings.STANDARD, traces, clock, RunEvent.Listener.none(), Watch.silent())
                    .execute(session, sessions);
        }
        try (Session session = sessions.open();
                HitFiles hits = new HitFiles(Home.at(salon.directory().resolve("home")), "mutant")) {
            RunRecord finished = new Runs(tables, session).find(run.id()).orElseThrow();
            return new Prover(plan, finished, traces).prove(sessions, hits, NOW, null, Watch.silent());
        }
    }

    private static Plan without(Plan plan, String mutant) {
        String[] parts = mutant.split("\\.");
        return changed(plan, parts[0], table -> {
            Map<Column, Treatment> treatments = new LinkedHashMap<>(table.treatments());
            if (parts.length > 1) {
                treatments.put(table.table().column(parts[1]).orElseThrow(), new Keep());
            } else {
                table.table().columns().forEach(column -> treatments.put(column, new Keep()));
            }
            return new TablePlan(table.table(), table.way(), TableDeclaration.Rows.STAY, treatments, table.retained());
        });
    }

    private static Plan ownOnly(Plan plan, String mutant) {
        String[] parts = mutant.split("\\.");
        return changed(plan, parts[0], table -> {
            Map<Column, Treatment> treatments = new LinkedHashMap<>(table.treatments());
            treatments.put(table.table().column(parts[1]).orElseThrow(), new Redact(false, "[…]"));
            return new TablePlan(table.table(), table.way(), table.rows(), treatments, table.retained());
        });
    }

    private static Plan changed(Plan plan, String name, java.util.function.UnaryOperator<TablePlan> change) {
        List<TablePlan> tables = plan.tables().stream()
                .map(table -> table.name().name().equals(name) ? change.apply(table) : table)
                .toList();
        return new Plan(
                plan.map(),
                plan.schema(),
                plan.subject(),
                tables,
                plan.activity(),
                plan.blockers(),
                plan.identifiers(),
                plan.others(),
                plan.warnings(),
                plan.schemaDigest());
    }
}
