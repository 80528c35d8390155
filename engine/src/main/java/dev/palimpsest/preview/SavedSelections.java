package dev.palimpsest.preview;

import dev.palimpsest.Palimpsest;
import dev.palimpsest.database.Session;
import dev.palimpsest.ledger.OwnTables;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.problem.Suggestion;
import dev.palimpsest.work.Attachment;
import dev.palimpsest.work.Need;
import java.util.List;
import java.util.Optional;

/**
 * Selections under names, kept in the business database. A filter is looked up anew every time; only a preview freezes it.
 * See {@link Palimpsest#selections()}.
 */
public final class SavedSelections {
    private static final int NAME_AT_MOST = 100;

    private final Attachment at;

    public SavedSelections(Attachment at) {
        this.at = at;
    }

    /**
     * Saves a selection.
     *
     * @param replace whether one of the same name goes
     * @throws PalimpsestException {@code PAL-SEL-001} when there is one of this name and it is not to be replaced,
     *     {@code PAL-ARG-001} for an activity that the map does not know or a name that is empty or too long
     */
    public void save(String name, Selection selection, boolean replace, String by) {
        if (name.isBlank() || name.length() > NAME_AT_MOST) {
            throw new PalimpsestException(
                    ErrorCode.BAD_ARGUMENT, "the name of a selection has 1 to " + NAME_AT_MOST + " characters.");
        }
        at.moment(selection.inactivity());
        at.working("saving the selection", Need.LOOKS, ready -> {
            Session session = ready.session();
            OwnTables own = ready.ownToWrite();
            Selections selections = new Selections(own, session);
            if (!replace && selections.find(name).isPresent()) {
                throw new PalimpsestException(
                        ErrorCode.SELECTION_EXISTS,
                        "there is a selection of this name already. Take another name, or replace it.");
            }
            selections.save(name, selection, by, at.now());
            session.connection().commit();
            return name;
        });
    }

    /** Every selection by name; of those by keys, how many these are, but not the keys. */
    public List<SavedSelection> all() {
        return at.reading("the selections", Need.LOOKS, ready -> {
            Session session = ready.session();
            OwnTables own = ready.own();
            return own.selectionsExist(session) ? new Selections(own, session).all() : List.of();
        });
    }

    /**
     * A selection with all its keys.
     *
     * @throws PalimpsestException {@code PAL-SEL-002} when there is none of this name
     */
    public SavedSelection find(String name) {
        return at.reading("the selection", Need.LOOKS, ready -> {
            Session session = ready.session();
            OwnTables own = ready.own();
            if (!own.selectionsExist(session)) {
                throw unknown(name, List.of());
            }
            Selections selections = new Selections(own, session);
            Optional<SavedSelection> found = selections.find(name);
            if (found.isEmpty()) {
                throw unknown(name, names(selections.all()));
            }
            if (found.get().byKeys() && found.get().selection().keys().isEmpty()) {
                throw new PalimpsestException(
                        ErrorCode.SELECTION_UNKNOWN,
                        "the keys of this selection are gone, so it names nobody. Save it again.");
            }
            return found.get();
        });
    }

    /**
     * Deletes a selection. The people in it are not touched.
     *
     * @throws PalimpsestException {@code PAL-SEL-002} when there is none of this name
     */
    public void delete(String name) {
        at.working("deleting the selection", Need.LOOKS, ready -> {
            Session session = ready.session();
            OwnTables own = ready.own();
            if (!own.selectionsExist(session)) {
                throw unknown(name, List.of());
            }
            ready.ownToWrite();
            Selections selections = new Selections(own, session);
            if (!selections.delete(name)) {
                throw unknown(name, names(selections.all()));
            }
            session.connection().commit();
            return name;
        });
    }

    private static List<String> names(List<SavedSelection> selections) {
        return selections.stream().map(SavedSelection::name).toList();
    }

    private static PalimpsestException unknown(String name, List<String> known) {
        return new PalimpsestException(
                ErrorCode.SELECTION_UNKNOWN,
                "there is no selection '" + name + "'"
                        + (known.isEmpty() ? "; none was saved." : "." + Suggestion.didYouMean(name, known)));
    }
}
