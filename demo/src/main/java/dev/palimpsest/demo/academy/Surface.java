package dev.palimpsest.demo.academy;

import dev.palimpsest.demo.generator.Dice;
import dev.palimpsest.demo.generator.Form;
import dev.palimpsest.demo.generator.Mentions;
import dev.palimpsest.demo.generator.Place;
import java.util.List;

/** Where the institute's people write about somebody else. */
enum Surface implements Place {
    PARTICIPANT_REMARKS(Form.inText()),
    NOTE(Form.inText()),
    ENROLMENT_REMARK(List.of(Form.FULL_NAME, Form.LAST_FIRST, Form.NUMBER)),
    EMERGENCY_CONTACT(List.of(Form.SPLIT_JSON_NAME)),
    BOUNCE(List.of(Form.EMAIL, Form.UPPER_CASE_EMAIL)),
    PAYMENT(List.of(Form.BANK_NAME, Form.NUMBER, Form.UPPER_CASE_NAME)),
    HANDOVER(Form.inText()),
    TYPED_RECIPIENT(List.of(Form.EMAIL)),
    REGISTER(List.of(Form.EMAIL));

    private static final double SHARE_MENTIONED = 0.2;

    private final List<Form> forms;

    Surface(List<Form> forms) {
        this.forms = forms;
    }

    @Override
    public List<Form> forms() {
        return forms;
    }

    @Override
    public boolean unlinked() {
        return this == HANDOVER || this == TYPED_RECIPIENT || this == REGISTER;
    }

    private boolean suits(Participant host) {
        return switch (this) {
            case ENROLMENT_REMARK -> !host.dossier().enrolments().isEmpty();
            case PAYMENT -> FinanceTables.paysAlone(host);
            case PARTICIPANT_REMARKS, NOTE, EMERGENCY_CONTACT, BOUNCE -> !host.isTrainer();
            case HANDOVER, TYPED_RECIPIENT, REGISTER -> false;
        };
    }

    /** Every fifth participant is mentioned somewhere outside the own record. */
    static Mentions<Participant, Surface> mentions(long seed, Roster roster) {
        Mentions<Participant, Surface> mentions = new Mentions<>(roster.people, List.of(values()), Surface::suits);
        for (Participant person : roster.people) {
            Dice dice = Dice.of(seed, Topic.MENTIONS, person.id());
            if (!person.isTrainer() && dice.chance(SHARE_MENTIONED)) {
                for (int i = dice.pick(1, 1, 2, 3); i > 0; i--) {
                    mentions.plan(person, dice);
                }
            }
        }
        return mentions;
    }
}
