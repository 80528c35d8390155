package dev.palimpsest.demo.studio;

import dev.palimpsest.demo.generator.Form;
import dev.palimpsest.demo.generator.Place;
import java.util.List;

/** Where the studio's people write about somebody else. */
enum Spot implements Place {
    COMMENT(Form.inText()),
    NOTE(Form.inText()),
    HANDOVER(Form.inText()),
    MESSAGE(Form.inText()),
    REMARK(List.of(Form.FULL_NAME, Form.UPPER_CASE_NAME, Form.LAST_FIRST, Form.NUMBER)),
    EMERGENCY_CONTACT(List.of(Form.SPLIT_JSON_NAME)),
    PAYER(List.of(Form.FULL_NAME, Form.UPPER_CASE_NAME, Form.BANK_NAME)),
    BANK_TEXT(List.of(Form.BANK_NAME, Form.NUMBER)),
    TYPED_RECIPIENT(List.of(Form.EMAIL)),
    NEWSLETTER(List.of(Form.EMAIL));

    private final List<Form> forms;

    Spot(List<Form> forms) {
        this.forms = forms;
    }

    @Override
    public List<Form> forms() {
        return forms;
    }

    @Override
    public boolean unlinked() {
        return this == HANDOVER || this == TYPED_RECIPIENT || this == NEWSLETTER;
    }
}
