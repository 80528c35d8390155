package dev.palimpsest.problem;

/**
 * Every error Palimpsest can report. The id never changes its meaning; {@code docs/reference/errors.md} gives cause and
 * solution of each.
 */
public enum ErrorCode {
    /** The file is not YAML. */
    MAP_NOT_YAML("PAL-MAP-001", Responsible.MAP),
    /** A key that the map does not know. */
    MAP_UNKNOWN_KEY("PAL-MAP-002", Responsible.MAP),
    /** A required key is missing. */
    MAP_MISSING_KEY("PAL-MAP-003", Responsible.MAP),
    /** A value has the wrong form. */
    MAP_BAD_VALUE("PAL-MAP-004", Responsible.MAP),
    /** The map was written for another version of the format. */
    MAP_VERSION("PAL-MAP-005", Responsible.MAP),
    /** The same key stands twice. */
    MAP_DUPLICATE_KEY("PAL-MAP-006", Responsible.MAP),
    /** The file cannot be read. */
    MAP_UNREADABLE("PAL-MAP-007", Responsible.USER),
    /** A predicate uses what a predicate may not. */
    MAP_BAD_PREDICATE("PAL-MAP-008", Responsible.MAP),
    /** A table that the database does not have. */
    MAP_UNKNOWN_TABLE("PAL-MAP-010", Responsible.MAP),
    /** A column that the table does not have. */
    MAP_UNKNOWN_COLUMN("PAL-MAP-011", Responsible.MAP),
    /** A linked table that the map does not name. */
    MAP_UNDECIDED_TABLE("PAL-MAP-012", Responsible.MAP),
    /** A column of a linked table that the map does not decide. */
    MAP_UNDECIDED_COLUMN("PAL-MAP-013", Responsible.MAP),
    /** A treatment that the column's type or constraints cannot bear. */
    MAP_UNBEARABLE_TREATMENT("PAL-MAP-014", Responsible.MAP),
    /** There are several ways from a table to the subject. */
    MAP_AMBIGUOUS_LINK("PAL-MAP-015", Responsible.MAP),
    /** There is no way from a table to the subject. */
    MAP_NO_LINK("PAL-MAP-016", Responsible.MAP),
    /** A treatment method that does not exist. */
    MAP_UNKNOWN_TREATMENT("PAL-MAP-017", Responsible.MAP),
    /** A deletion that would reach rows that are to be kept. */
    MAP_DELETE_REACHES_KEPT("PAL-MAP-018", Responsible.MAP),
    /** A treated table cannot be treated safely: no primary key, a view, a foreign table. */
    MAP_UNSAFE_TABLE("PAL-MAP-019", Responsible.MAP),
    /** An identifier of the subject would stay readable. */
    MAP_IDENTIFIER_KEPT("PAL-MAP-020", Responsible.MAP),
    /** No retention rule for this class and jurisdiction. */
    MAP_UNKNOWN_RETENTION("PAL-MAP-021", Responsible.MAP),
    /** The database refuses a predicate of the map. */
    MAP_PREDICATE_REFUSED("PAL-MAP-022", Responsible.MAP),
    /** A placeholder of a message that the blocker does not show. */
    MAP_UNKNOWN_PLACEHOLDER("PAL-MAP-023", Responsible.MAP),
    /** The profile that is to receive rows is not exactly one. */
    PROFILE_NOT_ONE("PAL-MAP-024", Responsible.MAP),

    /** An argument is missing, unknown or out of range. */
    BAD_ARGUMENT("PAL-ARG-001", Responsible.USER),
    /** The preview file cannot be read or is not a preview. */
    PREVIEW_UNREADABLE("PAL-RUN-001", Responsible.USER),
    /** The digest given does not belong to the preview. */
    PREVIEW_NOT_CONFIRMED("PAL-RUN-002", Responsible.USER),
    /** The preview is older than its expiry. */
    PREVIEW_EXPIRED("PAL-RUN-003", Responsible.USER),
    /** The preview was executed already. */
    PREVIEW_SPENT("PAL-RUN-004", Responsible.USER),
    /** The map is not the one of the preview. */
    PREVIEW_OTHER_MAP("PAL-RUN-005", Responsible.USER),
    /** A mapped or linked table was changed since the preview. */
    PREVIEW_OTHER_SCHEMA("PAL-RUN-006", Responsible.USER),
    /** There is no such run. */
    RUN_UNKNOWN("PAL-RUN-007", Responsible.USER),
    /** Another process executes this run. */
    RUN_BUSY("PAL-RUN-008", Responsible.USER),
    /** The run departed too far from its preview and was stopped by the brake. */
    RUN_BRAKED("PAL-RUN-009", Responsible.USER),
    /** Nobody is left to treat. */
    NOTHING_SELECTED("PAL-RUN-010", Responsible.USER),
    /** The keys made for a run are gone, so that its traces cannot be read. */
    RUN_KEY_LOST("PAL-RUN-011", Responsible.USER),
    /** A statement changed another number of rows than it must. */
    UNEXPECTED_ROW_COUNT("PAL-RUN-012", Responsible.DATABASE),
    /** A statistic of the kept rows changed. */
    STATISTIC_CHANGED("PAL-RUN-013", Responsible.DATABASE),
    /** Data stand against a mended map. */
    MENDED_MAP_REFUSED("PAL-RUN-014", Responsible.DATABASE),
    /** The preview was made of another database. */
    PREVIEW_OTHER_DATABASE("PAL-RUN-015", Responsible.USER),
    /** The own tables were written in another database, or the home knows a newer state of it. */
    DATABASE_NOT_ADOPTED("PAL-RUN-016", Responsible.USER),
    /** People remain of an interrupted run, and something else would become of them than was confirmed. */
    RUN_CHANGED("PAL-RUN-017", Responsible.USER),

    /** An export would replace a file. */
    EXPORT_EXISTS("PAL-EXP-001", Responsible.USER),
    /** There is nobody with the key whose data are to be exported. */
    EXPORT_UNKNOWN_SUBJECT("PAL-EXP-002", Responsible.USER),
    /** Others may read the directory of an export. */
    EXPORT_NOT_PRIVATE("PAL-EXP-003", Responsible.USER),
    /** The number of people confirmed is not that of the people who would change. */
    ACT_NOT_CONFIRMED("PAL-ACT-001", Responsible.USER),
    /** The map does not say how the application is told. */
    ACT_NOT_DECLARED("PAL-ACT-002", Responsible.USER),

    /** Two profiles cannot be joined. */
    MERGE_REFUSED("PAL-MRG-001", Responsible.USER),
    /** A unique key allows only one of two rows, and the map does not say which. */
    MERGE_COLLISION("PAL-MRG-002", Responsible.MAP),

    /** A hold on somebody who was anonymised already. */
    HOLD_TOO_LATE("PAL-HOLD-001", Responsible.USER),
    /** Somebody else is working on a record that is to be held. */
    HOLD_BUSY("PAL-HOLD-002", Responsible.USER),
    /** There is no hold to lift. */
    HOLD_UNKNOWN("PAL-HOLD-003", Responsible.USER),
    /** There is nobody with the key that is to be held. */
    HOLD_UNKNOWN_SUBJECT("PAL-HOLD-004", Responsible.USER),
    /** A decision about what a proof has found cannot be taken. */
    DECISION_REFUSED("PAL-DEC-001", Responsible.USER),
    /** There is no decision about this place. */
    DECISION_UNKNOWN("PAL-DEC-002", Responsible.USER),
    /** There is a saved selection of this name already. */
    SELECTION_EXISTS("PAL-SEL-001", Responsible.USER),
    /** There is no saved selection of this name. */
    SELECTION_UNKNOWN("PAL-SEL-002", Responsible.USER),

    /** The database cannot be reached. */
    DATABASE_UNREACHABLE("PAL-DB-001", Responsible.DATABASE),
    /** The database refuses user or password. */
    DATABASE_LOGIN_REFUSED("PAL-DB-002", Responsible.DATABASE),
    /** Rights are missing. */
    DATABASE_RIGHTS_MISSING("PAL-DB-003", Responsible.DATABASE),
    /** A database or version that Palimpsest does not know. */
    DATABASE_UNSUPPORTED("PAL-DB-004", Responsible.DATABASE),
    /** The connection broke. */
    DATABASE_LOST("PAL-DB-005", Responsible.DATABASE),
    /** The database refused a statement for a reason of the data: a constraint, a trigger, a value out of range. */
    DATABASE_REFUSED_DATA("PAL-DB-006", Responsible.DATABASE),
    /** The database failed: disk full, out of memory, shut down. */
    DATABASE_FAILED("PAL-DB-007", Responsible.DATABASE),
    /** Palimpsest's own tables are those of an earlier programme, and the user may not alter them. */
    OWN_TABLES_OLD("PAL-DB-008", Responsible.DATABASE),
    /** Palimpsest's own tables are those of a later programme. */
    OWN_TABLES_NEWER("PAL-DB-009", Responsible.USER),
    /** With Palimpsest's own tables something would be lost that somebody still needs. */
    UNINSTALL_LOSES("PAL-OWN-001", Responsible.USER),
    /** A verb was ended from outside, between two chunks or pages. */
    CANCELLED("PAL-WORK-001", Responsible.USER),
    /** A verb needs more connections at the same time than it can get. */
    CONNECTIONS_MISSING("PAL-WORK-002", Responsible.DATABASE),
    /** Palimpsest's own files cannot be read or written. */
    HOME_UNUSABLE("PAL-ENV-001", Responsible.DATABASE),
    /** Others may use the directory with the keys of runs. */
    HOME_NOT_PRIVATE("PAL-ENV-002", Responsible.USER),
    /** A link stands where a file is to be read or written. */
    FILE_NOT_PRIVATE("PAL-ENV-003", Responsible.USER),
    /** A file would be replaced that is something else. */
    FILE_EXISTS("PAL-ENV-004", Responsible.USER),

    /** A mistake of Palimpsest. */
    BUG("PAL-BUG-001", Responsible.BUG);

    private final String id;
    private final Responsible responsible;

    ErrorCode(String id, Responsible responsible) {
        this.id = id;
        this.responsible = responsible;
    }

    public String id() {
        return id;
    }

    public Responsible responsible() {
        return responsible;
    }
}
