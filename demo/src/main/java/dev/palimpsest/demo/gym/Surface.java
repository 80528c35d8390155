package dev.palimpsest.demo.gym;

import dev.palimpsest.demo.generator.Form;
import dev.palimpsest.demo.generator.Place;
import java.util.List;

/** Where the gym's people write about somebody else. */
enum Surface implements Place {
    MEMBER_NOTES(Form.inText()),
    NOTE(Form.inText()),
    TASK(Form.inText()),
    MESSAGE(Form.inText()),
    STAFF_NOTE(Form.inText()),
    EMERGENCY_CONTACT(List.of(Form.SPLIT_JSON_NAME)),
    TRAINS_WITH(List.of(Form.LAST_FIRST, Form.FULL_NAME)),
    CONTRACT_REMARKS(List.of(Form.FULL_NAME, Form.UPPER_CASE_NAME, Form.LAST_FIRST, Form.NUMBER)),
    PAYER(List.of(Form.FULL_NAME, Form.UPPER_CASE_NAME, Form.BANK_NAME)),
    PURPOSE(List.of(Form.BANK_NAME, Form.NUMBER)),
    TYPED_RECIPIENT(List.of(Form.EMAIL)),
    NEWSLETTER(List.of(Form.EMAIL));

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
        return this == STAFF_NOTE || this == TYPED_RECIPIENT || this == NEWSLETTER;
    }
}
