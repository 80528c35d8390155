package dev.palimpsest.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.TestDatabase.Product;
import dev.palimpsest.chunk.RunSettings;
import dev.palimpsest.map.SubjectKey;
import dev.palimpsest.preview.Preview;
import dev.palimpsest.preview.Selection;
import dev.palimpsest.run.RunEvent;
import dev.palimpsest.run.RunResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Rose Summer (1) comes to visits of others and signs them; the treatment takes away what says that she was there. */
@Tag("database")
@ParameterizedClass
@EnumSource
final class SignedByCoOwnersTest {
    private static final String SIGNED = """
            others:
              visit: [first, last]
            """;

    private static final String VISIT =
            "  visit: {via: member_id, keep: [first, last], co-owners: {guest_id: {guest_id:"
                    + " erase}}}\n  note: {body: {redact: anywhere}, keep: all}\n";

    private static final String MAP = Club.MAP + VISIT + SIGNED;

    /** Whoever owns the visit takes the guest's tie away, too. */
    private static final String WITH_THE_OWNER =
            Club.MAP + VISIT.replace("keep: [first, last]", "guest_id: erase, keep: [first, last]") + SIGNED;

    /** Whom the map knows only after the run as a guest. */
    private static final String BEFORE_MENDING =
            Club.MAP + VISIT.replace("guest_id: {guest_id: erase}", "guest_id: {guest_id: keep}") + SIGNED;

    @TempDir
    private Path directory;

    @AutoClose
    private Club club;

    private final Product product;

    SignedByCoOwnersTest(Product product) {
        this.product = product;
    }

    private void open(String map) {
        club = Club.open(
                product,
                directory,
                map,
                "insert into member values (3, 'Bert', 'Klein', 'bert@mail.example', null, '2001-01-01')",
                "create table visit (id bigint primary key, member_id bigint references member (id), guest_id bigint"
                        + " references member (id), first varchar(80), last varchar(80))",
                "create index visit_member on visit (member_id)",
                "create index visit_guest on visit (guest_id)",
                "create table note (id bigint primary key, body varchar(80))",
                "insert into visit values (1, 3, 1, 'Rose', 'Summer')",
                "insert into note values (1, 'Rose Summer called')");
    }

    /** Sees that the preview foresees as many strokes. */
    private Palimpsest run(String... keys) {
        Palimpsest palimpsest = club.palimpsest();
        Preview preview = palimpsest.preview(
                Selection.of(Stream.of(keys).map(SubjectKey::new).toList()), refused -> {});
        long foreseen = palimpsest.mentions(preview.keys(), 0).cells();
        RunResult result = palimpsest.run(preview, preview.digest(), "test", RunEvent.Listener.none());
        assertThat(result.swept().values().stream().mapToLong(Long::longValue).sum())
                .as("cells struck")
                .isEqualTo(foreseen);
        return palimpsest;
    }

    private List<String> guests() {
        return club.database().rows("select guest_id from visit order by id");
    }

    private List<String> notes() {
        return club.database().rows("select body from note order by id");
    }

    @Test
    void a_guest_who_signed_is_no_namesake_of_hers_once_nothing_says_that_she_was_there() {
        open(MAP);

        ProofReport report = run("1").proveWithoutEnding(Optional.empty());

        assertThat(guests()).containsExactly("null");
        assertThat(notes()).containsExactly("[…] called");
        assertThat(report.searched().byOthers()).isEmpty();
    }

    @Test
    void whoever_goes_on_later_knows_it_too_and_the_proof_does() {
        open(MAP);
        Palimpsest palimpsest = run("1");
        club.database().execute("insert into note values (2, 'Rose Summer rang')");

        assertThat(palimpsest.proveWithoutEnding(Optional.empty()).residuals())
                .extracting(Residual::table)
                .containsExactly(club.table("note"));
        club.resume();

        assertThat(notes()).containsExactly("[…] called", "[…] rang");
        assertThat(club.provedAgain().green()).isTrue();
    }

    @Test
    void a_run_that_was_stopped_between_two_people_knows_it_when_it_goes_on() {
        open(MAP);
        Palimpsest palimpsest = club.palimpsest().with(RunSettings.STANDARD.withChunkSize(1));
        Preview preview = palimpsest.preview(Selection.of(List.of(new SubjectKey("1"), new SubjectKey("2"))), no -> {});
        Throwable stopped = catchThrowable(() -> palimpsest.run(preview, preview.digest(), "test", event -> {
            if (club.database().tables().stream().anyMatch(table -> table.contains("palimpsest_receipt"))
                    && club.database().count("select count(*) from palimpsest_receipt") == 1) {
                throw new IllegalStateException("stopped here");
            }
        }));
        assertThat(stopped).isNotNull();
        assertThat(guests()).containsExactly("null");

        club.resume();

        assertThat(notes()).containsExactly("[…] called");
    }

    @Test
    void a_namesake_who_signed_another_visit_is_one() {
        open(MAP);
        club.database().execute("insert into visit values (2, 3, null, 'Rose', 'Summer')");

        run("1");

        assertThat(notes()).containsExactly("Rose Summer called");
    }

    @Test
    void it_is_known_too_when_the_tie_went_with_the_owner() {
        open(WITH_THE_OWNER);

        run("3", "1");

        assertThat(guests()).containsExactly("null");
        assertThat(notes()).containsExactly("[…] called");
    }

    @Test
    void it_is_known_too_when_a_mended_map_takes_the_tie() {
        open(BEFORE_MENDING);
        run("1");
        club.database().execute("insert into note values (2, 'Rose Summer rang')");

        club.palimpsest(MAP).resume(Optional.empty(), RunEvent.Listener.none());

        assertThat(guests()).containsExactly("null");
        assertThat(notes()).containsExactly("[…] called", "[…] rang");
    }
}
