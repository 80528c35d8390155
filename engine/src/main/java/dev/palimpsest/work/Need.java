package dev.palimpsest.work;

import java.util.Set;

/** What a verb needs of map and database before it begins. A verb says one of these; {@link Ready} asks. */
public enum Need {
    /** The map fits the schema: for what tells of all the rest. */
    CHECKS(),
    /** For what is looked up by keys or in Palimpsest's own tables, which are those of this programme. */
    LOOKS(Question.OWN_TABLES),
    /** For what judges people or reads their rows. What row-level security may hide is said in the result. */
    READS(Question.OWN_TABLES, Question.CONDITIONS),
    /** For what says what a run would do. */
    PLANS(Question.OWN_TABLES, Question.COVERED, Question.CONDITIONS),
    /** For what a human sees and then confirms: nothing may be hidden. */
    READS_EVERYTHING(Question.OWN_TABLES, Question.COVERED, Question.CONDITIONS, Question.SIGHT),
    /** For what only protects people: a mistake in a value of the map does not stand in its way. */
    PROTECTS(Question.OWN_TABLES, Question.CONDITIONS, Question.RIGHTS),
    /** For what tells the application of people and treats nobody. */
    WRITES(Question.OWN_TABLES, Question.CONDITIONS, Question.VALUES, Question.RIGHTS),
    /** For what treats people. */
    TREATS(Question.OWN_TABLES, Question.COVERED, Question.CONDITIONS, Question.VALUES, Question.RIGHTS),
    /** For what moves rows, also such as a run leaves alone, and removes some. */
    MERGES(
            Question.OWN_TABLES,
            Question.COVERED,
            Question.CONDITIONS,
            Question.VALUES,
            Question.RIGHTS,
            Question.RIGHTS_TO_MOVE);

    /** Something that {@link Ready} can ask. */
    enum Question {
        /** Are Palimpsest's own tables those of this programme, where there are any? If not, they are brought up first. */
        OWN_TABLES,
        /** Is every column decided that came after {@code keep: all} was first used? */
        COVERED,
        /** Does the database understand every condition of the map, and is the shared profile one? */
        CONDITIONS,
        /** Is no row hidden from the user? */
        SIGHT,
        /** Does the database bear every fixed value of the map? */
        VALUES,
        /** Has the user every right that {@code check} asks for? */
        RIGHTS,
        /** May the user also change every row that leads to a profile? */
        RIGHTS_TO_MOVE
    }

    private final Set<Question> questions;

    Need(Question... questions) {
        this.questions = Set.of(questions);
    }

    Set<Question> questions() {
        return questions;
    }
}
